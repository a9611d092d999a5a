// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @title IERC3009
/// @notice The part of EIP-3009 that a payee needs: take a payment that the payer signed.
interface IERC3009 {
    /// @notice An authorization was used.
    event AuthorizationUsed(address indexed authorizer, bytes32 indexed nonce);

    /// @notice Takes a payment that `from` signed for the caller.
    /// @param from Who pays and signed.
    /// @param to Who is paid; must be the caller.
    /// @param value Tokens to pay.
    /// @param validAfter The payment is valid after this time, Unix seconds.
    /// @param validBefore The payment is valid before this time, Unix seconds.
    /// @param nonce Random number chosen by the payer; used once.
    /// @param v Recovery byte of the signature.
    /// @param r First half of the signature.
    /// @param s Second half of the signature.
    function receiveWithAuthorization(
        address from,
        address to,
        uint256 value,
        uint256 validAfter,
        uint256 validBefore,
        bytes32 nonce,
        uint8 v,
        bytes32 r,
        bytes32 s
    ) external;

    /// @notice Whether an authorization was used.
    function authorizationState(address authorizer, bytes32 nonce) external view returns (bool);
}
