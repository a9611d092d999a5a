// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IJobEscrow} from "../interfaces/IJobEscrow.sol";

/// @title JobTermsHash
/// @notice EIP-712 struct hash of a job's terms.
library JobTermsHash {
    bytes32 internal constant ALLOCATION_TYPEHASH = keccak256("Allocation(uint32 nodeId,uint48 cap)");
    bytes32 internal constant JOB_TERMS_TYPEHASH = keccak256(
        "JobTerms(address requester,address sessionKey,uint40 deadline,uint8 mode,bytes32 termsHash,"
        "Allocation[] allocations)Allocation(uint32 nodeId,uint48 cap)"
    );

    function hash(address requester, IJobEscrow.JobTerms calldata terms) internal pure returns (bytes32) {
        return
            keccak256(
                abi.encode(
                    JOB_TERMS_TYPEHASH,
                    requester,
                    terms.sessionKey,
                    terms.deadline,
                    terms.mode,
                    terms.termsHash,
                    _hashAllocations(terms.allocations)
                )
            );
    }

    function _hashAllocations(IJobEscrow.Allocation[] calldata allocations) private pure returns (bytes32) {
        bytes32[] memory hashes = new bytes32[](allocations.length);
        for (uint256 i; i < allocations.length; ++i) {
            hashes[i] = keccak256(abi.encode(ALLOCATION_TYPEHASH, allocations[i].nodeId, allocations[i].cap));
        }
        return keccak256(abi.encodePacked(hashes));
    }
}
