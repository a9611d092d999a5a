// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {NodeStaking} from "../../../contracts/NodeStaking.sol";
import {IEscrowBalances} from "../../../contracts/interfaces/IEscrowBalances.sol";
import {INodeStaking} from "../../../contracts/interfaces/INodeStaking.sol";
import {World} from "../support/World.sol";

contract NodeStakingTest is World {
    address private constant VICTIM = address(0x71C);
    address private constant FINDER = address(0xF1);
    address private constant BURN = 0x000000000000000000000000000000000000dEaD;

    function test_permitStakesInOneTransaction() public {
        uint256 key = 0xA001;
        dollar.faucet(vm.addr(key), 500);
        IEscrowBalances.Permit memory p = permitOf(key, address(staking), 500, block.timestamp);
        expectEvent(address(staking));
        emit INodeStaking.Staked(1, vm.addr(key), 500);
        vm.prank(vm.addr(key));
        staking.stakeWithPermit(1, 500, p.deadline, p.v, p.r, p.s);
        assertEq(staking.stakeOf(1).active, STAKE + 500, "active");
    }

    function test_usedPermitDoesNoHarm() public {
        uint256 key = 0xA001;
        dollar.faucet(vm.addr(key), 500);
        IEscrowBalances.Permit memory p = permitOf(key, address(staking), 500, block.timestamp);
        dollar.permit(vm.addr(key), address(staking), 500, p.deadline, p.v, p.r, p.s);
        vm.prank(vm.addr(key));
        staking.stakeWithPermit(1, 500, p.deadline, p.v, p.r, p.s);
        assertEq(staking.stakeOf(1).active, STAKE + 500, "active");
    }

    function test_stakeForNobodyOrOfNothingIsRefused() public {
        expectError(abi.encodeWithSelector(INodeStaking.NodeStakingUnknownNode.selector, 9));
        staking.stake(9, 1);
        expectError(abi.encodeWithSelector(INodeStaking.NodeStakingZeroAmount.selector, 1));
        staking.stake(1, 0);
    }

    function test_thawedStakeIsPaidOut() public {
        thaw(1, 400);
        uint256 thawsAt = block.timestamp + THAW;
        INodeStaking.StakeAccount memory account = staking.stakeOf(1);
        assertEq(account.active, STAKE - 400, "active");
        assertEq(account.thawing, 400, "thawing");
        assertEq(account.thawsAt, thawsAt, "thawsAt");

        vm.warp(thawsAt - 1);
        expectError(abi.encodeWithSelector(INodeStaking.NodeStakingStillThawing.selector, 1, thawsAt, thawsAt - 1));
        vm.prank(ownerOf(1));
        staking.withdraw(1, STRANGER);
        vm.warp(thawsAt);
        vm.prank(ownerOf(1));
        assertEq(staking.withdraw(1, STRANGER), 400, "paid out");
        assertEq(dollar.balanceOf(STRANGER), 400, "tokens");
        expectError(abi.encodeWithSelector(INodeStaking.NodeStakingNothingThawing.selector, 1));
        vm.prank(ownerOf(1));
        staking.withdraw(1, STRANGER);
    }

    function test_secondThawRestartsTheClock() public {
        thaw(1, 400);
        vm.warp(block.timestamp + 10 days);
        thaw(1, 1);
        assertEq(staking.stakeOf(1).thawsAt, block.timestamp + THAW, "thawsAt");
        assertEq(staking.stakeOf(1).thawing, 401, "thawing");
    }

    function test_onlyTheOwnerTakesStakeOut() public {
        bytes memory refused = abi.encodeWithSelector(
            INodeStaking.NodeStakingNotOwner.selector,
            1,
            ownerOf(1),
            STRANGER
        );
        expectError(refused);
        vm.prank(STRANGER);
        staking.thaw(1, 1);
        expectError(refused);
        vm.prank(STRANGER);
        staking.withdraw(1, STRANGER);

        vm.startPrank(ownerOf(1));
        expectError(abi.encodeWithSelector(INodeStaking.NodeStakingZeroAmount.selector, 1));
        staking.thaw(1, 0);
        expectError(
            abi.encodeWithSelector(INodeStaking.NodeStakingInsufficientStake.selector, 1, uint256(STAKE) + 1, STAKE)
        );
        staking.thaw(1, STAKE + 1);
        expectError(abi.encodeWithSelector(INodeStaking.NodeStakingZeroAddress.selector));
        staking.withdraw(1, address(0));
        vm.stopPrank();
    }

    function test_capacityFollowsActiveStake() public {
        thaw(1, STAKE / 2);
        addNode(5);
        jail(2, uint32(block.timestamp + 1));
        uint32[] memory nodeIds = new uint32[](5);
        for (uint256 i; i < 5; ++i) nodeIds[i] = uint32(i + 1);
        uint64[] memory capacities = staking.capacityOf(nodeIds);
        assertEq(capacities[0], uint256(STAKE) / 2, "thawing stake gives no room");
        assertEq(capacities[1], 0, "jailed");
        assertEq(capacities[2], uint256(STAKE), "staked");
        assertEq(capacities[4], 0, "no stake");
    }

    function test_punish_paysTheVictimFirst_thenTheFinder_thenNobody() public {
        uint256 taken = STAKE / 4;
        INodeStaking.Punishment memory punishment = aPunishment(1, 2_500);
        (punishment.victim, punishment.victimAmount, punishment.finder) = (VICTIM, 600, FINDER);
        uint256 toFinder = (taken - 600) / 10;
        expectEvent(address(staking));
        emit INodeStaking.Jailed(1, 0, 10_000);
        expectEvent(address(staking));
        emit INodeStaking.Slashed(1, taken, 0, VICTIM, 600, FINDER, toFinder, taken - 600 - toFinder);
        assertEq(punish(punishment), taken, "taken");

        assertEq(staking.proceedsOf(VICTIM), 600, "victim");
        assertEq(staking.proceedsOf(FINDER), toFinder, "the finder has a tenth of the rest");
        assertEq(staking.burnableOf(FINDER), taken - 600 - toFinder, "burnable");
        vm.prank(VICTIM);
        assertEq(staking.claimProceeds(STRANGER), 600, "claimed");
        assertEq(dollar.balanceOf(STRANGER), 600, "tokens");
        assertEq(staking.burnProceeds(FINDER), taken - 600 - toFinder, "burned");
        assertEq(dollar.balanceOf(BURN), taken - 600 - toFinder, "burned tokens");
        assertEq(staking.proceedsOf(FINDER), toFinder, "burning leaves the finder's share alone");
        assertEq(dollar.balanceOf(address(staking)), 4 * uint256(STAKE) - taken + toFinder, "balance");
    }

    function test_punishmentForNobodysLoss_burnsAll() public {
        punish(aPunishment(1, 1_000));
        assertEq(staking.burnableOf(address(0)), STAKE / 10, "burnable");
    }

    /// Invariant 6: thawing stake is slashable to the last second, and slashed after the active one.
    function test_thawingStakeIsSlashableUntilItIsWithdrawn() public {
        thaw(1, STAKE - 100);
        vm.warp(block.timestamp + THAW + 365 days);
        punish(aPunishment(1, 5_000));
        INodeStaking.StakeAccount memory account = staking.stakeOf(1);
        assertEq(account.active, 0, "active first");
        assertEq(account.thawing, STAKE / 2, "then thawing");

        assertEq(punish(aPunishment(1, type(uint16).max)), STAKE / 2, "cut to what is there");
        assertEq(staking.stakeOf(1).thawsAt, 0, "nothing thaws any more");
    }

    function test_punish_slashesAndJailsInOneStep() public {
        thaw(1, STAKE / 2);
        uint256 amount = STAKE / 4;
        assertEq(punish(_punishment(1, 2_500, VICTIM, FINDER)), amount, "taken");
        INodeStaking.StakeAccount memory account = staking.stakeOf(1);
        assertEq(account.active, STAKE / 4, "active first");
        assertEq(account.thawing, STAKE / 2, "thawing is not needed");
        assertEq(account.jailedUntil, time() + 7 days, "jailed");
        assertEq(account.failed, 10_000, "marked");
        assertEq(staking.proceedsOf(VICTIM), amount / 10, "the victim is cut to its share");
        assertEq(staking.proceedsOf(FINDER), (amount - amount / 10) / 10, "finder");
        assertEq(staking.burnableOf(FINDER), amount - amount / 10 - (amount - amount / 10) / 10, "the rest");

        INodeStaking.Punishment memory all = _punishment(1, 10_000, VICTIM, address(0));
        (all.victimAmount, all.jailedUntil) = (5, 1);
        assertEq(punish(all), (uint256(STAKE) * 3) / 4, "thawing stake too");
        assertEq(staking.proceedsOf(VICTIM), amount / 10 + 5, "no more than the loss");
        assertEq(staking.stakeOf(1).jailedUntil, time() + 7 days, "never shortened");
        assertEq(staking.stakeOf(1).thawsAt, 0, "nothing thaws any more");
    }

    function test_punish_isForTheCourtAlone_andNeverForItself() public {
        INodeStaking.Punishment memory punishment = _punishment(1, 1, VICTIM, FINDER);
        expectError(abi.encodeWithSelector(INodeStaking.NodeStakingNotCourt.selector, STRANGER, COURT));
        vm.prank(STRANGER);
        staking.punish(punishment);
        vm.startPrank(COURT);
        punishment.nodeId = 9;
        expectError(abi.encodeWithSelector(INodeStaking.NodeStakingUnknownNode.selector, 9));
        staking.punish(punishment);
        (punishment.nodeId, punishment.fault) = (1, 0);
        expectError(abi.encodeWithSelector(INodeStaking.NodeStakingNoFault.selector, 1, punishment.taskId));
        staking.punish(punishment);
        (punishment.fault, punishment.victim) = (1, COURT);
        expectError(abi.encodeWithSelector(INodeStaking.NodeStakingCourtCannotGain.selector, COURT));
        staking.punish(punishment);
        (punishment.victim, punishment.finder) = (VICTIM, COURT);
        expectError(abi.encodeWithSelector(INodeStaking.NodeStakingCourtCannotGain.selector, COURT));
        staking.punish(punishment);
        vm.stopPrank();
    }

    /// The first task of a node is kept elsewhere than its further ones: neither is punished again.
    function test_punish_isOnceForATask() public {
        INodeStaking.Punishment[3] memory tasks;
        for (uint256 i; i < 3; ++i) {
            tasks[i] = aPunishment(1, 1_000);
            tasks[i].fault = uint8(i + 1);
            punish(tasks[i]);
        }
        for (uint256 i; i < 3; ++i) {
            INodeStaking.Conviction memory kept = staking.convictionOf(1, tasks[i].taskId);
            assertEq(kept.fault, i + 1, "fault");
            assertTrue(kept.digest == bytes16(tasks[i].digest), "digest");
            INodeStaking.Punishment memory again = aPunishment(1, 1_000);
            (again.taskId, again.fault) = (tasks[i].taskId, 7);
            expectError(
                abi.encodeWithSelector(INodeStaking.NodeStakingPunishedBefore.selector, 1, again.taskId, i + 1)
            );
            vm.prank(COURT);
            staking.punish(again);
            again.nodeId = 2;
            punish(again);
        }
        assertEq(staking.convictionOf(1, keccak256("another task")).fault, 0, "another task");
        assertEq(staking.convictionOf(3, tasks[0].taskId).fault, 0, "another node");
    }

    function test_stakes_areReadForManyNodes() public view {
        uint32[] memory nodeIds = new uint32[](2);
        (nodeIds[0], nodeIds[1]) = (2, 9);
        INodeStaking.StakeAccount[] memory accounts = staking.stakesOf(nodeIds);
        assertEq(accounts[0].active, STAKE, "a node");
        assertTrue(!accounts[1].opened, "no node");
    }

    function test_jailIsNeverShortened_andNeverBlocksTheWayOut() public {
        jail(1, type(uint32).max);
        jail(1, 5);
        assertEq(staking.stakeOf(1).jailedUntil, type(uint32).max, "jailedUntil");

        thaw(1, STAKE);
        vm.warp(block.timestamp + THAW);
        vm.prank(ownerOf(1));
        assertEq(staking.withdraw(1, ownerOf(1)), STAKE, "paid out");
    }

    function test_stakingNeedsItsCourt() public {
        expectError(abi.encodeWithSelector(INodeStaking.NodeStakingZeroAddress.selector));
        new NodeStaking(dollar, registry, THAW, windows(), address(0));
    }

    /// Invariant 6: the thaw covers every window in which a fault can still be punished.
    function test_thawShorterThanAllWindowsIsRefused() public {
        uint256 minimum = 7 days + 1 days + 3 days + 9 days + 1 days;
        assertEq(THAW, minimum, "the default is the least");
        expectError(abi.encodeWithSelector(INodeStaking.NodeStakingThawTooShort.selector, minimum - 1, minimum));
        new NodeStaking(dollar, registry, minimum - 1, windows(), COURT);
        assertTrue(staking.windows().jobDuration >= escrow.MAX_JOB_DURATION(), "jobs end in the window");
        assertTrue(staking.windows().voucherGrace >= escrow.GRACE(), "the grace is in the window");
    }

    function test_emptyProceedsAndForeignOpeningsAreRefused() public {
        expectError(abi.encodeWithSelector(INodeStaking.NodeStakingNoProceeds.selector, address(this)));
        staking.claimProceeds(STRANGER);
        expectError(abi.encodeWithSelector(INodeStaking.NodeStakingZeroAddress.selector));
        staking.claimProceeds(address(0));
        expectError(abi.encodeWithSelector(INodeStaking.NodeStakingNoProceeds.selector, FINDER));
        staking.burnProceeds(FINDER);
        expectError(
            abi.encodeWithSelector(INodeStaking.NodeStakingNotRegistry.selector, address(this), address(registry))
        );
        staking.openAccount(9);
    }

    function _punishment(
        uint32 nodeId,
        uint16 slashBps,
        address victim,
        address finder
    ) private returns (INodeStaking.Punishment memory punishment) {
        punishment = aPunishment(nodeId, slashBps);
        punishment.jailedUntil = uint32(time() + 7 days);
        (punishment.victim, punishment.finder, punishment.victimAmount) = (victim, finder, STAKE);
    }

    function thaw(uint32 nodeId, uint64 amount) private {
        vm.prank(ownerOf(nodeId));
        staking.thaw(nodeId, amount);
    }
}
