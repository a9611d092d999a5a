// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {JobId} from "../types/JobId.sol";

/// @title Lanes
/// @notice Two allocations in one storage word.
/// @dev A lane is 128 bits: nodeId 32, cap 48, claimed 48. The even position has the low half of the word.
library Lanes {
    uint256 internal constant LANE_BITS = 128;

    /// @dev Key of the word that holds position `index`: the job's id and, in the free low bits, the pair's number.
    function wordKey(JobId jobId, uint256 index) internal pure returns (bytes32) {
        return bytes32(uint256(bytes32(JobId.unwrap(jobId))) | (index >> 1));
    }

    /// @dev Bits to shift a word right, or a lane left, for position `index`.
    function shiftOf(uint256 index) internal pure returns (uint256) {
        return (index & 1) * LANE_BITS;
    }

    function make(uint256 nodeId_, uint256 cap_) internal pure returns (uint256) {
        return (nodeId_ << 96) | (cap_ << 48);
    }

    function laneAt(uint256 word, uint256 index) internal pure returns (uint256) {
        return uint128(word >> shiftOf(index));
    }

    function nodeId(uint256 lane) internal pure returns (uint32) {
        return uint32(lane >> 96);
    }

    function cap(uint256 lane) internal pure returns (uint48) {
        return uint48(lane >> 48);
    }

    function claimed(uint256 lane) internal pure returns (uint48) {
        return uint48(lane);
    }
}
