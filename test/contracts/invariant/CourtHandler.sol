// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ISignedEvidence} from "../../../contracts/interfaces/ISignedEvidence.sol";
import {JobId} from "../../../contracts/types/JobId.sol";
import {CourtHands, ICourtFactory} from "./CourtHands.sol";

/// @notice Cheats, proves, accuses, votes, appeals, demands, probes, leaves and governs in any order.
/// @dev Nodes 1 to 4 serve and sometimes cheat; 5 to 14 are verifiers. Every verb does something in every state.
contract CourtHandler is CourtHands {
    constructor(ICourtFactory factory) CourtHands(factory) {}

    function act(uint256 seed) external {
        uint256 verb = seed % VERBS;
        seed = uint256(keccak256(abi.encode(seed)));
        if (verb == 0) cheat(seed);
        else if (verb == 1) accuseHonest(seed);
        else if (verb == 2) probe(seed);
        else if (verb == 3) accuse(seed);
        else if (verb == 4) judge(seed);
        else if (verb == 5) demand(seed);
        else if (verb == 6) endDemand(seed);
        else if (verb == 7) claim(seed);
        else poke(seed);
    }

    /// @dev A node cheats and is punished; then everybody tries to punish it again for the same task.
    function cheat(uint256 seed) public counted(0) {
        Cheat memory one = _cheat(_nodeOf(seed), seed % 2 == 0 ? JobId.wrap(bytes20(0)) : _jobFor(_nodeOf(seed)));
        _prove(one);
        _prove(one);
        ISignedEvidence.SignedReceipt memory second = abi.decode(
            abi.encode(one.signed),
            (ISignedEvidence.SignedReceipt)
        );
        second.receipt.amount += 1;
        second = signedReceipt(second.receipt);
        uint256 before = _stakes();
        try court.proveEquivocation(one.signed, second, address(0)) {
            if (_stakes() != before) _punishedTwice = true;
        } catch {}
    }

    /// @dev Every proof against a node that did nothing wrong.
    function accuseHonest(uint256 seed) public counted(1) {
        bytes32 records = _records();
        uint256 before = _stakes();
        _tryProofs(_honestWork(seed), seed);
        if (_stakes() != before) _honestConvicted = true;
        vm.prank(_accounts[(seed >> 80) % _accounts.length]);
        try ledger.record(_nodeOf(seed), 0, 1_000) {} catch {}
        if (_records() != records) _movedAlone = true;
    }

    /// @dev A whole epoch of a verifier, and its reward, asked for twice.
    function probe(uint256 seed) public counted(2) {
        uint32 verifierId = uint32(5 + (seed % VERIFIERS));
        vm.warp(time() + 2 days);
        Probe memory one = aProbe(verifierId);
        if (seed % 4 == 1) return _staySilent(verifierId, one);
        if (seed % 4 == 2) return _becomeDust(verifierId, one);
        vm.startPrank(ownerOf(verifierId));
        bench.reportProbe(verifierId, one.epoch, one.opening, one.signed, seed % 3 != 0, 0);
        bench.rewardDuty(verifierId, one.epoch);
        uint256 credit = bench.creditOf(ownerOf(verifierId));
        try bench.rewardDuty(verifierId, one.epoch) {} catch {}
        if (bench.creditOf(ownerOf(verifierId)) != credit) _paidTwice = true;
        vm.stopPrank();
        if (seed % 3 == 0 || seed % 5 == 0) return;
        court.proveRaceFault(one.signed, SEED, one.leaf, one.better, address(0));
        bench.punishLazyPass(one.signed);
        uint256 before = _stakes();
        bench.punishLazyPass(one.signed);
        if (_stakes() != before) _punishedTwice = true;
    }

    /// @dev A case, and often thresholds that its model's publisher adds between answer and case.
    function accuse(uint256 seed) public counted(3) {
        bytes32 records = _records();
        uint32 known = models.modelOf(modelId).calibrations;
        Cheat memory one = _cheat(_nodeOf(seed), _jobFor(_nodeOf(seed)));
        if (seed % 3 != 0) models.publishCalibration(modelId, bytes32(seed), 0, "");
        uint256 caseId = openBy(requester(1), one.signed, 0);
        if (bench.caseOf(caseId).calibrationVersion != known) _judgedAnew = true;
        _accused.push(one);
        if (_records() != records) _movedAlone = true;
    }

    /// @dev The newest cases go some steps further; sometimes the node is punished by proof in the meantime.
    function judge(uint256 seed) public counted(4) {
        uint256 count = bench.caseCount();
        if (count == 0) {
            openOne();
            _accused.push();
            count = 1;
        }
        uint256 caseId = count - (seed % (count < 3 ? count : 3));
        if (seed % 7 == 0 && _accused[caseId - 1].signed.receipt.nodeId != 0) _prove(_accused[caseId - 1]);
        for (uint256 i; i <= (seed >> 3) % 4; ++i) _step(caseId, uint256(keccak256(abi.encode(seed, i))));
    }

    function demand(uint256 seed) public counted(5) {
        _demand(seed);
    }

    /// @dev A demand is answered, or its time runs out, sometimes after the node was punished for the task.
    function endDemand(uint256 seed) public counted(6) {
        bytes32 digest = _demand(seed);
        if (seed % 2 == 0) {
            uint256 before = _stakes();
            court.answerData(digest, "sealed frames");
            vm.warp(time() + 3 days);
            _try(abi.encodeCall(court.proveWithheld, (_demanded[digest].signed, address(0))));
            if (_stakes() != before) _honestConvicted = true;
            return;
        }
        if (seed % 3 == 0) _prove(_demanded[digest]);
        vm.warp(time() + 3 days);
        _withhold(digest);
    }

    /// @dev Half of all accounts take what is theirs; a node leaves in part.
    function claim(uint256 seed) public counted(7) {
        bytes32 records = _records();
        for (uint256 i = seed % 2; i < _accounts.length; i += 2) _claim(_accounts[i]);
        _leave(seed);
        if (_records() != records) _movedAlone = true;
    }

    /// @dev The fees of a job are counted; then governance and the guardian use what power they have.
    function poke(uint256 seed) public counted(8) {
        uint32[] memory nodeIds = new uint32[](1);
        nodeIds[0] = _nodeOf(seed);
        JobId jobId = fundFor(nodeIds[0]);
        settleOne(row(jobId, nodeIds[0], 0, uint48(DOLLAR)));
        bytes32 records = _records();
        uint256 vouched = ledger.termsOf(nodeIds[0], 0).vouched;
        uint256 fees = escrow.accountOf(nodeIds[0]).feesPaid - ledger.feesOf(nodeIds[0]).counted;
        ledger.poke(nodeIds);
        if (ledger.termsOf(nodeIds[0], 0).vouched > vouched + fees) _boughtCheaply = true;
        if (ledger.feesOf(nodeIds[0]).counted != escrow.accountOf(nodeIds[0]).feesPaid) _movedAlone = true;
        _govern(seed);
        if (_records() != records) _movedAlone = true;
    }

    /// @dev A verifier says that its node did not answer, and asks for its reward.
    function _staySilent(uint32 verifierId, Probe memory one) private {
        (bytes32 records, uint256 before) = (_records(), _stakes());
        vm.startPrank(ownerOf(verifierId));
        bench.reportUnanswered(verifierId, one.epoch, 0);
        try bench.reportProbe(verifierId, one.epoch, one.opening, one.signed, true, 0) {
            _silencePaid = true;
        } catch {}
        if (bench.rewardDuty(verifierId, one.epoch) != 0) _silencePaid = true;
        vm.stopPrank();
        if (_stakes() != before || _records() != records) _silencePaid = true;
    }

    /// @dev The drawn node is left with next to nothing at stake; its verifier must still come to its end.
    function _becomeDust(uint32 verifierId, Probe memory one) private {
        uint64 active = staking.stakeOf(one.drawn).active;
        vm.prank(ownerOf(one.drawn));
        staking.thaw(one.drawn, active - uint64(bound(active, 1, 10 * DOLLAR - 1)));
        vm.startPrank(ownerOf(verifierId));
        try bench.skipProbe(verifierId, one.epoch, 0) {
            bench.rewardDuty(verifierId, one.epoch);
        } catch {
            _dustBlocked = true;
        }
        vm.stopPrank();
    }

    /// @dev A node thaws some of its stake, and takes out what has thawed.
    function _leave(uint256 seed) private {
        uint32 nodeId = _nodeOf(seed);
        uint64 active = staking.stakeOf(nodeId).active;
        vm.startPrank(ownerOf(nodeId));
        staking.thaw(nodeId, uint64(bound(seed, 1, active)));
        if (seed % 3 == 0) {
            vm.warp(time() + THAW);
            staking.withdraw(nodeId, ownerOf(nodeId));
        }
        vm.stopPrank();
    }

    /// @dev 4 and 10: governance and the guardian use what power they have.
    function _govern(uint256 seed) private {
        bytes32 before = _claims();
        _changeAmounts(seed);
        if (_claims() != before) _lowered = true;

        JobId jobId = fundFor(_nodeOf(seed));
        before = _claims();
        vm.prank(GUARDIAN);
        try escrow.pause(uint40(time() + 72 hours)) {
            if (_claims() != before) _lowered = true;
            try this.useEveryExit(jobId, _nodeOf(seed)) {} catch {
                _lowered = true;
            }
            vm.prank(GUARDIAN);
            escrow.unpause();
        } catch {
            // paused less than a week ago
        }
    }

    /// @dev A call of its own, so that an exit that is blocked can be caught.
    function useEveryExit(JobId jobId, uint32 nodeId) external {
        _useEveryExit(jobId, nodeId);
    }
}
