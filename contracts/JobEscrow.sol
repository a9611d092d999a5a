// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";
import {EscrowAllocations} from "./escrow/EscrowAllocations.sol";
import {EscrowBalances} from "./escrow/EscrowBalances.sol";
import {EscrowSettlement} from "./escrow/EscrowSettlement.sol";
import {IJobEscrow} from "./interfaces/IJobEscrow.sol";
import {INodeRegistry} from "./interfaces/INodeRegistry.sol";
import {INodeStaking} from "./interfaces/INodeStaking.sol";
import {JobTermsHash} from "./libraries/JobTermsHash.sol";
import {Lanes} from "./libraries/Lanes.sol";
import {JobId} from "./types/JobId.sol";

/// @title JobEscrow
/// @notice Holds what requesters lock for jobs and pays nodes what their vouchers prove.
/// @dev Invariants, each with a test of the name in brackets:
/// - TOKEN.balanceOf(this) == sum of free + sum of job remainders + sum of owed + fees not collected
///   [invariant_tokensAreFreeRemaindersOwedAndFees];
/// - claimed never falls and never passes its cap, and the caps of a job are exactly what left the free balance
///   [invariant_claimedNeverFallsNorPassesItsCap];
/// - replaying, reordering or splitting a batch ends in the same state, and bad rows change nothing
///   [invariant_vouchersCountTheSameInAnyOrder];
/// - no call of the guardian lowers what anyone can withdraw [invariant_guardianLowersNothing];
/// - every party can leave on its own, MAX_JOB_DURATION + GRACE after funding at the latest [invariant_everyoneCanLeave];
/// - settle, close, release, pull and withdraw are never paused [invariant_pauseBlocksNothingThatPaysOut];
/// - a settlement costs a constant and a constant per row [invariant_gasOfSettleIsLinear].
///
/// How settle stays cheap: it reads no job. An allocation is found under (session key, job id, position), and the
/// recovered signer is the session key of the lookup, so a wrong key, job or position finds an empty word. Release
/// empties the words, so a released job pays nothing (its rows read UnknownAllocation, there is no "job not open").
/// Until somebody releases, a voucher is still paid after the grace: the grace bounds release, not settle.
/// The job id commits to the terms and the requester; its header stays for good, so terms are never funded twice.
///
/// Powers: GUARDIAN may pause deposits and new jobs for at most 72 hours, see EscrowBalances. REGISTRY may open empty
/// node accounts. Nobody can change the fee, the grace, the treasury or the code.
/// `virtual` is there for the mutants of the tests alone; nothing inherits from this contract.
/// Trust: TOKEN moves exactly the amount it is told to; REGISTRY and STAKING are the contracts of this system.
contract JobEscrow is EscrowSettlement {
    uint256 public constant GRACE = 1 days;
    uint256 public constant MAX_JOB_DURATION = 7 days;
    bytes32 private constant DONE_TYPEHASH = keccak256("Done(bytes20 jobId,uint32 nodeId,uint48 total)");

    mapping(JobId jobId => Job job) private _jobs;

    /// @param token Payment token.
    /// @param registry Registry of the nodes.
    /// @param staking Stakes of the nodes; built for jobs at least as long as here.
    /// @param treasury Who gets the part of the fees that is not burned.
    /// @param guardian Who may pause, or zero for nobody.
    constructor(
        IERC20 token,
        INodeRegistry registry,
        INodeStaking staking,
        address treasury,
        address guardian
    )
        EscrowBalances(token, guardian)
        EscrowAllocations(registry, staking)
        EscrowSettlement(treasury)
        EIP712("JobEscrow", "1")
    {
        INodeStaking.Windows memory windows = staking.windows();
        require(
            windows.jobDuration >= MAX_JOB_DURATION && windows.voucherGrace >= GRACE,
            JobEscrowWindowsTooShort(windows.jobDuration, windows.voucherGrace)
        );
    }

    /// @inheritdoc IJobEscrow
    function depositAndFund(
        uint256 amount,
        Permit calldata permit,
        JobTerms calldata terms
    ) external whenNotPaused returns (JobId jobId) {
        emit Deposited(msg.sender, amount);
        jobId = _fund(msg.sender, terms, termsDigest(msg.sender, terms), amount);

        _takeWithPermit(amount, permit);
    }

    /// @inheritdoc IJobEscrow
    function fund(JobTerms calldata terms) external whenNotPaused returns (JobId jobId) {
        return _fund(msg.sender, terms, termsDigest(msg.sender, terms), 0);
    }

    /// @inheritdoc IJobEscrow
    function fundBySig(
        address requester,
        JobTerms calldata terms,
        bytes calldata signature
    ) external whenNotPaused returns (JobId jobId) {
        bytes32 digest = termsDigest(requester, terms);
        require(
            SignatureChecker.isValidSignatureNowCalldata(requester, digest, signature),
            JobEscrowBadTermsSignature(requester, digest)
        );
        return _fund(requester, terms, digest, 0);
    }

    /// @inheritdoc IJobEscrow
    function amend(
        JobId jobId,
        address sessionKey,
        CapRaise[] calldata raised,
        Allocation[] calldata added
    ) external whenNotPaused {
        Job storage job = _jobs[jobId];
        _requireRequester(jobId, job);
        require(job.status == JobStatus.Funded, JobEscrowUnexpectedStatus(jobId, job.status));
        require(job.endsAt > block.timestamp, JobEscrowEnded(jobId, job.endsAt, block.timestamp));
        uint256[] memory lanes = _lanesOf(jobId, sessionKey, job.count);

        uint256 sum = _raise(jobId, sessionKey, raised, lanes.length);
        if (added.length != 0) {
            sum += _append(jobId, sessionKey, added, lanes);
            job.count = uint8(lanes.length + added.length);
        }
        _spend(msg.sender, sum);
        emit JobAmended(jobId, raised, added);
    }

    /// @inheritdoc IJobEscrow
    function close(JobId jobId) external {
        Job storage job = _jobs[jobId];
        _requireRequester(jobId, job);
        require(job.status == JobStatus.Funded, JobEscrowUnexpectedStatus(jobId, job.status));

        uint40 endsAt = job.endsAt;
        if (endsAt > block.timestamp) endsAt = uint40(block.timestamp);
        job.endsAt = endsAt;
        job.status = JobStatus.Closing;
        emit JobClosed(jobId, endsAt);
    }

    /// @inheritdoc IJobEscrow
    function release(JobId jobId, address sessionKey) external returns (uint256 refund) {
        Job memory job = _unreleased(jobId);
        uint256 releasableAt = job.endsAt + GRACE;
        require(block.timestamp >= releasableAt, JobEscrowInGrace(jobId, releasableAt, block.timestamp));
        return _release(jobId, sessionKey, job, _lanesOf(jobId, sessionKey, job.count));
    }

    /// @inheritdoc IJobEscrow
    function releaseDone(JobId jobId, address sessionKey, Done[] calldata done) external returns (uint256 refund) {
        Job memory job = _unreleased(jobId);
        require(done.length == job.count, JobEscrowDoneCount(jobId, done.length, job.count));
        uint256[] memory lanes = _lanesOf(jobId, sessionKey, job.count);
        _requireDone(jobId, lanes, done);
        return _release(jobId, sessionKey, job, lanes);
    }

    /// @inheritdoc IJobEscrow
    function jobOf(JobId jobId) external view returns (Job memory) {
        return _jobs[jobId];
    }

    /// @inheritdoc IJobEscrow
    function allocationsOf(
        JobId jobId,
        address sessionKey
    ) external view returns (AllocationView[] memory allocations) {
        if (_lanes[sessionKey][Lanes.wordKey(jobId, 0)].word == 0) return allocations;
        allocations = new AllocationView[](_jobs[jobId].count);
        for (uint256 i; i < allocations.length; ++i) allocations[i] = allocationAt(jobId, sessionKey, uint8(i));
    }

    /// @inheritdoc IJobEscrow
    function jobIdOf(address requester, JobTerms calldata terms) external view returns (JobId) {
        return JobId.wrap(bytes20(termsDigest(requester, terms)));
    }

    // solhint-disable-next-line func-name-mixedcase
    /// @inheritdoc IJobEscrow
    function DOMAIN_SEPARATOR() external view returns (bytes32) {
        return _domainSeparatorV4();
    }

    /// @inheritdoc IJobEscrow
    function termsDigest(address requester, JobTerms calldata terms) public view returns (bytes32) {
        return _hashTypedDataV4(JobTermsHash.hash(requester, terms));
    }

    /// @inheritdoc IJobEscrow
    function doneDigest(JobId jobId, uint32 nodeId, uint48 total) public view returns (bytes32) {
        return _hashTypedDataV4(keccak256(abi.encode(DONE_TYPEHASH, jobId, nodeId, total)));
    }

    /// @dev Tokens that come in with the same call pay first, so that the free balance is written only for what is over
    /// or missing: a new requester that brings exactly the budget never touches it.
    function _fund(
        address requester,
        JobTerms calldata terms,
        bytes32 digest,
        uint256 incoming
    ) private returns (JobId jobId) {
        jobId = JobId.wrap(bytes20(digest));
        uint256 count = terms.allocations.length;
        require(count != 0, JobEscrowBadAllocationCount(0, MAX_ALLOCATIONS));
        require(terms.sessionKey != address(0), JobEscrowZeroSessionKey());
        uint256 latest = block.timestamp + MAX_JOB_DURATION;
        require(
            terms.deadline > block.timestamp && terms.deadline <= latest,
            JobEscrowBadDeadline(terms.deadline, block.timestamp, latest)
        );
        require(_jobs[jobId].status == JobStatus.None, JobEscrowJobExists(jobId));

        uint256 budget = _append(jobId, terms.sessionKey, terms.allocations, new uint256[](0));
        if (budget > incoming) _spend(requester, budget - incoming);
        else if (incoming > budget) _credit(requester, incoming - budget);
        _jobs[jobId] = Job(
            requester,
            terms.deadline,
            JobStatus.Funded,
            uint8(count),
            terms.mode,
            uint32(block.timestamp)
        );
        emit JobFunded(
            jobId,
            requester,
            terms.sessionKey,
            terms.deadline,
            terms.mode,
            terms.termsHash,
            terms.allocations
        );
    }

    function _release(
        JobId jobId,
        address sessionKey,
        Job memory job,
        uint256[] memory lanes
    ) private returns (uint256 refund) {
        refund = _clear(jobId, sessionKey, lanes);
        _jobs[jobId].status = JobStatus.Released;
        _credit(job.requester, refund);
        emit JobReleased(jobId, job.requester, refund);
    }

    function _requireDone(JobId jobId, uint256[] memory lanes, Done[] calldata done) private view {
        uint32[] memory nodeIds = new uint32[](lanes.length);
        address[] memory signers = new address[](lanes.length);
        for (uint256 i; i < lanes.length; ++i) {
            uint32 nodeId = Lanes.nodeId(lanes[i]);
            uint48 claimed = Lanes.claimed(lanes[i]);
            uint48 total = done[i].total;
            require(total <= claimed, JobEscrowUnsettled(jobId, nodeId, total, claimed));
            nodeIds[i] = nodeId;
            (signers[i], , ) = ECDSA.tryRecover(doneDigest(jobId, nodeId, total), done[i].r, done[i].vs);
        }
        uint256 invalid = REGISTRY.firstInvalidSigner(nodeIds, signers);
        require(
            invalid >= lanes.length,
            JobEscrowBadDone(jobId, _at(nodeIds, invalid), invalid < lanes.length ? signers[invalid] : address(0))
        );
    }

    function _unreleased(JobId jobId) private view returns (Job memory job) {
        job = _jobs[jobId];
        require(
            job.status == JobStatus.Funded || job.status == JobStatus.Closing,
            JobEscrowUnexpectedStatus(jobId, job.status)
        );
    }

    function _requireRequester(JobId jobId, Job storage job) private view {
        require(msg.sender == job.requester, JobEscrowNotRequester(jobId, job.requester, msg.sender));
    }
}
