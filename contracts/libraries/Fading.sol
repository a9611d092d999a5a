// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @title Fading
/// @notice How checks, punishments and fees lose weight: by a sixteenth an epoch.
library Fading {
    /// @dev After so many epochs less than 2^-64 of anything is left.
    uint256 private constant MAX_EPOCHS = 700;
    /// @dev 15/16 in Q64.
    uint256 private constant DECAY_Q64 = (15 << 64) / 16;

    /// @notice value * (15/16)^epochs, by squaring; rounds down.
    function faded(uint256 value, uint256 epochs) internal pure returns (uint256) {
        if (value == 0 || epochs == 0) return value;
        if (epochs > MAX_EPOCHS) return 0;
        uint256 factor = 1 << 64;
        uint256 base = DECAY_Q64;
        for (; epochs != 0; epochs >>= 1) {
            if (epochs & 1 == 1) factor = (factor * base) >> 64;
            base = (base * base) >> 64;
        }
        return (value * factor) >> 64;
    }
}
