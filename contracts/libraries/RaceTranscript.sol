// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {RaceNoise} from "./RaceNoise.sol";

/// @notice One leaf of a transcript, opened.
struct LeafOpening {
    /// Sixteen bytes that hide the leaf until it is opened.
    bytes16 salt;
    /// u32 position, u32 token, then 1 to 16 times (u32 candidate, u16 gap).
    bytes leaf;
    /// Sisters from the leaf up to the root.
    bytes32[] path;
}

/// @title RaceTranscript
/// @notice Reads a leaf of a race transcript, binds it to its root, and says whether its race was run as promised.
/// @dev Leaf: keccak256(0x00 | salt | leaf); node: keccak256(0x01 | left | right); missing leaves up to a power of two:
/// keccak256(0x02). The position of the leaf is the way through the tree, so a leaf has one place only.
library RaceTranscript {
    /// @notice Most candidates of a race.
    uint256 internal constant MAX_CANDIDATES = 16;
    /// @notice Longest path: 2^13 leaves are above the most tokens of a task.
    uint256 internal constant MAX_PATH = 13;
    uint256 private constant HEAD_BYTES = 8;
    uint256 private constant CANDIDATE_BYTES = 6;

    function position(bytes calldata leaf) internal pure returns (uint32) {
        return uint32(bytes4(leaf[0:4]));
    }

    function token(bytes calldata leaf) internal pure returns (uint32) {
        return uint32(bytes4(leaf[4:8]));
    }

    /// @dev The caller has checked that the leaf has a candidate `i`: this reads on behind its end.
    function candidate(bytes calldata leaf, uint256 i) internal pure returns (uint32 id, uint16 gap) {
        assembly ("memory-safe") {
            let word := calldataload(add(leaf.offset, add(HEAD_BYTES, mul(i, CANDIDATE_BYTES))))
            id := shr(224, word)
            gap := and(shr(208, word), 0xffff)
        }
    }

    /// @notice How many candidates a leaf has; it must have whole ones.
    function candidates(bytes calldata leaf) internal pure returns (uint256) {
        return (leaf.length - HEAD_BYTES) / CANDIDATE_BYTES;
    }

    /// @notice Whether a leaf of this length can hold a position and a token.
    function hasHead(bytes calldata leaf) internal pure returns (bool) {
        return leaf.length >= HEAD_BYTES;
    }

    /// @notice Whether the leaf at its own position, or any bytes at `place`, are under the root.
    /// @param root Root that the receipt names.
    /// @param leaves Number of leaves: the receipt's output tokens.
    /// @param place Place in the tree.
    function isUnder(
        LeafOpening calldata opening,
        bytes32 root,
        uint256 leaves,
        uint256 place
    ) internal pure returns (bool) {
        uint256 depth = opening.path.length;
        if (place >= leaves || depth > MAX_PATH || leaves > 1 << depth || (depth != 0 && leaves <= 1 << (depth - 1))) {
            return false;
        }
        bytes32 hash = keccak256(abi.encodePacked(bytes1(0x00), opening.salt, opening.leaf));
        bytes32[] calldata path = opening.path;
        for (uint256 i; i < depth; ++i) {
            hash = (place >> i) & 1 == 0 ? _nodeHash(hash, path[i]) : _nodeHash(path[i], hash);
        }
        return hash == root;
    }

    /// @notice Whether a leaf has the promised form, at the promised place.
    /// @dev One to sixteen candidates, none twice; gaps from 0 upwards, equal gaps by rising id; the token is one of
    /// them.
    function isWellFormed(bytes calldata leaf, uint256 place) internal pure returns (bool) {
        if (leaf.length < HEAD_BYTES || (leaf.length - HEAD_BYTES) % CANDIDATE_BYTES != 0) return false;
        uint256 count = candidates(leaf);
        if (count == 0 || count > MAX_CANDIDATES || position(leaf) != place) return false;

        uint32 chosen = token(leaf);
        uint256 lastGap;
        uint256 lastId;
        bool found;
        for (uint256 i; i < count; ++i) {
            (uint32 id, uint16 gap) = candidate(leaf, i);
            if (i == 0 ? gap != 0 : gap < lastGap || (gap == lastGap && id <= lastId)) return false;
            if (_appearsBefore(leaf, i, id)) return false;
            if (id == chosen) found = true;
            (lastGap, lastId) = (gap, id);
        }
        return found;
    }

    /// @notice Whether a named candidate beats the leaf's token in the race.
    /// @dev Two scores prove it, so the cost does not grow with the number of candidates. The leaf has whole
    /// candidates; `better` and the token's own place are looked up in it.
    function isBeaten(
        bytes calldata leaf,
        bytes32 seed,
        uint16 temperature,
        uint256 better
    ) internal pure returns (bool) {
        uint256 count = candidates(leaf);
        if (better >= count) return false;
        uint32 chosen = token(leaf);
        for (uint256 i; i < count; ++i) {
            (uint32 id, ) = candidate(leaf, i);
            if (id != chosen) continue;
            (uint32 betterId, ) = candidate(leaf, better);
            int256 own = _scoreOf(leaf, seed, temperature, i);
            int256 other = _scoreOf(leaf, seed, temperature, better);
            return other > own || (other == own && betterId < id);
        }
        return false;
    }

    /// @dev keccak256(0x01 | left | right), behind what memory holds.
    function _nodeHash(bytes32 left, bytes32 right) private pure returns (bytes32 hash) {
        assembly ("memory-safe") {
            let free := mload(0x40)
            mstore8(free, 0x01)
            mstore(add(free, 0x01), left)
            mstore(add(free, 0x21), right)
            hash := keccak256(free, 0x41)
        }
    }

    function _scoreOf(bytes calldata leaf, bytes32 seed, uint16 temperature, uint256 i) private pure returns (int256) {
        (uint32 id, uint16 gap) = candidate(leaf, i);
        return RaceNoise.score(seed, position(leaf), id, gap, temperature);
    }

    function _appearsBefore(bytes calldata leaf, uint256 end, uint32 id) private pure returns (bool) {
        for (uint256 i; i < end; ++i) {
            (uint32 other, ) = candidate(leaf, i);
            if (other == id) return true;
        }
        return false;
    }
}
