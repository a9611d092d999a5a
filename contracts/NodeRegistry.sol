// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IJobEscrow} from "./interfaces/IJobEscrow.sol";
import {INodeRegistry} from "./interfaces/INodeRegistry.sol";
import {INodeStaking} from "./interfaces/INodeStaking.sol";

/// @title NodeRegistry
/// @notice Says who a node is: its owner, its keys, and what it offers at which price.
/// @dev Invariant: node ids run from 1 to nodeCount without a gap, and a node never changes its owner.
/// Invariant: a signer or a peer id that was ever used belongs to one node for good.
/// Powers: the deployer calls `bind` once, before the first node; nobody has any power afterwards.
/// Trust: a signer or a peer id is not proven at registration. Whoever copies one out of a pending transaction makes
/// the victim choose a new key, and gains nothing, since signatures still need the key itself. An operatorGroup is
/// the operator's own word.
contract NodeRegistry is INodeRegistry {
    /// @dev Two storage slots for owner and signer, so that the escrow's checks read one of them.
    struct Node {
        address owner;
        uint32 operatorGroup;
        uint40 registeredAt;
        bool active;
        address signer;
        bytes32 announcementHash;
        bytes peerId;
        Offer[] offers;
    }

    struct Key {
        uint32 nodeId;
        uint40 validUntil;
    }

    uint256 public constant MAX_OFFERS = 16;
    uint256 public constant MAX_PEER_ID_BYTES = 64;
    uint256 public constant MAX_PAGE = 100;

    /// @inheritdoc INodeRegistry
    uint256 public immutable SIGNER_THAW;
    address public immutable DEPLOYER;

    uint32 private _nodeCount;
    INodeStaking private _staking;
    IJobEscrow private _escrow;
    mapping(uint32 nodeId => Node node) private _nodes;
    mapping(address signer => Key key) private _keys;
    mapping(bytes32 peerIdHash => uint32 nodeId) private _peers;

    /// @param signerThaw Seconds for which a signer that was rotated out stays valid.
    constructor(uint256 signerThaw) {
        SIGNER_THAW = signerThaw;
        DEPLOYER = msg.sender;
    }

    /// @inheritdoc INodeRegistry
    function bind(address staking, address escrow) external {
        require(
            msg.sender == DEPLOYER && address(_escrow) == address(0),
            NodeRegistryBindRefused(msg.sender, DEPLOYER, address(_escrow))
        );
        address stakingRegistry = address(INodeStaking(staking).REGISTRY());
        address escrowRegistry = address(IJobEscrow(escrow).REGISTRY());
        require(stakingRegistry == address(this), NodeRegistryForeignContract(staking, stakingRegistry));
        require(escrowRegistry == address(this), NodeRegistryForeignContract(escrow, escrowRegistry));
        uint256 thawPeriod = INodeStaking(staking).THAW_PERIOD();
        require(SIGNER_THAW >= thawPeriod, NodeRegistrySignerThawTooShort(SIGNER_THAW, thawPeriod));

        _staking = INodeStaking(staking);
        _escrow = IJobEscrow(escrow);
        emit Bound(staking, escrow);
    }

    /// @inheritdoc INodeRegistry
    function register(
        address signer,
        bytes calldata peerId,
        bytes32 announcementHash,
        uint32 operatorGroup,
        Offer[] calldata offers
    ) external returns (uint32 nodeId) {
        require(address(_escrow) != address(0), NodeRegistryNotBound());

        nodeId = ++_nodeCount;
        Node storage node = _nodes[nodeId];
        node.owner = msg.sender;
        node.operatorGroup = operatorGroup;
        node.registeredAt = uint40(block.timestamp);
        node.active = true;
        node.announcementHash = announcementHash;
        _takeSigner(nodeId, node, signer);
        _takePeerId(nodeId, node, peerId);
        emit NodeRegistered(nodeId, msg.sender, signer, peerId, announcementHash, operatorGroup);
        _replaceOffers(nodeId, node, offers);

        _staking.openAccount(nodeId);
        _escrow.openAccount(nodeId);
    }

    /// @inheritdoc INodeRegistry
    function setOffers(uint32 nodeId, Offer[] calldata offers) external {
        _replaceOffers(nodeId, _nodeOfCaller(nodeId), offers);
    }

    /// @inheritdoc INodeRegistry
    function setActive(uint32 nodeId, bool active) external {
        _nodeOfCaller(nodeId).active = active;
        emit ActiveChanged(nodeId, active);
    }

    /// @inheritdoc INodeRegistry
    function rotateSigner(uint32 nodeId, address newSigner) external {
        Node storage node = _nodeOfCaller(nodeId);
        address oldSigner = node.signer;
        uint40 oldValidUntil = uint40(block.timestamp + SIGNER_THAW);

        _keys[oldSigner].validUntil = oldValidUntil;
        _takeSigner(nodeId, node, newSigner);
        emit SignerRotated(nodeId, oldSigner, newSigner, oldValidUntil);
    }

    /// @inheritdoc INodeRegistry
    function setPeerId(uint32 nodeId, bytes calldata peerId) external {
        _takePeerId(nodeId, _nodeOfCaller(nodeId), peerId);
        emit PeerIdChanged(nodeId, peerId);
    }

    /// @inheritdoc INodeRegistry
    function setAnnouncement(uint32 nodeId, bytes32 announcementHash) external {
        Node storage node = _nodes[nodeId];
        require(
            msg.sender == node.owner || msg.sender == node.signer,
            NodeRegistryNotOwner(nodeId, node.owner, msg.sender)
        );

        node.announcementHash = announcementHash;
        emit AnnouncementChanged(nodeId, announcementHash);
    }

    /// @inheritdoc INodeRegistry
    function nodeCount() external view returns (uint32) {
        return _nodeCount;
    }

    /// @inheritdoc INodeRegistry
    function nodeOf(uint32 nodeId) external view returns (NodeView memory) {
        require(nodeId != 0 && nodeId <= _nodeCount, NodeRegistryUnknownNode(nodeId, _nodeCount));
        return _view(nodeId);
    }

    /// @inheritdoc INodeRegistry
    function nodesPage(uint32 fromNodeId, uint32 limit) external view returns (NodeView[] memory page) {
        require(limit <= MAX_PAGE, NodeRegistryPageTooLong(limit, MAX_PAGE));
        uint256 first = fromNodeId == 0 ? 1 : fromNodeId;
        uint256 end = first + limit;
        if (end > uint256(_nodeCount) + 1) end = uint256(_nodeCount) + 1;
        if (first >= end) return page;

        page = new NodeView[](end - first);
        for (uint256 i; i < page.length; ++i) page[i] = _view(uint32(first + i));
    }

    /// @inheritdoc INodeRegistry
    function ownerOf(uint32 nodeId) external view returns (address) {
        return _nodes[nodeId].owner;
    }

    /// @inheritdoc INodeRegistry
    function operatorGroupOf(uint32 nodeId) external view returns (uint32) {
        return _nodes[nodeId].operatorGroup;
    }

    /// @inheritdoc INodeRegistry
    function operatorsOf(
        uint32[] calldata nodeIds
    ) external view returns (address[] memory owners, uint32[] memory groups) {
        owners = new address[](nodeIds.length);
        groups = new uint32[](nodeIds.length);
        for (uint256 i; i < nodeIds.length; ++i) {
            Node storage node = _nodes[nodeIds[i]];
            (owners[i], groups[i]) = (node.owner, node.operatorGroup);
        }
    }

    /// @inheritdoc INodeRegistry
    function signerOf(uint32 nodeId) external view returns (address) {
        return _nodes[nodeId].signer;
    }

    /// @inheritdoc INodeRegistry
    function keyOf(address signer) external view returns (uint32 nodeId, uint40 validUntil) {
        Key memory key = _keys[signer];
        return (key.nodeId, key.validUntil);
    }

    /// @inheritdoc INodeRegistry
    function nodeOfPeer(bytes calldata peerId) external view returns (uint32 nodeId) {
        return _peers[keccak256(peerId)];
    }

    /// @inheritdoc INodeRegistry
    function firstInactive(uint32[] calldata nodeIds) external view returns (uint256 position) {
        while (position < nodeIds.length && _nodes[nodeIds[position]].active) ++position;
    }

    /// @inheritdoc INodeRegistry
    function firstInvalidSigner(
        uint32[] calldata nodeIds,
        address[] calldata signers
    ) external view returns (uint256 position) {
        for (; position < nodeIds.length; ++position) {
            Key memory key = _keys[signers[position]];
            if (key.nodeId == 0 || key.nodeId != nodeIds[position] || key.validUntil < block.timestamp) break;
        }
    }

    /// @notice Staking and escrow contracts of this registry, zero before `bind`.
    function boundContracts() external view returns (address staking, address escrow) {
        return (address(_staking), address(_escrow));
    }

    function _nodeOfCaller(uint32 nodeId) private view returns (Node storage node) {
        node = _nodes[nodeId];
        require(msg.sender == node.owner, NodeRegistryNotOwner(nodeId, node.owner, msg.sender));
    }

    function _takeSigner(uint32 nodeId, Node storage node, address signer) private {
        require(signer != address(0), NodeRegistryZeroSigner());
        require(_keys[signer].nodeId == 0, NodeRegistrySignerInUse(signer, _keys[signer].nodeId));
        _keys[signer] = Key(nodeId, type(uint40).max);
        node.signer = signer;
    }

    function _takePeerId(uint32 nodeId, Node storage node, bytes calldata peerId) private {
        require(
            peerId.length != 0 && peerId.length <= MAX_PEER_ID_BYTES,
            NodeRegistryPeerIdLength(peerId.length, MAX_PEER_ID_BYTES)
        );
        bytes32 peerIdHash = keccak256(peerId);
        require(_peers[peerIdHash] == 0, NodeRegistryPeerIdInUse(peerId, _peers[peerIdHash]));
        _peers[peerIdHash] = nodeId;
        node.peerId = peerId;
    }

    function _replaceOffers(uint32 nodeId, Node storage node, Offer[] calldata offers) private {
        require(offers.length <= MAX_OFFERS, NodeRegistryTooManyOffers(offers.length, MAX_OFFERS));
        delete node.offers;
        for (uint256 i; i < offers.length; ++i) node.offers.push(offers[i]);
        emit OffersChanged(nodeId, offers);
    }

    function _view(uint32 nodeId) private view returns (NodeView memory) {
        Node storage node = _nodes[nodeId];
        return
            NodeView({
                nodeId: nodeId,
                active: node.active,
                operatorGroup: node.operatorGroup,
                registeredAt: node.registeredAt,
                owner: node.owner,
                signer: node.signer,
                announcementHash: node.announcementHash,
                peerId: node.peerId,
                offers: node.offers
            });
    }
}
