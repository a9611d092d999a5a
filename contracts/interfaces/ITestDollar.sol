// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import {IERC3009} from "./IERC3009.sol";

/// @title ITestDollar
/// @notice A worthless dollar with 6 decimals for local chains: permit, EIP-3009 and a faucet.
interface ITestDollar is IERC20, IERC20Permit, IERC3009 {
    /// @notice The chain is not a local one.
    error TestDollarNotLocal(uint256 chainId);
    /// @notice The faucet gives less than that at a time.
    error TestDollarFaucetLimit(uint256 requested, uint256 limit);
    /// @notice The authorization is for another caller.
    error TestDollarNotPayee(address caller, address payee);
    /// @notice The authorization is not valid at this time.
    error TestDollarNotInTime(uint256 validAfter, uint256 validBefore, uint256 timestamp);
    /// @notice The authorization was used or cancelled.
    error TestDollarAuthorizationUsed(address authorizer, bytes32 nonce);
    /// @notice The signature is not the payer's.
    error TestDollarBadSignature(address expected, address actual);

    /// @notice Mints tokens out of nothing. Anyone may call.
    /// @param to Who gets the tokens.
    /// @param amount Tokens to mint, at most `FAUCET_LIMIT`, in micro-dollars.
    function faucet(address to, uint256 amount) external;

    /// @notice Most that the faucet mints in one call, in micro-dollars.
    function FAUCET_LIMIT() external view returns (uint256);
}
