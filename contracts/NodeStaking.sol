// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {INodeRegistry} from "./interfaces/INodeRegistry.sol";
import {INodeStaking} from "./interfaces/INodeStaking.sol";

/// @title NodeStaking
/// @notice Holds what operators put at stake for their nodes, and gives it back after a thaw.
/// @dev Invariants, each with a test of the name in brackets:
/// - TOKEN.balanceOf(this) == sum of active + sum of thawing + slashed stake not paid out yet
///   [invariant_tokensAreActiveThawingAndSlashed];
/// - staked == withdrawn + active + thawing + slashed, for every node [invariant_stakeIsConserved];
/// - thawing stake is slashable until it is withdrawn, and a fault can be judged before its stake is free
///   [invariant_thawingStakeIsSlashable];
/// - nothing blocks thaw or withdraw: no pause, no jail, no court [invariant_nothingBlocksWithdraw].
///
/// Powers: the court may slash and jail. The court is named in the constructor, or once by COURT_PROPOSER with a delay
/// of the whole thaw, so that everybody can leave first; it can never be replaced. It cannot gain from a slash.
/// `virtual` is there for the mutants of the tests alone; nothing inherits from this contract.
/// Trust: TOKEN moves exactly the amount it is told to, and has no way to take tokens back.
contract NodeStaking is INodeStaking {
    using SafeERC20 for IERC20;

    uint256 public constant FINDER_BPS = 1_000;
    /// @inheritdoc INodeStaking
    uint256 public constant CAPACITY_FACTOR = 1;
    uint256 public constant THAW_MARGIN = 1 days;
    address public constant BURN_ADDRESS = 0x000000000000000000000000000000000000dEaD;
    uint256 private constant BPS = 10_000;

    IERC20 public immutable TOKEN;
    /// @inheritdoc INodeStaking
    INodeRegistry public immutable REGISTRY;
    /// @inheritdoc INodeStaking
    uint256 public immutable THAW_PERIOD;
    address public immutable COURT_PROPOSER;

    Windows private _windows;
    mapping(uint32 nodeId => StakeAccount account) internal _accounts;
    mapping(address account => uint256 amount) private _proceeds;
    /// @dev In one word with what waits to be burned: a slash reads and writes both.
    address private _court;
    uint96 private _burnable;
    address private _proposedCourt;
    uint256 private _courtEffectiveAt;

    /// @param token Token of the stake.
    /// @param registry Registry of the nodes.
    /// @param thawPeriod Seconds between thaw and withdraw; at least the sum of all windows and one day.
    /// @param windows_ Longest times in which a fault can still be punished.
    /// @param initialCourt Court from the first block on, or zero for none.
    constructor(
        IERC20 token,
        INodeRegistry registry,
        uint256 thawPeriod,
        Windows memory windows_,
        address initialCourt
    ) {
        require(address(token) != address(0) && address(registry) != address(0), NodeStakingZeroAddress());
        uint256 minimum =
            uint256(windows_.jobDuration) + windows_.voucherGrace + windows_.challenge + windows_.appeals + THAW_MARGIN;
        require(thawPeriod >= minimum, NodeStakingThawTooShort(thawPeriod, minimum));

        TOKEN = token;
        REGISTRY = registry;
        THAW_PERIOD = thawPeriod;
        COURT_PROPOSER = msg.sender;
        _windows = windows_;
        if (initialCourt != address(0)) _fixCourt(initialCourt);
    }

    /// @inheritdoc INodeStaking
    function stake(uint32 nodeId, uint88 amount) external {
        _stake(nodeId, amount);
    }

    /// @inheritdoc INodeStaking
    function stakeWithPermit(uint32 nodeId, uint88 amount, uint256 deadline, uint8 v, bytes32 r, bytes32 s) external {
        try IERC20Permit(address(TOKEN)).permit(msg.sender, address(this), amount, deadline, v, r, s) {} catch {}
        _stake(nodeId, amount);
    }

    /// @inheritdoc INodeStaking
    function thaw(uint32 nodeId, uint88 amount) external {
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
    function slash(Slash calldata slashing) external returns (uint256 taken) {
        _requireCourt();
        require(slashing.victim != _court && slashing.finder != _court, NodeStakingCourtCannotGain(_court));
        StakeAccount memory account = _accounts[slashing.nodeId];
        uint256 fromThawing;
        (taken, fromThawing) = _take(account, slashing.amount);

        _accounts[slashing.nodeId] = account;
        _share(slashing, taken, fromThawing);
    }

    /// @inheritdoc INodeStaking
    function punish(Punishment calldata punishment) external returns (uint256 taken) {
        _requireCourt();
        uint32 nodeId = punishment.nodeId;
        StakeAccount memory account = _accounts[nodeId];
        require(account.opened, NodeStakingUnknownNode(nodeId));
        uint256 amount = ((uint256(account.active) + account.thawing) * punishment.slashBps) / BPS;
        Slash memory slashing = Slash({
            nodeId: nodeId,
            amount: uint88(amount),
            victim: punishment.victim,
            victimAmount: uint88(_min(punishment.victimAmount, (amount * punishment.victimBps) / BPS)),
            finder: punishment.finder,
            finderAmount: type(uint88).max
        });
        require(slashing.victim != _court && slashing.finder != _court, NodeStakingCourtCannotGain(_court));
        uint256 fromThawing;
        (taken, fromThawing) = _take(account, amount);
        if (punishment.jailedUntil > account.jailedUntil) account.jailedUntil = punishment.jailedUntil;

        _accounts[nodeId] = account;
        _share(slashing, taken, fromThawing);
        emit Jailed(nodeId, account.jailedUntil);
    }

    /// @inheritdoc INodeStaking
    function jail(uint32 nodeId, uint32 until) external {
        _requireCourt();
        StakeAccount storage account = _accounts[nodeId];
        require(account.opened, NodeStakingUnknownNode(nodeId));

        if (until > account.jailedUntil) account.jailedUntil = until;
        emit Jailed(nodeId, account.jailedUntil);
    }

    /// @inheritdoc INodeStaking
    function claimProceeds(address to) external returns (uint256 amount) {
        require(to != address(0), NodeStakingZeroAddress());
        amount = _proceeds[msg.sender];
        require(amount != 0, NodeStakingNoProceeds(msg.sender));

        _proceeds[msg.sender] = 0;
        emit ProceedsClaimed(msg.sender, to, amount);

        TOKEN.safeTransfer(to, amount);
    }

    /// @inheritdoc INodeStaking
    function burnProceeds() external returns (uint256 amount) {
        amount = _burnable;
        require(amount != 0, NodeStakingNoProceeds(BURN_ADDRESS));

        _burnable = 0;
        emit ProceedsBurned(amount);

        TOKEN.safeTransfer(BURN_ADDRESS, amount);
    }

    /// @inheritdoc INodeStaking
    function proposeCourt(address newCourt) external {
        require(
            msg.sender == COURT_PROPOSER && _court == address(0),
            NodeStakingCourtRefused(msg.sender, COURT_PROPOSER, _court)
        );
        require(newCourt != address(0), NodeStakingZeroAddress());

        _proposedCourt = newCourt;
        _courtEffectiveAt = block.timestamp + THAW_PERIOD;
        emit CourtProposed(newCourt, _courtEffectiveAt);
    }

    /// @inheritdoc INodeStaking
    function confirmCourt() external {
        address newCourt = _proposedCourt;
        require(
            newCourt != address(0) && block.timestamp >= _courtEffectiveAt,
            NodeStakingCourtNotReady(newCourt, _courtEffectiveAt, block.timestamp)
        );

        _proposedCourt = address(0);
        _courtEffectiveAt = 0;
        _fixCourt(newCourt);
    }

    /// @inheritdoc INodeStaking
    function openAccount(uint32 nodeId) external {
        require(msg.sender == address(REGISTRY), NodeStakingNotRegistry(msg.sender, address(REGISTRY)));
        _accounts[nodeId].opened = true;
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
    function proceedsOf(address account) external view returns (uint256) {
        return _proceeds[account];
    }

    /// @inheritdoc INodeStaking
    function burnable() external view returns (uint256) {
        return _burnable;
    }

    /// @inheritdoc INodeStaking
    function court() external view returns (address) {
        return _court;
    }

    /// @inheritdoc INodeStaking
    function proposedCourt() external view returns (address proposed, uint256 effectiveAt) {
        return (_proposedCourt, _courtEffectiveAt);
    }

    /// @inheritdoc INodeStaking
    function windows() external view returns (Windows memory) {
        return _windows;
    }

    function _stake(uint32 nodeId, uint88 amount) private {
        require(amount != 0, NodeStakingZeroAmount(nodeId));
        StakeAccount storage account = _accounts[nodeId];
        require(account.opened, NodeStakingUnknownNode(nodeId));

        account.active += amount;
        emit Staked(nodeId, msg.sender, amount);

        TOKEN.safeTransferFrom(msg.sender, address(this), amount);
    }

    /// @dev Active stake first, then thawing stake.
    function _take(
        StakeAccount memory account,
        uint256 amount
    ) private pure returns (uint256 taken, uint256 fromThawing) {
        uint256 active = account.active;
        taken = _min(amount, active + account.thawing);
        fromThawing = taken > active ? taken - active : 0;
        account.active = uint88(active - (taken - fromThawing));
        account.thawing -= uint88(fromThawing);
        if (account.thawing == 0) account.thawsAt = 0;
    }

    /// @dev The victim first, then the finder out of what is left, then nobody.
    function _share(Slash memory slashing, uint256 taken, uint256 fromThawing) internal virtual {
        uint256 toVictim = slashing.victim == address(0) ? 0 : _min(slashing.victimAmount, taken);
        uint256 left = taken - toVictim;
        uint256 toFinder = slashing.finder == address(0) ? 0 : _min(slashing.finderAmount, (left * FINDER_BPS) / BPS);
        uint256 toBurn = left - toFinder;

        if (toVictim != 0) _proceeds[slashing.victim] += toVictim;
        if (toFinder != 0) _proceeds[slashing.finder] += toFinder;
        _burnable += uint96(toBurn);
        emit Slashed(slashing.nodeId, taken, fromThawing, slashing.victim, toVictim, slashing.finder, toFinder, toBurn);
    }

    function _fixCourt(address newCourt) private {
        _court = newCourt;
        emit CourtConfirmed(newCourt);
    }

    function _requireOwner(uint32 nodeId) private view {
        address owner = REGISTRY.ownerOf(nodeId);
        require(msg.sender == owner, NodeStakingNotOwner(nodeId, owner, msg.sender));
    }

    function _requireCourt() private view {
        require(msg.sender == _court, NodeStakingNotCourt(msg.sender, _court));
    }

    function _min(uint256 a, uint256 b) private pure returns (uint256) {
        return a < b ? a : b;
    }
}
