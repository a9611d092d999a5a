// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title RaceNoise
/// @notice The Gumbel noise of a seeded race and the score of a candidate, in exact integers.
/// @dev node/src/protocol computes the very same integers, so no comparison needs a tolerance. All logarithms are
/// natural, in Q96: a number times 2^96, rounded as the code rounds.
library RaceNoise {
    uint256 private constant ONE_Q96 = 1 << 96;
    /// @dev floor(ln(2) * 2^96).
    uint256 private constant LN2_Q96 = 54916777467707473351141471128;
    /// @dev floor(sqrt(2) * 2^96).
    uint256 private constant SQRT2_Q96 = 112045541949572279837463876454;
    /// @dev A gap of one step is 1/64 nat; a temperature counts in thousandths.
    uint256 private constant GAP_STEP = 1_000 << 90;

    /// @notice Score of a candidate in the race for a position: the highest wins, equal scores go to the lower token.
    /// @param seed Seed of the task's races.
    /// @param position Position of the token in the output.
    /// @param token Candidate.
    /// @param gap How much less likely it is than the likeliest candidate, in 1/64 nat.
    /// @param temperature Temperature in thousandths; at 0 the likeliest candidate wins.
    function score(
        bytes32 seed,
        uint32 position,
        uint32 token,
        uint16 gap,
        uint16 temperature
    ) internal pure returns (int256) {
        if (temperature == 0) return -int256(uint256(gap));
        // |gumbel| < 2^102, so neither product leaves 120 bits
        unchecked {
            return gumbel(seed, position, token) * int256(uint256(temperature)) - int256(uint256(gap) * GAP_STEP);
        }
    }

    /// @notice Gumbel noise of a candidate, in Q96.
    /// @dev u = n / 2^65 with n odd lies in (0, 1), ends excluded; the noise is -ln(-ln(u)).
    function gumbel(bytes32 seed, uint32 position, uint32 token) internal pure returns (int256) {
        unchecked {
            uint256 n = 2 * (uint256(_hash(seed, position, token)) >> 192) + 1;
            int256 a = int256(65 * LN2_Q96) - lnQ96(n);
            if (a < 1) a = 1;
            return int256(96 * LN2_Q96) - lnQ96(uint256(a));
        }
    }

    /// @notice Natural logarithm of a whole number, in Q96.
    /// @dev Brings the number to m in (1/sqrt 2, sqrt 2] and sums ln m = 2 artanh((m - 1) / (m + 1)). Twelve terms behind
    /// the first, written out: the next one is below 2^-96 for |s| <= 0.1716.
    /// @param n From 1 to 2^200 - 1.
    function lnQ96(uint256 n) internal pure returns (int256) {
        unchecked {
            uint256 k = Math.log2(n);
            uint256 m = k >= 96 ? n >> (k - 96) : n << (96 - k);
            if (m > SQRT2_Q96) {
                m >>= 1;
                ++k;
            }
            int256 s = ((int256(m) - int256(ONE_Q96)) << 96) / int256(m + ONE_Q96);
            int256 square = (s * s) >> 96;
            int256 power = s;
            int256 sum = s;
            power = (power * square) >> 96;
            sum += power / 3;
            power = (power * square) >> 96;
            sum += power / 5;
            power = (power * square) >> 96;
            sum += power / 7;
            power = (power * square) >> 96;
            sum += power / 9;
            power = (power * square) >> 96;
            sum += power / 11;
            power = (power * square) >> 96;
            sum += power / 13;
            power = (power * square) >> 96;
            sum += power / 15;
            power = (power * square) >> 96;
            sum += power / 17;
            power = (power * square) >> 96;
            sum += power / 19;
            power = (power * square) >> 96;
            sum += power / 21;
            power = (power * square) >> 96;
            sum += power / 23;
            power = (power * square) >> 96;
            sum += power / 25;
            return int256(k * LN2_Q96) + 2 * sum;
        }
    }

    /// @dev keccak256(seed | position | token), in the scratch space of memory.
    function _hash(bytes32 seed, uint32 position, uint32 token) private pure returns (bytes32 hash) {
        assembly ("memory-safe") {
            mstore(0x00, seed)
            mstore(0x20, or(shl(224, position), shl(192, token)))
            hash := keccak256(0x00, 0x28)
        }
    }
}
