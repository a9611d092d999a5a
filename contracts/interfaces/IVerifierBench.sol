// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ICourtCases} from "./ICourtCases.sol";
import {ICourtProbes} from "./ICourtProbes.sol";

/// @title IVerifierBench
/// @notice The verifiers: their probes, their juries, and the pool that pays them.
interface IVerifierBench is ICourtProbes, ICourtCases {
    /// @notice The bench took its contracts from the court.
    event BenchBound(address indexed staking, address indexed escrow, address indexed ledger);

    /// @notice The court is not tied to its contracts yet, or the bench took them before.
    error ProbeCourtBenchBound(address court, address bench);

    /// @notice Takes the contracts from the court, once. Anyone may call it.
    function bind() external;

    /// @notice The court that carries out what juries find.
    function COURT() external view returns (address);
}
