// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Base64} from "@openzeppelin/contracts/utils/Base64.sol";
import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";
import {IAgentIdentity} from "../interfaces/IAgentIdentity.sol";
import {INodeRegistry} from "../interfaces/INodeRegistry.sol";

/// @title AgentIdentity
/// @notice Nodes, as ERC-8004 sees agents. Nothing is kept here: all of it stands in the registry.
abstract contract AgentIdentity is IAgentIdentity {
    INodeRegistry public immutable REGISTRY;

    constructor(INodeRegistry registry) {
        REGISTRY = registry;
    }

    /// @inheritdoc IAgentIdentity
    function ownerOf(uint256 agentId) external view returns (address) {
        return REGISTRY.ownerOf(_node(agentId));
    }

    /// @inheritdoc IAgentIdentity
    function getAgentWallet(uint256 agentId) external view returns (address) {
        return REGISTRY.signerOf(_node(agentId));
    }

    /// @inheritdoc IAgentIdentity
    function getMetadata(uint256 agentId, string calldata key) external view returns (bytes memory) {
        INodeRegistry.NodeView memory node = REGISTRY.nodeOf(_node(agentId));
        if (Strings.equal(key, "peerId")) return node.peerId;
        if (Strings.equal(key, "announcementHash")) return abi.encode(node.announcementHash);
        if (Strings.equal(key, "operatorGroup")) return abi.encode(node.operatorGroup);
        if (Strings.equal(key, "offers")) return abi.encode(node.offers);
        return "";
    }

    /// @inheritdoc IAgentIdentity
    function tokenURI(uint256 agentId) external view returns (string memory) {
        bool active = REGISTRY.nodeOf(_node(agentId)).active;
        string memory id = Strings.toString(agentId);
        /* solhint-disable quotes */
        bytes memory file = abi.encodePacked(
            '{"type":"https://eips.ethereum.org/EIPS/eip-8004#registration-v1","name":"Witan node ',
            id,
            '","description":"Serves small expert models. Requests are encrypted all the way to the node.","active":',
            active ? "true" : "false",
            ',"registrations":[{"agentId":',
            id,
            ',"agentRegistry":"eip155:',
            Strings.toString(block.chainid),
            ":",
            Strings.toHexString(address(this)),
            '"}],"supportedTrust":["reputation","crypto-economic"]}'
        );
        /* solhint-enable quotes */
        return string.concat("data:application/json;base64,", Base64.encode(file));
    }

    /// @dev The node with an id, which must exist.
    function _node(uint256 agentId) internal view returns (uint32) {
        require(agentId != 0 && agentId <= REGISTRY.nodeCount(), AdapterUnknownAgent(agentId));
        return uint32(agentId);
    }
}
