// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {INodeStaking} from "./INodeStaking.sol";
import {IReputationView} from "./IReputationView.sol";

/// @title IReputationLedger
/// @notice Keeps what checks and settled money say about nodes, and lets it fade.
/// @dev weight = min(stake, BETA * stake + KAPPA * decayedFees) * (passed + P0 * C) / (passed + failed + C). Passes are of
/// a role; `failed` is what the node's punishments weigh, in all of its roles: they are kept with its stake.
interface IReputationLedger is IReputationView {
    /// @notice Passed checks of a node in one role, each counted in thousandths and fading by epoch.
    struct Record {
        /// Checks passed, thousandths.
        uint64 passed;
        /// Epoch in which the figure was last brought up to date.
        uint32 epoch;
    }

    /// @notice Protocol fees of a node, fading by epoch.
    struct FeeRecord {
        /// Running total of the escrow that was folded in.
        uint88 counted;
        /// What is left of it, smallest unit of the payment token.
        uint88 decayed;
        /// Epoch in which it was last brought up to date.
        uint32 epoch;
    }

    /// @notice Every term of a weight.
    struct Terms {
        uint256 stake;
        uint256 decayedFees;
        /// Thousandths, as of now.
        uint256 passed;
        uint256 failed;
        /// Stake that fees vouch for, before quality.
        uint256 vouched;
        /// Parts of 1e18.
        uint256 quality;
        uint256 weight;
        bool jailed;
    }

    /// @notice A passed check of a node was counted; `passedAfter` is what its passes weigh, thousandths of a check.
    event CheckRecorded(uint32 indexed nodeId, uint8 indexed role, uint64 passedAfter);
    /// @notice Fees of a node were folded into what fades.
    event FeesFolded(uint32 indexed nodeId, uint256 added, uint256 decayedAfter);

    /// @notice Only the bench of verifiers records checks.
    error ReputationLedgerNotBench(address caller, address bench);
    /// @notice The role does not exist.
    error ReputationLedgerUnknownRole(uint8 role);
    /// @notice Too many nodes were asked for at once.
    error ReputationLedgerTooManyNodes(uint256 count, uint256 maxCount);
    /// @notice An address is zero.
    error ReputationLedgerZeroAddress();

    /// @notice Counts a passed check of a node. Only the bench.
    /// @param nodeId Node that was checked.
    /// @param role Role of the model that was checked.
    /// @param weightMilli Weight of the check, in thousandths.
    function record(uint32 nodeId, uint8 role, uint32 weightMilli) external;

    /// @notice Folds the fees that the escrow took from a node's pay into what fades. Anyone may call it.
    /// @param nodeIds At most 256 nodes.
    function poke(uint32[] calldata nodeIds) external;

    /// @notice Every term of a node's weight now.
    function termsOf(uint32 nodeId, uint8 role) external view returns (Terms memory);

    /// @notice The bench of verifiers, which records passed probes.
    function BENCH() external view returns (address);

    /// @notice Where stakes and punishments are kept.
    function STAKING() external view returns (INodeStaking);

    /// @notice Seconds.
    function EPOCH() external view returns (uint256);
}
