// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ICourtFaults} from "./ICourtFaults.sol";

/// @title ICourtBase
/// @notice How the court punishes, and which contracts it is tied to.
interface ICourtBase {
    /// @notice A node to punish for a task.
    struct Sentence {
        uint32 nodeId;
        ICourtFaults.Fault fault;
        /// Share of active and thawing stake, parts of 10,000.
        uint16 slashBps;
        /// Place of the leaf that showed it, or the highest number where there is none.
        uint32 position;
        address finder;
        address victim;
        uint256 victimAmount;
        bytes32 taskId;
        /// Digest of the receipt.
        bytes32 digest;
    }

    /// @notice The court was tied to its contracts, once and for all.
    event CourtBound(address indexed staking, address indexed escrow, address indexed ledger, address bench);

    /// @notice The court was tied before, or the caller did not deploy it.
    error ProbeCourtBindRefused(address caller, address deployer, address bench);
    /// @notice A contract that was to be tied belongs to another registry or court.
    error ProbeCourtForeignContract(address staking, address escrow, address ledger, address bench);
    /// @notice Only the bench of verifiers passes sentences of juries.
    error ProbeCourtNotBench(address caller, address bench);

    /// @notice Ties the court to its contracts. Once, by the deployer.
    function bind(address staking, address escrow, address ledger, address bench) external;

    /// @notice Carries out what a jury found. Only the bench.
    /// @return slashed Stake taken; zero when the task was punished before.
    function carryOut(Sentence calldata sentence) external returns (uint256 slashed);

    /// @notice Contracts that the court is tied to, zero before `bind`.
    function boundContracts() external view returns (address staking, address escrow, address ledger, address bench);
}
