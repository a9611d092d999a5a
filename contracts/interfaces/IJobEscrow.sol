// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {JobId} from "../types/JobId.sol";
import {IEscrowBalances} from "./IEscrowBalances.sol";
import {INodeRegistry} from "./INodeRegistry.sol";
import {INodeStaking} from "./INodeStaking.sol";

/// @title IJobEscrow
/// @notice Holds what requesters lock for jobs and pays nodes what their vouchers prove.
/// @dev The only holder of payments. Amounts are in the payment token's smallest unit, times in Unix seconds.
///
/// EIP-712 domain: name "JobEscrow", version "1", the chain id, this contract. Types:
/// `JobTerms(address requester,address sessionKey,uint40 deadline,uint8 mode,bytes32 termsHash,Allocation[] allocations)Allocation(uint32 nodeId,uint48 cap)`
/// `Voucher(bytes20 jobId,uint32 nodeId,uint8 index,uint48 total)`
/// `RootVoucher(bytes20 jobId,uint32 nodeId,uint8 index,uint48 total,bytes32 receiptsRoot)`
/// `Done(bytes20 jobId,uint32 nodeId,uint48 total)`
/// A job's id is the first 20 bytes of the digest of its JobTerms, so it is known before the job is funded.
interface IJobEscrow is IEscrowBalances {
    /// @notice Where a job stands.
    enum JobStatus {
        None,
        Funded,
        Closing,
        Released
    }

    /// @notice What became of one row of a settlement.
    /// @dev `Capped` is paid up to the cap; the same voucher pays the rest once the cap is raised.
    /// A row for a job that was released, or that another key signed, finds no allocation.
    enum RowStatus {
        Paid,
        Capped,
        Stale,
        BadSignature,
        UnknownAllocation
    }

    /// @notice What one node can be paid at most for a job.
    struct Allocation {
        /// Node, by its number in the registry; once per job.
        uint32 nodeId;
        /// Most that the node can be paid, before the protocol fee.
        uint48 cap;
    }

    /// @notice An allocation as it stands on chain.
    struct AllocationView {
        uint32 nodeId;
        uint48 cap;
        /// What vouchers have claimed so far, before the protocol fee.
        uint48 claimed;
    }

    /// @notice What a requester pays for; its digest is the job's id.
    struct JobTerms {
        /// Key that signs the job's vouchers.
        address sessionKey;
        /// End of the job, Unix seconds.
        uint40 deadline;
        /// Privacy mode that was asked for (0 local, 1 transit, 2 unlinked, 3 split, 4 attested).
        uint8 mode;
        /// Hash of everything else that was agreed, including a salt that makes the terms unique.
        bytes32 termsHash;
        /// Nodes and caps, 1 to 32; the budget is the sum of the caps.
        Allocation[] allocations;
    }

    /// @notice Raise of the cap of an allocation that exists.
    struct CapRaise {
        /// Position of the allocation in the job.
        uint8 index;
        /// How much is added to the cap.
        uint48 by;
    }

    /// @notice A job's header, one storage slot; it stays for good, so the same terms are never funded twice.
    struct Job {
        address requester;
        /// Deadline of the terms, or the time of `close` if that came first.
        uint40 endsAt;
        JobStatus status;
        /// Number of allocations.
        uint8 count;
        /// Privacy mode of the terms.
        uint8 mode;
        /// When it was funded, Unix seconds; the slot has room for the times until 2106.
        uint32 fundedAt;
    }

    /// @notice One voucher in a settlement, 96 bytes.
    struct Row {
        /// 8 zero bits, jobId 160, nodeId 32, index 8, total 48.
        uint256 head;
        bytes32 r;
        /// EIP-2098: the top bit is the parity, the rest is `s`.
        bytes32 vs;
    }

    /// @notice One voucher that also names the root of the node's receipts for the job.
    struct RootRow {
        uint256 head;
        bytes32 receiptsRoot;
        bytes32 r;
        bytes32 vs;
    }

    /// @notice A node's signed word that nothing above `total` will be claimed for the job.
    struct Done {
        uint48 total;
        bytes32 r;
        bytes32 vs;
    }

    /// @notice A job was funded from the requester's free balance.
    event JobFunded(
        JobId indexed jobId,
        address indexed requester,
        address indexed sessionKey,
        uint40 deadline,
        uint8 mode,
        bytes32 termsHash,
        Allocation[] allocations
    );
    /// @notice Caps were raised and nodes were added, from the requester's free balance.
    event JobAmended(JobId indexed jobId, CapRaise[] raised, Allocation[] added);
    /// @notice The requester ended a job; its remainder can be released after the grace.
    event JobClosed(JobId indexed jobId, uint40 endsAt);
    /// @notice A job is over and its remainder went back to the requester's free balance.
    event JobReleased(JobId indexed jobId, address indexed requester, uint256 refund);
    /// @notice Vouchers were settled. Each row is the voucher's head with its RowStatus in the top byte.
    event Settled(address indexed by, uint256 net, uint256 fee, uint256[] rows);
    /// @notice The session key vouched for the root of a node's receipts; `head` is as in Row.
    event ReceiptsRooted(JobId indexed jobId, uint32 indexed nodeId, uint256 head, bytes32 receiptsRoot);

    /// @notice The same terms were funded before.
    error JobEscrowJobExists(JobId jobId);
    /// @notice The session key is the zero address.
    error JobEscrowZeroSessionKey();
    /// @notice The deadline is not ahead, or too far ahead.
    error JobEscrowBadDeadline(uint256 deadline, uint256 timestamp, uint256 latest);
    /// @notice The number of allocations is zero or too large.
    error JobEscrowBadAllocationCount(uint256 count, uint256 maxCount);
    /// @notice A cap or a raise is zero, or a raised cap does not fit in 48 bits.
    error JobEscrowBadCap(uint32 nodeId, uint256 cap);
    /// @notice A node is named twice in one job; raise its cap instead.
    error JobEscrowDuplicateNode(uint32 nodeId);
    /// @notice A node is unknown or does not take new jobs.
    error JobEscrowNodeInactive(uint32 nodeId);
    /// @notice The node's stake does not cover that much open value.
    error JobEscrowOverCapacity(uint32 nodeId, uint256 open, uint256 capacity);
    /// @notice The signature over the terms is not the requester's.
    error JobEscrowBadTermsSignature(address requester, bytes32 digest);
    /// @notice The caller is not the job's requester.
    error JobEscrowNotRequester(JobId jobId, address requester, address caller);
    /// @notice The job is not in a state that allows this.
    error JobEscrowUnexpectedStatus(JobId jobId, JobStatus actual);
    /// @notice The job has ended.
    error JobEscrowEnded(JobId jobId, uint256 endsAt, uint256 timestamp);
    /// @notice The session key is not the job's.
    error JobEscrowWrongSessionKey(JobId jobId, address sessionKey);
    /// @notice The job has no allocation at this position.
    error JobEscrowUnknownIndex(JobId jobId, uint256 index, uint256 count);
    /// @notice Too many rows in one settlement.
    error JobEscrowTooManyRows(uint256 count, uint256 maxCount);
    /// @notice The session key's contract did not accept the voucher.
    error JobEscrowBadVoucherSignature(address sessionKey, bytes32 digest);
    /// @notice The grace has not passed.
    error JobEscrowInGrace(JobId jobId, uint256 releasableAt, uint256 timestamp);
    /// @notice One Done per allocation is needed, in their order.
    error JobEscrowDoneCount(JobId jobId, uint256 given, uint256 expected);
    /// @notice The Done is not signed by a valid signer of the node.
    error JobEscrowBadDone(JobId jobId, uint32 nodeId, address signer);
    /// @notice The node still expects more than was claimed: settle its last voucher first.
    error JobEscrowUnsettled(JobId jobId, uint32 nodeId, uint256 total, uint256 claimed);
    /// @notice Only the registry may open an account.
    error JobEscrowNotRegistry(address caller, address registry);
    /// @notice The staking contract was built for shorter jobs or a shorter grace than this escrow allows.
    error JobEscrowWindowsTooShort(uint256 jobDuration, uint256 voucherGrace);

    /// @notice Deposits with the caller's permit and funds a job, in one transaction.
    /// @param amount Tokens to add to the free balance before funding.
    /// @param permit The caller's permit; one that was already used does no harm.
    /// @param terms What is paid for.
    /// @return jobId Id of the funded job.
    function depositAndFund(
        uint256 amount,
        Permit calldata permit,
        JobTerms calldata terms
    ) external returns (JobId jobId);

    // A job

    /// @notice Funds a job from the caller's free balance.
    /// @param terms What is paid for.
    /// @return jobId Id of the funded job.
    function fund(JobTerms calldata terms) external returns (JobId jobId);

    /// @notice Funds a job from the requester's free balance by signature, so that anyone can pay the gas.
    /// @param requester Who signed the terms; an account or an EIP-1271 contract.
    /// @param terms What is paid for.
    /// @param signature The requester's EIP-712 signature over the terms.
    /// @return jobId Id of the funded job.
    function fundBySig(
        address requester,
        JobTerms calldata terms,
        bytes calldata signature
    ) external returns (JobId jobId);

    /// @notice Raises caps and adds nodes, from the requester's free balance, before the job ends.
    /// @param jobId Job of the caller.
    /// @param sessionKey The job's session key, as in its JobFunded event.
    /// @param raised Raises of caps by position.
    /// @param added Nodes that the job does not have yet; they get the next positions.
    function amend(JobId jobId, address sessionKey, CapRaise[] calldata raised, Allocation[] calldata added) external;

    /// @notice Credits nodes with what vouchers prove. Anyone may call; a bad row is skipped and reported.
    /// @dev Never paused. Reads no job: a released job has no allocations, so its vouchers find nothing.
    /// @param rows Vouchers, at most 512.
    /// @return net What the nodes gained, after the protocol fee.
    function settle(Row[] calldata rows) external returns (uint256 net);

    /// @notice As `settle`, with vouchers that also name the root of the node's receipts. Used once per job and node.
    /// @dev The root counts also when the row's total was already claimed.
    /// @param rows Vouchers with roots, at most 512.
    /// @return net What the nodes gained, after the protocol fee.
    function settleWithRoots(RootRow[] calldata rows) external returns (uint256 net);

    /// @notice Settles one voucher whose session key is an EIP-1271 contract.
    /// @param head The voucher, as in Row.
    /// @param sessionKey The contract that signs the job's vouchers.
    /// @param signature What the contract accepts as its signature.
    /// @return net What the node gained, after the protocol fee.
    function settleByContract(
        uint256 head,
        address sessionKey,
        bytes calldata signature
    ) external returns (uint256 net);

    /// @notice Ends a job now. Its remainder can be released after the grace.
    /// @param jobId Job of the caller.
    function close(JobId jobId) external;

    /// @notice Returns a job's remainder to its requester after the grace. Anyone may call; never paused.
    /// @param jobId Job whose end plus grace has passed.
    /// @param sessionKey The job's session key.
    /// @return refund What went back to the requester's free balance.
    function release(JobId jobId, address sessionKey) external returns (uint256 refund);

    /// @notice Returns a job's remainder at once, with every allocated node's word that it is done.
    /// @param jobId Job that is not released yet.
    /// @param sessionKey The job's session key.
    /// @param done One Done per allocation, in their order.
    /// @return refund What went back to the requester's free balance.
    function releaseDone(JobId jobId, address sessionKey, Done[] calldata done) external returns (uint256 refund);

    // Views

    /// @notice A job's header.
    function jobOf(JobId jobId) external view returns (Job memory);

    /// @notice Every allocation of a job; empty if the key is wrong or the job was released.
    function allocationsOf(JobId jobId, address sessionKey) external view returns (AllocationView[] memory allocations);

    /// @notice One allocation of a job; all zero if there is none.
    function allocationAt(JobId jobId, address sessionKey, uint8 index) external view returns (AllocationView memory);

    /// @notice Id that a job with these terms has or would have.
    function jobIdOf(address requester, JobTerms calldata terms) external view returns (JobId);

    /// @notice EIP-712 digest that the requester signs for `fundBySig`.
    function termsDigest(address requester, JobTerms calldata terms) external view returns (bytes32);

    /// @notice EIP-712 digest that the session key signs; the top 8 bits of `head` do not count.
    function voucherDigest(uint256 head) external view returns (bytes32);

    /// @notice EIP-712 digest that a node signs when it is done with a job.
    function doneDigest(JobId jobId, uint32 nodeId, uint48 total) external view returns (bytes32);

    /// @notice Registry that says who a node is.
    function REGISTRY() external view returns (INodeRegistry);

    /// @notice Contract that holds the nodes' stakes.
    function STAKING() external view returns (INodeStaking);

    /// @notice EIP-712 domain separator of this contract on this chain.
    function DOMAIN_SEPARATOR() external view returns (bytes32);
}
