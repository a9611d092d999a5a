// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {INodeRegistry} from "./interfaces/INodeRegistry.sol";
import {INodeStaking} from "./interfaces/INodeStaking.sol";
import {StakeProceeds} from "./staking/StakeProceeds.sol";
import {StakePunishments} from "./staking/StakePunishments.sol";

/// @title NodeStaking
/// @notice Holds what operators put at stake for their nodes, and gives it back after a thaw.
/// @dev Invariants, each with a test of the name in brackets:
/// - TOKEN.balanceOf(this) == sum of active + sum of thawing + slashed stake not paid out yet
///   [invariant_tokensAreActiveThawingAndSlashed];
/// - staked == withdrawn + active + thawing + slashed, for every node [invariant_stakeIsConserved];
/// - thawing stake is slashable until it is withdrawn, and a fault can be judged before its stake is free
///   [invariant_thawingStakeIsSlashable];
/// - a task is punished once, whatever the court says [invariant_taskIsPunishedOnce];
/// - nothing blocks thaw or withdraw: no pause, no jail, no court [invariant_nothingBlocksWithdraw].
///
/// Powers: COURT may punish: slash and jail in one step, once for a task. It can never be replaced, and cannot gain.
/// `virtual` is there for the mutants of the tests alone, here and in the parts under staking/.
/// Trust: TOKEN moves exactly the amount it is told to, and has no way to take tokens back.
contract NodeStaking is StakePunishments {
    using SafeERC20 for IERC20;

    /// @inheritdoc INodeStaking
    uint256 public constant CAPACITY_FACTOR = 1;
    uint256 public constant THAW_MARGIN = 1 days;

    /// @inheritdoc INodeStaking
    INodeRegistry public immutable REGISTRY;
    /// @inheritdoc INodeStaking
    uint256 public immutable THAW_PERIOD;

    Windows private _windows;

    /// @param token Token of the stake.
    /// @param registry Registry of the nodes.
    /// @param thawPeriod Seconds between thaw and withdraw; at least the sum of all windows and one day.
    /// @param windows_ Longest times in which a fault can still be punished.
    /// @param court The only one that may punish.
    constructor(
        IERC20 token,
        INodeRegistry registry,
        uint256 thawPeriod,
        Windows memory windows_,
        address court
    ) StakeProceeds(token) StakePunishments(court) {
        require(address(registry) != address(0), NodeStakingZeroAddress());
        uint256 minimum =
            uint256(windows_.jobDuration) + windows_.voucherGrace + windows_.challenge + windows_.appeals + THAW_MARGIN;
        require(thawPeriod >= minimum, NodeStakingThawTooShort(thawPeriod, minimum));

        REGISTRY = registry;
        THAW_PERIOD = thawPeriod;
        _windows = windows_;
    }

    /// @inheritdoc INodeStaking
    function stake(uint32 nodeId, uint64 amount) external {
        _stake(nodeId, amount);
    }

    /// @inheritdoc INodeStaking
    function stakeWithPermit(uint32 nodeId, uint64 amount, uint256 deadline, uint8 v, bytes32 r, bytes32 s) external {
        try IERC20Permit(address(TOKEN)).permit(msg.sender, address(this), amount, deadline, v, r, s) {} catch {}
        _stake(nodeId, amount);
    }

    /// @inheritdoc INodeStaking
    function thaw(uint32 nodeId, uint64 amount) external {
        _requireOwner(nodeId);
        require(amount != 0, NodeStakingZeroAmount(nodeId));
        StakeAccount storage account = _accounts[nodeId];
        require(account.active >= amount, NodeStakingInsufficientStake(nodeId, amount, account.active));

        uint32 thawsAt = uint32(block.timestamp + THAW_PERIOD);
        account.active -= amount;
        account.thawing += amount;
        account.thawsAt = thawsAt;
        emit Thawed(nodeId, amount, thawsAt);
    }

    /// @inheritdoc INodeStaking
    function withdraw(uint32 nodeId, address to) external returns (uint256 amount) {
        _requireOwner(nodeId);
        require(to != address(0), NodeStakingZeroAddress());
        StakeAccount storage account = _accounts[nodeId];
        amount = account.thawing;
        require(amount != 0, NodeStakingNothingThawing(nodeId));
        require(block.timestamp >= account.thawsAt, NodeStakingStillThawing(nodeId, account.thawsAt, block.timestamp));

        account.thawing = 0;
        account.thawsAt = 0;
        emit StakeWithdrawn(nodeId, to, amount);

        TOKEN.safeTransfer(to, amount);
    }

    /// @inheritdoc INodeStaking
    function openAccount(uint32 nodeId) external {
        require(msg.sender == address(REGISTRY), NodeStakingNotRegistry(msg.sender, address(REGISTRY)));
        _open(nodeId);
    }

    /// @inheritdoc INodeStaking
    function stakeOf(uint32 nodeId) external view returns (StakeAccount memory) {
        return _accounts[nodeId];
    }

    /// @inheritdoc INodeStaking
    function capacityOf(uint32[] calldata nodeIds) external view returns (uint64[] memory capacities) {
        capacities = new uint64[](nodeIds.length);
        for (uint256 i; i < nodeIds.length; ++i) {
            StakeAccount memory account = _accounts[nodeIds[i]];
            if (account.jailedUntil > block.timestamp) continue;
            capacities[i] = uint64(_min(uint256(account.active) * CAPACITY_FACTOR, type(uint64).max));
        }
    }

    /// @inheritdoc INodeStaking
    function stakesOf(uint32[] calldata nodeIds) external view returns (StakeAccount[] memory accounts) {
        accounts = new StakeAccount[](nodeIds.length);
        for (uint256 i; i < nodeIds.length; ++i) accounts[i] = _accounts[nodeIds[i]];
    }

    /// @inheritdoc INodeStaking
    function windows() external view returns (Windows memory) {
        return _windows;
    }

    function _stake(uint32 nodeId, uint64 amount) private {
        require(amount != 0, NodeStakingZeroAmount(nodeId));
        StakeAccount storage account = _accounts[nodeId];
        require(account.opened, NodeStakingUnknownNode(nodeId));

        account.active += amount;
        emit Staked(nodeId, msg.sender, amount);

        TOKEN.safeTransferFrom(msg.sender, address(this), amount);
    }

    function _requireOwner(uint32 nodeId) private view {
        address owner = REGISTRY.ownerOf(nodeId);
        require(msg.sender == owner, NodeStakingNotOwner(nodeId, owner, msg.sender));
    }
}
