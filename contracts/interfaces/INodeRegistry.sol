// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @title INodeRegistry
/// @notice Says who a node is: its owner, its keys, and what it offers at which price.
/// @dev Identity only. No money and no stake is ever held here.
interface INodeRegistry {
    /// @notice One model that a node serves, and its price.
    /// @dev Two storage slots: the model id, then 128 bits of terms.
    struct Offer {
        /// Model, as the hash that names its weights, tokenizer, chat template and engine profile.
        bytes32 modelId;
        /// Role that the model serves (0 math, 1 code, 2 writing, 3 planning, 4 summary, 5 translation, 6 tools).
        uint8 role;
        /// Price of 1,000 input bytes, in the payment token's smallest unit.
        uint48 pricePer1kInputBytes;
        /// Price of 1,000 output tokens, in the payment token's smallest unit.
        uint48 pricePer1kOutputTokens;
        /// Tasks that the node runs at the same time for this model.
        uint16 concurrency;
        /// Privacy modes served: bit `n` is set when mode `n` is.
        uint8 modesBitmap;
    }

    /// @notice Everything that the chain knows about a node.
    struct NodeView {
        /// Number of the node, given in order of registration, from 1.
        uint32 nodeId;
        /// Whether new jobs may name the node.
        bool active;
        /// Operator that the node declares; equal groups are not independent of each other.
        uint32 operatorGroup;
        /// When the node was registered, Unix seconds.
        uint40 registeredAt;
        /// Account that controls the node, its stake and its earnings.
        address owner;
        /// Key that signs the node's quotes, receipts and Done messages.
        address signer;
        /// Hash of the node's current sealing key record.
        bytes32 announcementHash;
        /// Binary transport identity (the multihash of the peer key).
        bytes peerId;
        /// Models served, with prices.
        Offer[] offers;
    }

    /// @notice A node was registered.
    event NodeRegistered(
        uint32 indexed nodeId,
        address indexed owner,
        address indexed signer,
        bytes peerId,
        bytes32 announcementHash,
        uint32 operatorGroup
    );
    /// @notice A node replaced its whole list of offers.
    event OffersChanged(uint32 indexed nodeId, Offer[] offers);
    /// @notice A node began or stopped to accept new jobs.
    event ActiveChanged(uint32 indexed nodeId, bool active);
    /// @notice A node named a new signer; the old one stays valid for what it signed until `oldValidUntil`.
    event SignerRotated(
        uint32 indexed nodeId,
        address indexed oldSigner,
        address indexed newSigner,
        uint40 oldValidUntil
    );
    /// @notice A node changed its transport identity.
    event PeerIdChanged(uint32 indexed nodeId, bytes peerId);
    /// @notice A node published a new sealing key record.
    event AnnouncementChanged(uint32 indexed nodeId, bytes32 announcementHash);
    /// @notice The registry was tied to its staking and escrow contracts, once and for all.
    event Bound(address indexed staking, address indexed escrow);

    /// @notice The caller may not do this for the node.
    error NodeRegistryNotOwner(uint32 nodeId, address owner, address caller);
    /// @notice The node does not exist.
    error NodeRegistryUnknownNode(uint32 nodeId, uint32 nodeCount);
    /// @notice The signer was already used by a node; a signer is never used twice.
    error NodeRegistrySignerInUse(address signer, uint32 nodeId);
    /// @notice The peer id was already used by a node; a peer id is never used twice.
    error NodeRegistryPeerIdInUse(bytes peerId, uint32 nodeId);
    /// @notice The signer is the zero address.
    error NodeRegistryZeroSigner();
    /// @notice The peer id is empty or too long.
    error NodeRegistryPeerIdLength(uint256 length, uint256 maxLength);
    /// @notice Too many offers were given.
    error NodeRegistryTooManyOffers(uint256 count, uint256 maxCount);
    /// @notice Too many nodes were asked for at once.
    error NodeRegistryPageTooLong(uint256 count, uint256 maxCount);
    /// @notice The registry is not tied to its staking and escrow contracts yet.
    error NodeRegistryNotBound();
    /// @notice The registry was tied before, or the caller did not deploy it.
    error NodeRegistryBindRefused(address caller, address deployer, address escrow);
    /// @notice A contract that was to be tied names another registry.
    error NodeRegistryForeignContract(address contractAddress, address itsRegistry);
    /// @notice The time that an old signer stays valid is shorter than the least allowed.
    error NodeRegistrySignerThawTooShort(uint256 signerThaw, uint256 minimum);

    /// @notice Registers a node that belongs to the caller and is active from now on.
    /// @param signer Key that signs the node's quotes and receipts; used by no node before.
    /// @param peerId Binary transport identity, 1 to 64 bytes; used by no node before.
    /// @param announcementHash Hash of the node's sealing key record, or zero to publish it later.
    /// @param operatorGroup Operator that the node declares.
    /// @param offers Models served, at most 16.
    /// @return nodeId Number of the new node.
    function register(
        address signer,
        bytes calldata peerId,
        bytes32 announcementHash,
        uint32 operatorGroup,
        Offer[] calldata offers
    ) external returns (uint32 nodeId);

    /// @notice Replaces the node's offers.
    /// @param nodeId Node of the caller.
    /// @param offers Models served, at most 16; an empty list is allowed.
    function setOffers(uint32 nodeId, Offer[] calldata offers) external;

    /// @notice Starts or stops new jobs for the node. Jobs that are already funded go on and are still paid.
    /// @param nodeId Node of the caller.
    /// @param active Whether new jobs may name the node.
    function setActive(uint32 nodeId, bool active) external;

    /// @notice Names a new signer. The old key stays valid for what it signed until the thaw has passed.
    /// @param nodeId Node of the caller.
    /// @param newSigner Key used by no node before.
    function rotateSigner(uint32 nodeId, address newSigner) external;

    /// @notice Changes the transport identity. The old one is never given to another node.
    /// @param nodeId Node of the caller.
    /// @param peerId Binary transport identity, 1 to 64 bytes.
    function setPeerId(uint32 nodeId, bytes calldata peerId) external;

    /// @notice Publishes a new sealing key record; callable by the owner and by the current signer.
    /// @param nodeId Node whose record changes.
    /// @param announcementHash Hash of the record.
    function setAnnouncement(uint32 nodeId, bytes32 announcementHash) external;

    /// @notice Ties the registry to its staking and escrow contracts. Only the deployer, and only once.
    /// @param staking Contract that holds the stakes of this registry's nodes.
    /// @param escrow Contract that holds the payments of this registry's nodes.
    function bind(address staking, address escrow) external;

    /// @notice Number of nodes ever registered; node ids run from 1 to this number.
    function nodeCount() external view returns (uint32);

    /// @notice Everything known about one node.
    function nodeOf(uint32 nodeId) external view returns (NodeView memory);

    /// @notice A page of the list of nodes, in order of registration.
    /// @param fromNodeId First node of the page; 0 means 1.
    /// @param limit Most nodes to return, at most 100.
    function nodesPage(uint32 fromNodeId, uint32 limit) external view returns (NodeView[] memory page);

    /// @notice Owner of a node, zero if the node does not exist.
    function ownerOf(uint32 nodeId) external view returns (address);

    /// @notice Operator that a node declares; nodes of equal groups are not independent of each other.
    function operatorGroupOf(uint32 nodeId) external view returns (uint32);

    /// @notice Owners of nodes, zero for those that do not exist, and the operators that they declare.
    function operatorsOf(
        uint32[] calldata nodeIds
    ) external view returns (address[] memory owners, uint32[] memory groups);

    /// @notice Current signer of a node, zero if the node does not exist.
    function signerOf(uint32 nodeId) external view returns (address);

    /// @notice Node that a signer belongs or belonged to, and until when its signatures count (Unix seconds).
    function keyOf(address signer) external view returns (uint32 nodeId, uint40 validUntil);

    /// @notice Node that uses or used a peer id, zero if none.
    function nodeOfPeer(bytes calldata peerId) external view returns (uint32 nodeId);

    /// @notice First position whose node does not exist or is not active; the length if every node is active.
    function firstInactive(uint32[] calldata nodeIds) external view returns (uint256 position);

    /// @notice First position whose signer is not valid now for its node; the length if all are valid.
    /// @dev A key that was rotated out is valid until its thaw has passed. Both lists have the same length.
    function firstInvalidSigner(
        uint32[] calldata nodeIds,
        address[] calldata signers
    ) external view returns (uint256 position);

    /// @notice Seconds for which a signer that was rotated out stays valid.
    function SIGNER_THAW() external view returns (uint256);
}
