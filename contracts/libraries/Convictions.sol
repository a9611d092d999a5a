// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {INodeStaking} from "../interfaces/INodeStaking.sol";

/// @title Convictions
/// @notice What a node was punished for in a task, as one storage word, so that a conviction is one write.
/// @dev From the low bits: fault 8, task 64, digest 128, opened 8.
library Convictions {
    uint256 internal constant OPENED = 1 << 200;
    uint256 private constant TASK_SHIFT = 8;
    uint256 private constant DIGEST_SHIFT = 72;

    function make(uint8 fault_, uint64 task_, bytes32 digest) internal pure returns (uint256) {
        return fault_ | (uint256(task_) << TASK_SHIFT) | (uint256(uint128(bytes16(digest))) << DIGEST_SHIFT) | OPENED;
    }

    function fault(uint256 word) internal pure returns (uint8) {
        return uint8(word);
    }

    function task(uint256 word) internal pure returns (uint64) {
        return uint64(word >> TASK_SHIFT);
    }

    function toStruct(uint256 word) internal pure returns (INodeStaking.Conviction memory) {
        return
            INodeStaking.Conviction({
                fault: fault(word),
                task: task(word),
                digest: bytes16(uint128(word >> DIGEST_SHIFT))
            });
    }
}
