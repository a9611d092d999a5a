// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IEscrowBalances} from "../interfaces/IEscrowBalances.sol";

/// @title Accounts
/// @notice A node's account in the escrow as one storage word, so that a change is one write.
/// @dev From the low bits: owed 96, feesPaid 88, open 64, opened 8.
library Accounts {
    uint256 internal constant OPENED = 1 << 248;
    uint256 private constant FEES_SHIFT = 96;
    uint256 private constant OPEN_SHIFT = 184;

    /// @notice A field would not fit. No token has that many units, so this is never seen.
    error AccountsOverflow();

    function owed(uint256 word) internal pure returns (uint256) {
        return uint96(word);
    }

    function open(uint256 word) internal pure returns (uint256) {
        return uint64(word >> OPEN_SHIFT);
    }

    /// @dev Adds what a settlement gained for the node, and what it paid in fees.
    function credit(uint256 word, uint256 net, uint256 fee) internal pure returns (uint256) {
        require(
            owed(word) + net <= type(uint96).max && uint88(word >> FEES_SHIFT) + fee <= type(uint88).max,
            AccountsOverflow()
        );
        return word + net + (fee << FEES_SHIFT);
    }

    function withoutOwed(uint256 word) internal pure returns (uint256) {
        return word - owed(word);
    }

    /// @dev Adds open value; the caller has checked that the sum fits in 64 bits.
    function addOpen(uint256 word, uint256 value) internal pure returns (uint256) {
        return word + (value << OPEN_SHIFT);
    }

    function subtractOpen(uint256 word, uint256 value) internal pure returns (uint256) {
        require(open(word) >= value, AccountsOverflow());
        return word - (value << OPEN_SHIFT);
    }

    function toStruct(uint256 word) internal pure returns (IEscrowBalances.NodeAccount memory) {
        return
            IEscrowBalances.NodeAccount({
                owed: uint96(word),
                feesPaid: uint88(word >> FEES_SHIFT),
                open: uint64(word >> OPEN_SHIFT),
                opened: word & OPENED != 0
            });
    }
}
