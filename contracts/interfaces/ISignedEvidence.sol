// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {CompactSignature, Receipt} from "../libraries/Receipts.sol";

/// @title ISignedEvidence
/// @notice Which node signed what, and who speaks for a node.
interface ISignedEvidence {
    /// @notice A receipt with its signature.
    struct SignedReceipt {
        Receipt receipt;
        CompactSignature signature;
    }

    /// @notice The signature is not of a signer that the node had when its evidence still counts.
    error ProbeCourtNotSigned(bytes32 digest, address recovered, uint32 nodeId);
    /// @notice The caller does not speak for the node.
    error ProbeCourtNotSpeaker(uint32 nodeId, address caller);

    /// @notice Hash that a node signs for a receipt.
    function receiptDigest(Receipt calldata receipt) external view returns (bytes32);
}
