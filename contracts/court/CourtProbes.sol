// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {MerkleProof} from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";
import {ICourtBase} from "../interfaces/ICourtBase.sol";
import {ICourtFaults} from "../interfaces/ICourtFaults.sol";
import {ICourtParameters} from "../interfaces/ICourtParameters.sol";
import {ICourtProbes} from "../interfaces/ICourtProbes.sol";
import {IJobEscrow} from "../interfaces/IJobEscrow.sol";
import {INodeStaking} from "../interfaces/INodeStaking.sol";
import {Receipt} from "../libraries/Receipts.sol";
import {BenchBase} from "./BenchBase.sol";

/// @title CourtProbes
/// @notice Probes that were committed to before they were bought, duties that nobody could choose, and lazy passes.
abstract contract CourtProbes is BenchBase {
    uint256 public constant MAX_PROBES = 16;
    /// @notice Weight of a passed probe in the ledger, thousandths of a check.
    uint32 public constant PROBE_MILLI = 1_000;

    mapping(uint32 verifierId => mapping(uint32 epoch => ProbeBatch)) private _batches;
    mapping(bytes32 digest => ProbeReport) internal _reports;

    /// @inheritdoc ICourtProbes
    function joinVerifiers(uint32 verifierId) external {
        _requireSpeaker(verifierId);
        require(!_isListed(verifierId), ProbeCourtListing(verifierId, true));
        uint64 stake = _staking.stakeOf(verifierId).active;
        require(stake >= MIN_VERIFIER_STAKE, ProbeCourtVerifierStake(verifierId, stake, MIN_VERIFIER_STAKE));
        if (_verifiers.length == MAX_VERIFIERS) _makeRoom(stake);

        _verifiers.push(verifierId);
        _listings[verifierId] = Listing(uint32(_verifiers.length), uint40(block.timestamp), stake);
        emit VerifierJoined(verifierId);
    }

    /// @inheritdoc ICourtProbes
    function leaveVerifiers(uint32 verifierId) external {
        require(_isListed(verifierId), ProbeCourtListing(verifierId, false));
        uint256 stake = _staking.stakeOf(verifierId).active;
        if (stake >= MIN_VERIFIER_STAKE) _requireSpeaker(verifierId);

        _unlist(verifierId);
    }

    /// @inheritdoc ICourtProbes
    function commitProbes(uint32 verifierId, bytes32 root, bytes32 secretCommit, uint8 count) external {
        _requireSpeaker(verifierId);
        require(_isListed(verifierId), ProbeCourtListing(verifierId, false));
        uint32 epoch = epochNow() + 1;
        ProbeBatch storage batch = _batches[verifierId][epoch];
        require(batch.count == 0 && count != 0 && count <= MAX_PROBES, ProbeCourtBadBatch(verifierId, epoch, count));

        batch.root = root;
        batch.secretCommit = secretCommit;
        batch.count = count;
        batch.nodes = REGISTRY.nodeCount();
        batch.round = BEACON.nextRound();
        emit ProbesCommitted(verifierId, epoch, root, count, batch.round);
    }

    /// @inheritdoc ICourtProbes
    function revealSecret(uint32 verifierId, uint32 epoch, bytes32 secret) external {
        ProbeBatch storage batch = _batches[verifierId][epoch];
        _requireReportTime(epoch);
        require(
            batch.count != 0 && !batch.revealed && keccak256(abi.encode(secret)) == batch.secretCommit,
            ProbeCourtBadSecret(verifierId, epoch)
        );

        (batch.secret, batch.revealed) = (secret, true);
        emit SecretRevealed(verifierId, epoch, secret);
    }

    /// @inheritdoc ICourtProbes
    function reportProbe(
        uint32 verifierId,
        uint32 epoch,
        ProbeOpening calldata probe,
        SignedReceipt calldata signed,
        bool passed,
        bytes32 statsHash
    ) external {
        _requireSpeaker(verifierId);
        bytes32 digest = _verified(signed);
        Receipt calldata receipt = signed.receipt;
        ProbeBatch storage batch = _openDuty(verifierId, epoch, probe.index);
        _requireCommitted(batch, verifierId, epoch, probe);
        uint32 drawn = dutyOf(verifierId, epoch, probe.index);
        require(drawn == receipt.nodeId, ProbeCourtNotDrawn(receipt.nodeId, drawn));
        if (passed) _requirePaid(receipt, probe.sessionKey);
        require(_reports[digest].verifierId == 0, ProbeCourtProbeDone(verifierId, epoch, probe.index));

        batch.done |= uint16(1 << probe.index);
        ++batch.reported;
        _reports[digest] = ProbeReport(verifierId, uint40(block.timestamp), passed);
        emit ProbeReported(verifierId, epoch, receipt.nodeId, probe.index, receipt.taskId, digest, passed, statsHash);

        // an operator that is drawn for a node of its own learns nothing of it that others should believe
        if (passed && !_sameOperator(verifierId, receipt.nodeId)) {
            _ledger.record(receipt.nodeId, receipt.role, PROBE_MILLI);
        }
    }

    /// @inheritdoc ICourtProbes
    function skipProbe(uint32 verifierId, uint32 epoch, uint8 index) external {
        _requireSpeaker(verifierId);
        ProbeBatch storage batch = _openDuty(verifierId, epoch, index);
        uint32 nodeId = dutyOf(verifierId, epoch, index);
        require(!_mustBeProbed(verifierId, nodeId), ProbeCourtNodeServes(nodeId));

        batch.done |= uint16(1 << index);
        emit ProbeSkipped(verifierId, epoch, nodeId, index);
    }

    /// @inheritdoc ICourtProbes
    function reportUnanswered(uint32 verifierId, uint32 epoch, uint8 index) public virtual {
        _requireSpeaker(verifierId);
        ProbeBatch storage batch = _openDuty(verifierId, epoch, index);

        batch.done |= uint16(1 << index);
        ++batch.unanswered;
        emit ProbeUnanswered(verifierId, epoch, dutyOf(verifierId, epoch, index), index);
    }

    /// @inheritdoc ICourtProbes
    function rewardDuty(uint32 verifierId, uint32 epoch) external returns (uint256 amount) {
        _requireSpeaker(verifierId);
        ProbeBatch storage batch = _batches[verifierId][epoch];
        require(
            batch.count != 0 && !_isRewarded(batch) && batch.done == (uint256(1) << batch.count) - 1,
            ProbeCourtDutyOpen(verifierId, epoch, batch.done, batch.count)
        );

        batch.rewarded = true;
        amount = _creditFromPool(REGISTRY.ownerOf(verifierId), uint256(_prices().probeReward) * _paidProbes(batch));
        emit DutyRewarded(verifierId, epoch, amount);
    }

    /// @inheritdoc ICourtProbes
    function punishLazyPass(SignedReceipt calldata signed) external {
        bytes32 digest = _verified(signed);
        Receipt calldata receipt = signed.receipt;
        ProbeReport memory report = _reports[digest];
        ICourtFaults.Conviction memory conviction = _COURT.convictionOf(receipt.nodeId, receipt.taskId);
        bool inTheAnswer =
            conviction.fault >= ICourtFaults.Fault.Race && conviction.fault <= ICourtFaults.Fault.MalformedLeaf;
        require(report.passed && inTheAnswer && conviction.digest == bytes16(digest), ProbeCourtNoPass(digest));

        ICourtBase.Sentence memory sentence;
        sentence.nodeId = report.verifierId;
        sentence.fault = ICourtFaults.Fault.LazyPass;
        sentence.slashBps = _prices().lazySlashBps;
        sentence.position = type(uint32).max;
        sentence.finder = msg.sender;
        sentence.taskId = receipt.taskId;
        sentence.digest = digest;
        _COURT.carryOut(sentence);
    }

    /// @inheritdoc ICourtProbes
    function dutyOf(uint32 verifierId, uint32 epoch, uint8 index) public view returns (uint32 nodeId) {
        ProbeBatch storage batch = _batches[verifierId][epoch];
        (bytes32 value, bool known, ) = BEACON.randomness(batch.round);
        if (!batch.revealed || !known || index >= batch.count) return 0;
        return uint32(1 + (uint256(keccak256(abi.encode(batch.secret, value, index))) % batch.nodes));
    }

    /// @inheritdoc ICourtProbes
    function batchOf(uint32 verifierId, uint32 epoch) external view returns (ProbeBatch memory) {
        return _batches[verifierId][epoch];
    }

    /// @inheritdoc ICourtProbes
    function reportOf(bytes32 digest) external view returns (ProbeReport memory) {
        return _reports[digest];
    }

    /// @inheritdoc ICourtProbes
    function verifiers() external view returns (uint32[] memory) {
        return _verifiers;
    }

    /// @inheritdoc ICourtProbes
    function epochNow() public view returns (uint32) {
        return uint32(block.timestamp / _times().epoch);
    }

    /// @dev Probes that earn their reward. Silence is nobody's proof, so none is paid, a quarter of a batch is believed, and
    /// each beyond it takes a reported one along: who would rather not check can't choose what to check.
    function _paidProbes(ProbeBatch storage batch) internal view virtual returns (uint256) {
        uint256 believed = (uint256(batch.count) + 3) / 4;
        uint256 doubted = batch.unanswered > believed ? batch.unanswered - believed : 0;
        return batch.reported > doubted ? batch.reported - doubted : 0;
    }

    function _isRewarded(ProbeBatch storage batch) internal view virtual returns (bool) {
        return batch.rewarded;
    }

    function _isListed(uint32 verifierId) private view returns (bool) {
        return _listings[verifierId].place != 0;
    }

    /// @dev Many small stakes can't keep a larger one out: the verifier with the least stake leaves for it.
    function _makeRoom(uint256 stake) private {
        uint256 least = stake;
        uint32 weakest;
        for (uint256 i; i < MAX_VERIFIERS; ++i) {
            uint256 other = _staking.stakeOf(_verifiers[i]).active;
            if (other < least) (least, weakest) = (other, _verifiers[i]);
        }
        require(weakest != 0, ProbeCourtTooManyVerifiers(MAX_VERIFIERS));
        _unlist(weakest);
    }

    function _unlist(uint32 verifierId) private {
        uint32 place = _listings[verifierId].place;
        uint32 last = _verifiers[_verifiers.length - 1];
        _verifiers[place - 1] = last;
        _listings[last].place = place;
        delete _listings[verifierId];
        _verifiers.pop();
        emit VerifierLeft(verifierId);
    }

    function _openDuty(uint32 verifierId, uint32 epoch, uint8 index) private view returns (ProbeBatch storage batch) {
        batch = _batches[verifierId][epoch];
        _requireReportTime(epoch);
        (, bool known, ) = BEACON.randomness(batch.round);
        require(batch.revealed && known, ProbeCourtSecretUnknown(verifierId, epoch));
        require(index < batch.count, ProbeCourtForeignProbe(verifierId, epoch, index));
        require((batch.done >> index) & 1 == 0, ProbeCourtProbeDone(verifierId, epoch, index));
    }

    function _requireCommitted(
        ProbeBatch storage batch,
        uint32 verifierId,
        uint32 epoch,
        ProbeOpening calldata probe
    ) private view {
        bytes32 leaf = keccak256(
            abi.encodePacked(bytes1(0x00), probe.index, probe.sessionKey, probe.promptHash, probe.salt)
        );
        require(
            probe.path.length <= 4 && MerkleProof.verifyCalldata(probe.path, batch.root, leaf),
            ProbeCourtForeignProbe(verifierId, epoch, probe.index)
        );
    }

    /// @dev A pass counts only for what was paid, so that passing a friend costs fees. A failure needs no payment: a
    /// node could release the job to hide it, and a failure alone does nothing; a case needs a bond and a jury.
    function _requirePaid(Receipt calldata receipt, address sessionKey) private view {
        IJobEscrow.AllocationView memory lane = _escrow.allocationAt(receipt.jobId, sessionKey, receipt.index);
        require(lane.nodeId == receipt.nodeId && lane.claimed != 0, ProbeCourtNotPaid(receipt.nodeId, sessionKey));
    }

    function _mustBeProbed(uint32 verifierId, uint32 nodeId) private view returns (bool) {
        if (nodeId == 0 || _sameOperator(verifierId, nodeId)) return false;
        uint32[] memory one = new uint32[](1);
        one[0] = nodeId;
        INodeStaking.StakeAccount memory account = _staking.stakeOf(nodeId);
        return !_isDust(account.active) && account.jailedUntil <= block.timestamp && REGISTRY.firstInactive(one) == 1;
    }

    function _isDust(uint256 stake) internal view virtual returns (bool) {
        return stake == 0 || stake < MIN_PROBED_STAKE;
    }

    function _requireReportTime(uint32 epoch) private view {
        ICourtParameters.Steps memory times = _times();
        uint256 from = (uint256(epoch) + 1) * times.epoch;
        require(
            block.timestamp >= from && block.timestamp < from + times.report,
            ProbeCourtWrongTime(block.timestamp, from, from + times.report)
        );
    }
}
