// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {INodeStaking} from "../../../contracts/interfaces/INodeStaking.sol";
import {World} from "../support/World.sol";

/// @notice Stakes, thaws, withdraws and slashes in any order, and keeps its own books; with the checks on them.
contract StakingHandler is World {
    uint256 internal constant VERBS = 6;
    address private constant VICTIM = address(0x71C);
    address private constant FINDER = address(0xF1);

    uint256[VERBS] public done;
    uint256 private _now;
    mapping(uint32 nodeId => uint256 amount) private _staked;
    mapping(uint32 nodeId => uint256 amount) private _withdrawn;
    mapping(uint32 nodeId => uint256 time) private _thawsAt;
    mapping(uint32 nodeId => uint256 amount) private _slashed;
    INodeStaking.Punishment[] private _punished;
    bool private _escapedSlash;
    bool private _punishedTwice;
    bool private _blocked;

    constructor() {
        super.setUp();
        _now = time();
        for (uint32 nodeId = 1; nodeId <= 4; ++nodeId) _staked[nodeId] = STAKE;
    }

    function setUp() public override {}

    modifier counted(uint256 verb) {
        vm.warp(_now);
        _;
        ++done[verb];
        _now = time();
    }

    function act(uint256 seed) external {
        uint256 verb = seed % VERBS;
        seed = uint256(keccak256(abi.encode(seed)));
        if (verb == 0) stake(seed);
        else if (verb == 1) thaw(seed);
        else if (verb == 2) withdraw(seed);
        else if (verb == 3) slash(seed);
        else if (verb == 4) punishAgain(seed);
        else payProceeds(seed);
    }

    function stake(uint256 seed) public counted(0) {
        _stake(nodeOf(seed), seed >> 8);
    }

    function thaw(uint256 seed) public counted(1) {
        _thaw(nodeOf(seed), seed >> 8);
    }

    function withdraw(uint256 seed) public counted(2) {
        uint32 nodeId = nodeOf(seed);
        if (staking.stakeOf(nodeId).thawing == 0) _thaw(nodeId, seed >> 8);
        if (_leavesEarly(nodeId)) return;
        vm.warp(time() + THAW + (seed % 5));
        if (!_leave(nodeId)) _blocked = true;
    }

    function slash(uint256 seed) public counted(3) {
        uint32 nodeId = nodeOf(seed);
        if (seed % 3 == 0) _thaw(nodeId, seed >> 8);
        INodeStaking.StakeAccount memory account = staking.stakeOf(nodeId);
        uint256 all = uint256(account.active) + account.thawing;
        INodeStaking.Punishment memory punishment = aPunishment(nodeId, uint16(bound(seed >> 8, 1, 10_000)));
        punishment.jailedUntil = uint32(seed);
        punishment.victim = seed % 5 == 0 ? address(0) : VICTIM;
        punishment.victimAmount = bound(seed >> 100, 0, STAKE);
        punishment.finder = seed % 7 == 0 ? address(0) : FINDER;
        uint256 taken = punish(punishment);
        uint256 due = (all * punishment.slashBps) / 10_000;
        if (taken != due || activeAndThawing(nodeId) != all - due) _escapedSlash = true;
        _slashed[nodeId] += taken;
        _punished.push(punishment);
        _leavesEarly(nodeId);
    }

    /// @dev The court tries to punish a node once more for a task, its first or a further one.
    function punishAgain(uint256 seed) public counted(4) {
        if (_punished.length == 0) slash(seed);
        INodeStaking.Punishment memory again = _punished[(seed >> 16) % _punished.length];
        (again.epoch, again.slashBps) = (uint32(time() / DAY), 0);
        again.fault = uint8(1 + (seed % 9));
        vm.prank(COURT);
        try staking.punish(again) {
            _punishedTwice = true;
        } catch {}
    }

    function payProceeds(uint256 seed) public counted(5) {
        address account = seed % 2 == 0 ? VICTIM : FINDER;
        if (staking.proceedsOf(account) != 0) {
            vm.prank(account);
            staking.claimProceeds(account);
        }
        if (staking.burnableOf(FINDER) != 0) staking.burnProceeds(FINDER);
        if (staking.burnableOf(address(0)) != 0 && seed % 2 == 0) staking.burnProceeds(address(0));
    }

    /// @dev 1: the tokens are active, thawing and slashed stake, and nothing else.
    function isSolvent() external view returns (bool) {
        uint256 sum =
            staking.burnableOf(FINDER) +
                staking.burnableOf(address(0)) +
                staking.proceedsOf(VICTIM) +
                staking.proceedsOf(FINDER);
        for (uint32 nodeId = 1; nodeId <= 4; ++nodeId) sum += activeAndThawing(nodeId);
        return dollar.balanceOf(address(staking)) == sum;
    }

    /// @dev 5: what was staked was withdrawn, is active, is thawing, or was slashed.
    function isConserved() external view returns (bool) {
        for (uint32 nodeId = 1; nodeId <= 4; ++nodeId) {
            if (_staked[nodeId] != _withdrawn[nodeId] + activeAndThawing(nodeId) + _slashed[nodeId]) return false;
        }
        return true;
    }

    /// @dev 6: a slash takes all it may take, thawing stake too, and none of it leaves before its time.
    function isAllSlashable() external view returns (bool) {
        return !_escapedSlash;
    }

    /// @dev A task is punished once, whatever the court says.
    function isPunishedOnce() external view returns (bool) {
        return !_punishedTwice;
    }

    /// @dev 9 and 10: no jail, slash or wait ever blocks the way out.
    function isNeverBlocked() external view returns (bool) {
        return !_blocked;
    }

    function _stake(uint32 nodeId, uint256 seed) private {
        uint64 amount = uint64(bound(seed, 1, STAKE));
        addStake(nodeId, amount);
        _staked[nodeId] += amount;
    }

    function _thaw(uint32 nodeId, uint256 seed) private {
        if (staking.stakeOf(nodeId).active == 0) _stake(nodeId, seed);
        uint64 amount = uint64(bound(seed, 1, staking.stakeOf(nodeId).active));
        vm.prank(ownerOf(nodeId));
        staking.thaw(nodeId, amount);
        _thawsAt[nodeId] = time() + THAW;
    }

    /// @dev Tries to take the thawing stake out before its time.
    function _leavesEarly(uint32 nodeId) private returns (bool left) {
        left = time() < _thawsAt[nodeId] && _leave(nodeId);
        if (left) _escapedSlash = true;
    }

    /// @dev Whether the thawing stake could be taken out.
    function _leave(uint32 nodeId) private returns (bool) {
        vm.prank(ownerOf(nodeId));
        try staking.withdraw(nodeId, ownerOf(nodeId)) returns (uint256 amount) {
            _withdrawn[nodeId] += amount;
            return true;
        } catch {
            return false;
        }
    }

    function nodeOf(uint256 seed) private pure returns (uint32) {
        return uint32(1 + (seed % 4));
    }

    function activeAndThawing(uint32 nodeId) private view returns (uint256) {
        INodeStaking.StakeAccount memory account = staking.stakeOf(nodeId);
        return uint256(account.active) + account.thawing;
    }
}
