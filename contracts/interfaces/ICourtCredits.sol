// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @title ICourtCredits
/// @notice Bonds, and what is owed to whom.
interface ICourtCredits {
    /// @notice Bonds, fees and rewards of an account were paid out.
    event CreditClaimed(address indexed account, address indexed to, uint256 amount);

    /// @notice An address is zero.
    error ProbeCourtZeroAddress();
    /// @notice Nothing is there to be paid out.
    error ProbeCourtNoCredit(address account);

    /// @notice Pays out everything that is owed to the caller.
    function claimCredit(address to) external returns (uint256 amount);

    /// @notice What is owed to an account.
    function creditOf(address account) external view returns (uint256);

    /// @notice Tokens that nobody has a claim to yet.
    function pool() external view returns (uint256);
}
