// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {ISignedEvidence} from "../interfaces/ISignedEvidence.sol";
import {INodeRegistry} from "../interfaces/INodeRegistry.sol";
import {CompactSignature, Receipt, Receipts} from "../libraries/Receipts.sol";

/// @title SignedEvidence
/// @notice Which node signed what, and who speaks for a node.
abstract contract SignedEvidence is ISignedEvidence {
    INodeRegistry public immutable REGISTRY;
    uint256 private immutable _CHAIN_ID;
    bytes32 private immutable _DOMAIN;

    constructor(INodeRegistry registry) {
        REGISTRY = registry;
        _CHAIN_ID = block.chainid;
        _DOMAIN = Receipts.domainSeparator(address(registry));
    }

    /// @inheritdoc ISignedEvidence
    function receiptDigest(Receipt calldata receipt) public view returns (bytes32) {
        return Receipts.digest(receipt, _domain());
    }

    /// @dev Domain of what nodes sign; computed anew after a fork of the chain.
    function _domain() internal view returns (bytes32) {
        return block.chainid == _CHAIN_ID ? _DOMAIN : Receipts.domainSeparator(address(REGISTRY));
    }

    /// @dev Returns the digest of a receipt that its node signed, with a key that counts now.
    function _verified(SignedReceipt calldata signed) internal view returns (bytes32 digest) {
        digest = receiptDigest(signed.receipt);
        _requireSigned(digest, signed.signature, signed.receipt.nodeId);
    }

    function _requireSigned(bytes32 digest, CompactSignature calldata signature, uint32 nodeId) internal view {
        (address signer, , ) = ECDSA.tryRecover(digest, signature.r, signature.vs);
        (uint32 owner, uint40 validUntil) = REGISTRY.keyOf(signer);
        require(
            signer != address(0) && owner == nodeId && nodeId != 0 && validUntil >= block.timestamp,
            ProbeCourtNotSigned(digest, signer, nodeId)
        );
    }

    /// @dev A node's owner and its signer speak for it.
    function _requireSpeaker(uint32 nodeId) internal view {
        require(
            msg.sender == REGISTRY.ownerOf(nodeId) || msg.sender == REGISTRY.signerOf(nodeId),
            ProbeCourtNotSpeaker(nodeId, msg.sender)
        );
    }
}
