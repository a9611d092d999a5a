// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @title IEscrowBalances
/// @notice Money that comes into the escrow and leaves it: free balances, earnings, fees, and the pause of what comes in.
/// @dev Amounts are in the payment token's smallest unit, times in Unix seconds.
interface IEscrowBalances {
    /// @notice What the escrow knows about a node, one storage slot.
    struct NodeAccount {
        /// What the node's owner can pull.
        uint96 owed;
        /// Protocol fees that the node's work has ever paid; only grows.
        uint88 feesPaid;
        /// Sum of the caps of the node's jobs that are not released yet.
        uint64 open;
        /// Whether the registry opened the account.
        bool opened;
    }

    /// @notice An EIP-2612 permit for this contract.
    struct Permit {
        uint256 deadline;
        uint8 v;
        bytes32 r;
        bytes32 s;
    }

    /// @notice An EIP-3009 authorization that pays this contract.
    struct Authorization {
        uint256 validAfter;
        uint256 validBefore;
        bytes32 nonce;
        uint8 v;
        bytes32 r;
        bytes32 s;
    }

    /// @notice Free balance grew by tokens that came in.
    event Deposited(address indexed account, uint256 amount);
    /// @notice Free balance was paid out.
    event Withdrawn(address indexed account, uint256 amount);
    /// @notice A node's owner took its earnings.
    event Pulled(address indexed owner, address indexed to, uint256 amount, uint32[] nodeIds);
    /// @notice Protocol fees were split and paid out.
    event FeesCollected(uint256 burned, uint256 toTreasury);
    /// @notice Deposits and new jobs are refused before `until`; zero ends the pause.
    event Paused(uint256 until);

    /// @notice Deposits and new jobs are paused.
    error JobEscrowPaused(uint256 until);
    /// @notice The free balance is too small.
    error JobEscrowInsufficientBalance(address account, uint256 requested, uint256 available);
    /// @notice The caller does not own the node.
    error JobEscrowNotNodeOwner(uint32 nodeId, address owner, address caller);
    /// @notice The caller is not the guardian.
    error JobEscrowNotGuardian(address caller, address guardian);
    /// @notice The pause is too long or comes too soon after the last one.
    error JobEscrowPauseRefused(uint256 until, uint256 latest, uint256 earliestNextPause);
    /// @notice The token took the permit without using it, so it is no consent.
    error JobEscrowPermitIgnored(address owner);
    /// @notice The token took the authorization but did not pay in full.
    error JobEscrowShortPayment(uint256 expected, uint256 received);
    /// @notice An address is zero.
    error JobEscrowZeroAddress();

    // In and out

    /// @notice Adds tokens to the caller's free balance; they must have been approved.
    /// @param amount Tokens to add.
    function deposit(uint256 amount) external;

    /// @notice Adds tokens to the owner's free balance with the owner's EIP-2612 permit. Anyone may relay it.
    /// @dev The permit must succeed, since it is the owner's only consent. If somebody used it first this reverts,
    /// and the owner falls back to `deposit`.
    /// @param owner Who pays, and whose free balance grows.
    /// @param amount Tokens to add; equal to the permit's value.
    /// @param permit The owner's permit for this contract.
    function depositBySig(address owner, uint256 amount, Permit calldata permit) external;

    /// @notice Adds tokens to the owner's free balance with the owner's EIP-3009 authorization. Anyone may relay it.
    /// @param owner Who pays, and whose free balance grows.
    /// @param amount Tokens to add; equal to the authorization's value.
    /// @param authorization The owner's `ReceiveWithAuthorization` for this contract.
    function depositByAuthorization(address owner, uint256 amount, Authorization calldata authorization) external;

    /// @notice Takes tokens out of the caller's free balance. Never paused.
    /// @param amount Tokens to take.
    function withdraw(uint256 amount) external;

    // Earnings, fees, pause

    /// @notice Pays out what nodes of the caller earned. Never paused.
    /// @param nodeIds Nodes of the caller.
    /// @param to Who gets the tokens.
    /// @return amount Tokens paid out.
    function pull(uint32[] calldata nodeIds, address to) external returns (uint256 amount);

    /// @notice Splits the protocol fees between the burn address and the treasury. Anyone may call.
    /// @return burned Tokens sent to the burn address.
    /// @return toTreasury Tokens sent to the treasury.
    function collectFees() external returns (uint256 burned, uint256 toTreasury);

    /// @notice Refuses deposits and new jobs for a while. Only the guardian; nothing else is ever paused.
    /// @param until End of the pause, at most 72 hours ahead.
    function pause(uint40 until) external;

    /// @notice Ends a pause early. Only the guardian.
    function unpause() external;

    /// @notice Opens the account of a new node. Only the registry.
    /// @dev Lets the node, and not its first customer, pay for the storage slot.
    /// @param nodeId New node.
    function openAccount(uint32 nodeId) external;

    // Views

    /// @notice What an account can withdraw or spend on jobs.
    function freeBalanceOf(address account) external view returns (uint256);

    /// @notice What the escrow knows about a node.
    function accountOf(uint32 nodeId) external view returns (NodeAccount memory);

    /// @notice Protocol fees taken so far, and how much of them was paid out.
    function fees() external view returns (uint256 taken, uint256 collected);

    /// @notice Protocol fee on a running total; what a settlement takes is the difference of two of these.
    function feeOn(uint256 total) external pure returns (uint256);

    /// @notice Until when deposits and new jobs are refused; in the past or zero if they are not.
    function pausedUntil() external view returns (uint256);
}
