// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {MessageHashUtils} from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";
import {JobId} from "../types/JobId.sol";

/// @notice A node's record of a finished task, as its signer signs it. Field by field what node/src/protocol says.
struct Receipt {
    JobId jobId;
    bytes32 taskId;
    uint32 nodeId;
    uint8 index;
    bytes32 quoteId;
    bytes32 modelId;
    uint8 mode;
    uint32 inputBytes;
    uint32 outputTokens;
    uint48 amount;
    bytes32 requestHash;
    bytes32 responseHash;
    bytes32 transcriptRoot;
    uint8 finishReason;
    uint40 startedAt;
    uint40 finishedAt;
    uint8 role;
    bytes32 seedCommit;
    uint16 temperatureMilli;
    uint32 maxOutputTokens;
}

/// @notice A node's price for tasks of a model, as its signer signs it.
struct Quote {
    uint32 nodeId;
    bytes32 quoteId;
    bytes32 modelId;
    uint8 role;
    uint8 mode;
    uint48 pricePer1kInputBytes;
    uint48 pricePer1kOutputTokens;
    uint32 maxInputBytes;
    uint32 maxOutputTokens;
    bytes32 sealingKey;
    uint40 expiresAt;
}

/// @notice A signature in two words (EIP-2098).
struct CompactSignature {
    bytes32 r;
    bytes32 vs;
}

/// @title Receipts
/// @notice EIP-712 hashes of what a node signs.
/// @dev All fields are static, so a struct in calldata is its own EIP-712 encoding, word by word: it is copied, not
/// encoded again. A word with bits outside its type gives a hash that nobody signed.
library Receipts {
    bytes32 internal constant DOMAIN_TYPEHASH = keccak256(
        "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"
    );
    bytes32 internal constant RECEIPT_TYPEHASH = keccak256(
        "Receipt(bytes20 jobId,bytes32 taskId,uint32 nodeId,uint8 index,bytes32 quoteId,bytes32 modelId,uint8 mode,"
        "uint32 inputBytes,uint32 outputTokens,uint48 amount,bytes32 requestHash,bytes32 responseHash,"
        "bytes32 transcriptRoot,uint8 finishReason,uint40 startedAt,uint40 finishedAt,"
        "uint8 role,bytes32 seedCommit,uint16 temperatureMilli,uint32 maxOutputTokens)"
    );
    bytes32 internal constant QUOTE_TYPEHASH = keccak256(
        "Quote(uint32 nodeId,bytes32 quoteId,bytes32 modelId,uint8 role,uint8 mode,uint48 pricePer1kInputBytes,"
        "uint48 pricePer1kOutputTokens,uint32 maxInputBytes,uint32 maxOutputTokens,bytes32 sealingKey,uint40 expiresAt)"
    );
    uint256 private constant RECEIPT_BYTES = 20 * 32;
    uint256 private constant QUOTE_BYTES = 11 * 32;

    /// @notice Number of a receipt's `finishReason` when the model ended the output itself.
    uint8 internal constant FINISHED_BY_STOP = 0;

    /// @notice Separator of the domain "Witan", whose verifying contract is the node registry.
    function domainSeparator(address registry) internal view returns (bytes32) {
        return keccak256(abi.encode(DOMAIN_TYPEHASH, keccak256("Witan"), keccak256("1"), block.chainid, registry));
    }

    function digest(Receipt calldata receipt, bytes32 domain) internal pure returns (bytes32) {
        bytes32 typehash = RECEIPT_TYPEHASH;
        uint256 size = RECEIPT_BYTES;
        bytes32 structHash;
        assembly ("memory-safe") {
            let free := mload(0x40)
            mstore(free, typehash)
            calldatacopy(add(free, 0x20), receipt, size)
            structHash := keccak256(free, add(size, 0x20))
        }
        return MessageHashUtils.toTypedDataHash(domain, structHash);
    }

    function digest(Quote calldata quote, bytes32 domain) internal pure returns (bytes32) {
        bytes32 typehash = QUOTE_TYPEHASH;
        uint256 size = QUOTE_BYTES;
        bytes32 structHash;
        assembly ("memory-safe") {
            let free := mload(0x40)
            mstore(free, typehash)
            calldatacopy(add(free, 0x20), quote, size)
            structHash := keccak256(free, add(size, 0x20))
        }
        return MessageHashUtils.toTypedDataHash(domain, structHash);
    }

    /// @notice Most that a receipt's usage may cost under a quote; each part is rounded up.
    function costOf(Receipt calldata receipt, Quote calldata quote) internal pure returns (uint256) {
        return
            _perThousand(uint256(receipt.inputBytes) * quote.pricePer1kInputBytes) +
            _perThousand(uint256(receipt.outputTokens) * quote.pricePer1kOutputTokens);
    }

    function _perThousand(uint256 amount) private pure returns (uint256) {
        return (amount + 999) / 1000;
    }
}
