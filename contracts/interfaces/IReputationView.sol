// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @title IReputationView
/// @notice What a router reads to know how far to trust nodes.
interface IReputationView {
    /// @notice Weights of nodes for a role: stake that settled fees and passed checks vouch for, in the stake token's
    /// smallest unit.
    /// @param nodeIds At most 256 nodes; unknown ones weigh nothing.
    /// @param role Role, 0 to 6.
    function weights(uint32[] calldata nodeIds, uint8 role) external view returns (uint256[] memory);
}
