// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {IERC3009} from "../interfaces/IERC3009.sol";
import {IEscrowBalances} from "../interfaces/IEscrowBalances.sol";
import {IJobEscrow} from "../interfaces/IJobEscrow.sol";

/// @title EscrowBalances
/// @notice The part of the escrow that takes deposits, gives them back, and can pause what comes in.
/// @dev Withdraw never looks at the pause. The guardian's only power is the pause: at most MAX_PAUSE at a time, and
/// not again before PAUSE_COOLDOWN has passed, so that pauses can't be chained.
abstract contract EscrowBalances is IJobEscrow {
    using SafeERC20 for IERC20;

    uint256 public constant MAX_PAUSE = 72 hours;
    uint256 public constant PAUSE_COOLDOWN = 7 days;

    IERC20 public immutable TOKEN;
    address public immutable GUARDIAN;

    mapping(address account => uint256 amount) private _free;
    uint256 private _pausedUntil;

    modifier whenNotPaused() {
        require(block.timestamp >= _pausedUntil, JobEscrowPaused(_pausedUntil));
        _;
    }

    constructor(IERC20 token, address guardian) {
        require(address(token) != address(0), JobEscrowZeroAddress());
        TOKEN = token;
        GUARDIAN = guardian;
    }

    /// @inheritdoc IEscrowBalances
    function deposit(uint256 amount) external whenNotPaused {
        _credit(msg.sender, amount);
        emit Deposited(msg.sender, amount);

        TOKEN.safeTransferFrom(msg.sender, address(this), amount);
    }

    /// @inheritdoc IEscrowBalances
    /// @dev The nonce is compared because a token without permit may swallow the call, and then a stranger could move
    /// an allowance that its owner gave for something else.
    function depositBySig(address owner, uint256 amount, Permit calldata permit) external whenNotPaused {
        _credit(owner, amount);
        emit Deposited(owner, amount);

        IERC20Permit token = IERC20Permit(address(TOKEN));
        uint256 nonce = token.nonces(owner);
        token.permit(owner, address(this), amount, permit.deadline, permit.v, permit.r, permit.s);
        require(token.nonces(owner) == nonce + 1, JobEscrowPermitIgnored(owner));
        TOKEN.safeTransferFrom(owner, address(this), amount);
    }

    /// @inheritdoc IEscrowBalances
    /// @dev The balance is compared because a token without EIP-3009 may swallow the call without paying.
    function depositByAuthorization(
        address owner,
        uint256 amount,
        Authorization calldata authorization
    ) external whenNotPaused {
        _credit(owner, amount);
        emit Deposited(owner, amount);

        uint256 before = TOKEN.balanceOf(address(this));
        IERC3009(address(TOKEN)).receiveWithAuthorization(
            owner,
            address(this),
            amount,
            authorization.validAfter,
            authorization.validBefore,
            authorization.nonce,
            authorization.v,
            authorization.r,
            authorization.s
        );
        uint256 received = TOKEN.balanceOf(address(this)) - before;
        require(received == amount, JobEscrowShortPayment(amount, received));
    }

    /// @inheritdoc IEscrowBalances
    function withdraw(uint256 amount) external {
        _spend(msg.sender, amount);
        emit Withdrawn(msg.sender, amount);

        TOKEN.safeTransfer(msg.sender, amount);
    }

    /// @inheritdoc IEscrowBalances
    function pause(uint40 until) external {
        _requireGuardian();
        uint256 latest = block.timestamp + MAX_PAUSE;
        uint256 earliest = _pausedUntil == 0 ? 0 : _pausedUntil + PAUSE_COOLDOWN;
        require(
            until > block.timestamp && until <= latest && block.timestamp >= earliest,
            JobEscrowPauseRefused(until, latest, earliest)
        );

        _pausedUntil = until;
        emit Paused(until);
    }

    /// @inheritdoc IEscrowBalances
    function unpause() external {
        _requireGuardian();
        if (_pausedUntil <= block.timestamp) return;

        _pausedUntil = block.timestamp;
        emit Paused(block.timestamp);
    }

    /// @inheritdoc IEscrowBalances
    function freeBalanceOf(address account) external view returns (uint256) {
        return _free[account];
    }

    /// @inheritdoc IEscrowBalances
    function pausedUntil() external view returns (uint256) {
        return _pausedUntil;
    }

    /// @dev Takes tokens with the caller's own permit, which may fail: the allowance is what counts, and the caller
    /// pays for itself. The caller of this function has counted the tokens already.
    function _takeWithPermit(uint256 amount, Permit calldata permit) internal {
        try
            IERC20Permit(address(TOKEN)).permit(
                msg.sender,
                address(this),
                amount,
                permit.deadline,
                permit.v,
                permit.r,
                permit.s
            )
        {} catch {}
        TOKEN.safeTransferFrom(msg.sender, address(this), amount);
    }

    function _credit(address account, uint256 amount) internal virtual {
        _free[account] += amount;
    }

    function _spend(address account, uint256 amount) internal virtual {
        uint256 available = _free[account];
        require(available >= amount, JobEscrowInsufficientBalance(account, amount, available));
        _free[account] = available - amount;
    }

    function _requireGuardian() private view {
        require(msg.sender == GUARDIAN, JobEscrowNotGuardian(msg.sender, GUARDIAN));
    }
}
