// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @title IAgentIdentity
/// @notice The reading half of ERC-8004's identity registry. An agent is a node, its id is the node's.
interface IAgentIdentity {
    /// @notice No node has this id.
    error AdapterUnknownAgent(uint256 agentId);

    /// @notice Owner of the node.
    function ownerOf(uint256 agentId) external view returns (address);

    /// @notice Registration file of the agent as a data URI.
    function tokenURI(uint256 agentId) external view returns (string memory);

    /// @notice Key that signs the node's quotes and receipts.
    function getAgentWallet(uint256 agentId) external view returns (address);

    /// @notice A field of the node's entry: "peerId", "announcementHash", "operatorGroup" or "offers" (ABI-encoded but for
    /// the first); empty for every other key.
    function getMetadata(uint256 agentId, string calldata key) external view returns (bytes memory);
}
