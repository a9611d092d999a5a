// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {INodeRegistry} from "./INodeRegistry.sol";

/// @title INodeStaking
/// @notice Holds what operators put at stake for their nodes, and gives it back after a thaw.
/// @dev The only holder of stake. Amounts are in the stake token's smallest unit, times in Unix seconds.
interface INodeStaking {
    /// @notice Stake of one node.
    /// @dev One storage slot: 64 + 64 + 32 + 32 + 24 + 32 + 8 bits. Amounts are as wide as the escrow's open value, times
    /// of 32 bits last until the year 2106.
    struct StakeAccount {
        /// Stake that gives the node room for jobs.
        uint64 active;
        /// Stake on its way out; it gives no room, and can still be slashed.
        uint64 thawing;
        /// When the thawing stake may be withdrawn; zero while nothing thaws.
        uint32 thawsAt;
        /// Until when the node may not take new jobs.
        uint32 jailedUntil;
        /// What its punishments weigh in its reputation, thousandths of a check, as of `failedEpoch`; it fades.
        uint24 failed;
        /// Epoch of the reputation in which it was punished last.
        uint32 failedEpoch;
        /// Whether the registry opened the account.
        bool opened;
    }

    /// @notice What a node was punished for in a task.
    struct Conviction {
        /// Number of the fault, as the court counts them; zero for none.
        uint8 fault;
        /// End of the hash of node and task.
        uint64 task;
        /// First half of the digest of the receipt that showed the fault.
        bytes16 digest;
    }

    /// @notice Longest times in which a fault can still be punished, in seconds.
    struct Windows {
        /// Longest time from funding a job to its end.
        uint32 jobDuration;
        /// Time after the end of a job in which vouchers are still paid for sure.
        uint32 voucherGrace;
        /// Time in which a fault can be reported.
        uint32 challenge;
        /// Time that every appeal together can take.
        uint32 appeals;
    }

    /// @notice A punishment for a task: a share of the stake, a jail, and a mark.
    struct Punishment {
        /// Node to punish.
        uint32 nodeId;
        /// Share of active and thawing stake to take, parts of 10,000.
        uint16 slashBps;
        /// Most of what is taken that goes to the victim, parts of 10,000.
        uint16 victimBps;
        /// End of the jail, Unix seconds; a longer jail is never shortened.
        uint32 jailedUntil;
        /// Weight in the node's reputation, thousandths of a check.
        uint24 weightMilli;
        /// Epoch of the reputation, now.
        uint32 epoch;
        /// Number of the fault, never zero.
        uint8 fault;
        /// Task that it is for.
        bytes32 taskId;
        /// Digest of the receipt that shows it.
        bytes32 digest;
        /// Who proved the fault, or zero; gets `FINDER_BPS` of what the victim leaves.
        address finder;
        /// Who lost money through the fault, or zero.
        address victim;
        /// What the victim lost; paid first.
        uint256 victimAmount;
    }

    /// @notice Stake was added to a node.
    event Staked(uint32 indexed nodeId, address indexed by, uint256 amount);
    /// @notice Stake began to thaw; all thawing stake of the node is free at `thawsAt`.
    event Thawed(uint32 indexed nodeId, uint256 amount, uint32 thawsAt);
    /// @notice Thawed stake was paid out.
    event StakeWithdrawn(uint32 indexed nodeId, address indexed to, uint256 amount);
    /// @notice Stake was taken from a node, part of it from stake that was thawing.
    event Slashed(
        uint32 indexed nodeId,
        uint256 amount,
        uint256 fromThawing,
        address indexed victim,
        uint256 victimAmount,
        address indexed finder,
        uint256 finderAmount,
        uint256 burned
    );
    /// @notice A node was punished: it may not take new jobs before `until`, and its punishments weigh `failedAfter`.
    /// @param failedAfter Thousandths of a check.
    event Jailed(uint32 indexed nodeId, uint32 until, uint24 failedAfter);
    /// @notice Somebody's share of a slash was paid out.
    event ProceedsClaimed(address indexed account, address indexed to, uint256 amount);
    /// @notice Slashed stake that a finder's proofs left for nobody was sent to the burn address.
    event ProceedsBurned(address indexed finder, uint256 amount);

    /// @notice The caller does not own the node.
    error NodeStakingNotOwner(uint32 nodeId, address owner, address caller);
    /// @notice The node is not registered.
    error NodeStakingUnknownNode(uint32 nodeId);
    /// @notice Only the registry may open an account.
    error NodeStakingNotRegistry(address caller, address registry);
    /// @notice The node has less active stake than asked for.
    error NodeStakingInsufficientStake(uint32 nodeId, uint256 requested, uint256 active);
    /// @notice An amount is zero.
    error NodeStakingZeroAmount(uint32 nodeId);
    /// @notice No stake of the node is thawing.
    error NodeStakingNothingThawing(uint32 nodeId);
    /// @notice The stake has not thawed yet.
    error NodeStakingStillThawing(uint32 nodeId, uint256 thawsAt, uint256 timestamp);
    /// @notice The caller is not the court.
    error NodeStakingNotCourt(address caller, address court);
    /// @notice Whoever judges may not gain from a slash.
    error NodeStakingCourtCannotGain(address court);
    /// @notice The node was punished for this task before.
    error NodeStakingPunishedBefore(uint32 nodeId, bytes32 taskId, uint8 fault);
    /// @notice A punishment must say what it is for.
    error NodeStakingNoFault(uint32 nodeId, bytes32 taskId);
    /// @notice The thaw is shorter than the time in which a fault can still be punished.
    error NodeStakingThawTooShort(uint256 thawPeriod, uint256 minimum);
    /// @notice Nothing is there to be paid out.
    error NodeStakingNoProceeds(address account);
    /// @notice An address is zero.
    error NodeStakingZeroAddress();

    /// @notice Adds stake to a node from the caller's balance, which must have been approved.
    /// @dev Anyone may add stake to any node; only the node's owner can take it out.
    /// @param nodeId Node that gains the stake.
    /// @param amount Stake to add.
    function stake(uint32 nodeId, uint64 amount) external;

    /// @notice Adds stake to a node with the caller's EIP-2612 permit, in one transaction.
    /// @dev A permit that somebody else already used does no harm: the allowance is what counts.
    /// @param nodeId Node that gains the stake.
    /// @param amount Stake to add, equal to the permit's value.
    /// @param deadline Deadline of the permit, Unix seconds.
    /// @param v Recovery byte of the permit.
    /// @param r First half of the permit.
    /// @param s Second half of the permit.
    function stakeWithPermit(uint32 nodeId, uint64 amount, uint256 deadline, uint8 v, bytes32 r, bytes32 s) external;

    /// @notice Starts to take stake out. It can be withdrawn after the thaw, and slashed until it is withdrawn.
    /// @dev A second call restarts the clock of everything that thaws.
    /// @param nodeId Node of the caller.
    /// @param amount Active stake to thaw.
    function thaw(uint32 nodeId, uint64 amount) external;

    /// @notice Pays out all stake of the node that has thawed.
    /// @param nodeId Node of the caller.
    /// @param to Who gets the stake.
    /// @return amount Stake paid out.
    function withdraw(uint32 nodeId, address to) external returns (uint256 amount);

    /// @notice Takes a share of a node's stake and jails it, once for a task. Only the court; shares are credited and
    /// pulled, never pushed, and no jail blocks thaw or withdraw.
    /// @param punishment Who is punished, for what, by how much, and who gets a share.
    /// @return taken Stake really taken: active stake first, then thawing stake.
    function punish(Punishment calldata punishment) external returns (uint256 taken);

    /// @notice Pays out the caller's share of slashed stake.
    /// @param to Who gets it.
    /// @return amount Stake paid out.
    function claimProceeds(address to) external returns (uint256 amount);

    /// @notice Sends slashed stake that belongs to nobody to the burn address. Anyone may call.
    /// @param finder Whose proofs left it; zero for verdicts and proofs without a finder.
    /// @return amount Stake burned.
    function burnProceeds(address finder) external returns (uint256 amount);

    /// @notice Opens the account of a new node. Only the registry.
    /// @dev Lets the node, and not its first staker or whoever proves its first fault, pay for their storage slots; the
    /// flag also proves that the node exists.
    /// @param nodeId New node.
    function openAccount(uint32 nodeId) external;

    /// @notice Stake of a node.
    function stakeOf(uint32 nodeId) external view returns (StakeAccount memory);

    /// @notice Stake of many nodes.
    function stakesOf(uint32[] calldata nodeIds) external view returns (StakeAccount[] memory);

    /// @notice Room that the active stake of each node gives for open value, in payment token units.
    /// @dev Zero for a node that is jailed or unknown. Clamped to 64 bits, the width of the escrow's counter.
    function capacityOf(uint32[] calldata nodeIds) external view returns (uint64[] memory capacities);

    /// @notice Share of slashed stake that an account can claim.
    function proceedsOf(address account) external view returns (uint256);

    /// @notice Slashed stake that a finder's proofs left for nobody, and that waits to be burned.
    function burnableOf(address finder) external view returns (uint256);

    /// @notice What a node was punished for in a task; all zero when it was not.
    function convictionOf(uint32 nodeId, bytes32 taskId) external view returns (Conviction memory);

    /// @notice The only contract that may punish.
    function COURT() external view returns (address);

    /// @notice Longest times in which a fault can still be punished, as this contract was built for.
    function windows() external view returns (Windows memory);

    /// @notice Registry that says who owns a node.
    function REGISTRY() external view returns (INodeRegistry);

    /// @notice Seconds between `thaw` and `withdraw`.
    function THAW_PERIOD() external view returns (uint256);

    /// @notice Open value, in payment token units, that one unit of active stake gives room for.
    function CAPACITY_FACTOR() external view returns (uint256);
}
