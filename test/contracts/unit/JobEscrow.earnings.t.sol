// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {JobEscrow} from "../../../contracts/JobEscrow.sol";
import {NodeStaking} from "../../../contracts/NodeStaking.sol";
import {IEscrowBalances} from "../../../contracts/interfaces/IEscrowBalances.sol";
import {IJobEscrow} from "../../../contracts/interfaces/IJobEscrow.sol";
import {INodeStaking} from "../../../contracts/interfaces/INodeStaking.sol";
import {JobId} from "../../../contracts/types/JobId.sol";
import {World} from "../support/World.sol";

contract EarningsTest is World {
    address private constant BURN = 0x000000000000000000000000000000000000dEaD;
    address private immutable KEY = vm.addr(SESSION);

    function test_ownerPullsWhatItsNodeEarned() public {
        earn(40_000);
        uint32[] memory nodeIds = new uint32[](1);
        nodeIds[0] = 1;

        expectEvent(address(escrow));
        emit IEscrowBalances.Pulled(ownerOf(1), STRANGER, 39_000, nodeIds);
        vm.prank(ownerOf(1));
        assertEq(escrow.pull(nodeIds, STRANGER), 39_000, "pulled");

        assertEq(dollar.balanceOf(STRANGER), 39_000, "tokens");
        assertEq(owedTo(1), 0, "owed");
        assertEq(escrow.accountOf(1).feesPaid, 1_000, "fees paid stay on record");
        assertEq(escrow.accountOf(1).open, 1_000_000, "open value stays");
    }

    function test_nodeNamedTwiceInOnePullIsPaidOnce() public {
        earn(40_000);
        uint32[] memory nodeIds = new uint32[](2);
        (nodeIds[0], nodeIds[1]) = (1, 1);
        vm.prank(ownerOf(1));
        assertEq(escrow.pull(nodeIds, ownerOf(1)), 39_000, "pulled");
    }

    function test_onlyTheOwnerPulls() public {
        earn(40_000);
        uint32[] memory nodeIds = new uint32[](1);
        nodeIds[0] = 1;
        expectError(abi.encodeWithSelector(IEscrowBalances.JobEscrowNotNodeOwner.selector, 1, ownerOf(1), ownerOf(2)));
        vm.prank(ownerOf(2));
        escrow.pull(nodeIds, ownerOf(2));

        expectError(abi.encodeWithSelector(IEscrowBalances.JobEscrowZeroAddress.selector));
        vm.prank(ownerOf(1));
        escrow.pull(nodeIds, address(0));
    }

    function test_feesAreSplitBetweenBurnAndTreasury_once() public {
        earn(40_040);
        expectEvent(address(escrow));
        emit IEscrowBalances.FeesCollected(500, 501);
        escrow.collectFees();
        assertEq(dollar.balanceOf(BURN), 500, "burned");
        assertEq(dollar.balanceOf(TREASURY), 501, "treasury");

        (uint256 burned, uint256 toTreasury) = escrow.collectFees();
        assertEq(burned + toTreasury, 0, "nothing is left");
    }

    function test_onlyTheRegistryOpensAccounts() public {
        expectError(abi.encodeWithSelector(IJobEscrow.JobEscrowNotRegistry.selector, address(this), address(registry)));
        escrow.openAccount(9);
        assertTrue(escrow.accountOf(1).opened && !escrow.accountOf(9).opened, "opened at registration");
    }

    function test_stakingForShorterJobsIsRefused() public {
        INodeStaking.Windows memory short = windows();
        short.jobDuration = uint32(6 days);
        NodeStaking other = new NodeStaking(dollar, registry, THAW, short, COURT);
        expectError(abi.encodeWithSelector(IJobEscrow.JobEscrowWindowsTooShort.selector, 6 days, 1 days));
        new JobEscrow(dollar, registry, other, TREASURY, GUARDIAN);
    }

    function test_pauseStopsDepositsAndNewJobs() public {
        uint40 until = pauseFor(72 hours);
        bytes memory paused = abi.encodeWithSelector(IEscrowBalances.JobEscrowPaused.selector, until);
        IJobEscrow.JobTerms memory terms = termsFor(1, 5);
        IEscrowBalances.Permit memory permit;
        IEscrowBalances.Authorization memory authorization;
        expectError(paused);
        escrow.deposit(1);
        expectError(paused);
        escrow.depositBySig(requester(1), 1, permit);
        expectError(paused);
        escrow.depositByAuthorization(requester(1), 1, authorization);
        expectError(paused);
        escrow.depositAndFund(1, permit, terms);
        expectError(paused);
        escrow.fund(terms);
        expectError(paused);
        escrow.fundBySig(requester(1), terms, "");
        vm.warp(until);
        fundJob(1, 5);
    }

    function test_pauseStopsAmend_butNothingThatPaysOut() public {
        JobId jobId = fundJob(1, 1_000);
        vm.warp(block.timestamp + 1 hours);
        uint40 until = pauseFor(72 hours);
        expectError(abi.encodeWithSelector(IEscrowBalances.JobEscrowPaused.selector, until));
        escrow.amend(jobId, KEY, new IJobEscrow.CapRaise[](0), new IJobEscrow.Allocation[](0));

        settleOne(row(jobId, 1, 0, 400));
        vm.prank(requester(1));
        escrow.close(jobId);
        vm.warp(block.timestamp + 1 days);
        escrow.release(jobId, KEY);
        vm.prank(requester(1));
        escrow.withdraw(RICH - 400);
        uint32[] memory nodeIds = new uint32[](1);
        nodeIds[0] = 1;
        vm.prank(ownerOf(1));
        escrow.pull(nodeIds, ownerOf(1));
        escrow.collectFees();
        assertEq(dollar.balanceOf(address(escrow)), 2 * RICH, "only the other requesters' money is left");
    }

    function test_pauseIsShort_andNotChained() public {
        uint256 latest = block.timestamp + 72 hours;
        expectPauseRefused(uint40(latest + 1), 0);
        expectPauseRefused(uint40(block.timestamp), 0);

        uint40 until = pauseFor(72 hours);
        vm.warp(until);
        uint256 earliest = uint256(until) + 7 days;
        expectPauseRefused(until + 1, earliest);
        vm.warp(earliest);
        pauseFor(1);
    }

    function test_guardianMayEndAPauseEarly() public {
        pauseFor(72 hours);
        vm.prank(GUARDIAN);
        escrow.unpause();
        assertEq(escrow.pausedUntil(), block.timestamp, "paused until now");
        fundJob(1, 5);

        uint256 before = escrow.pausedUntil();
        vm.warp(block.timestamp + 1);
        vm.prank(GUARDIAN);
        escrow.unpause();
        assertEq(escrow.pausedUntil(), before, "no pause, no change");
    }

    function test_onlyTheGuardianPauses() public {
        bytes memory refused = abi.encodeWithSelector(
            IEscrowBalances.JobEscrowNotGuardian.selector,
            STRANGER,
            GUARDIAN
        );
        expectError(refused);
        vm.prank(STRANGER);
        escrow.pause(uint40(block.timestamp + 1));
        expectError(refused);
        vm.prank(STRANGER);
        escrow.unpause();
    }

    function earn(uint48 total) private {
        settleOne(row(fundJob(1, 1_000_000), 1, 0, total));
    }

    function pauseFor(uint256 time) private returns (uint40 until) {
        until = uint40(block.timestamp + time);
        expectEvent(address(escrow));
        emit IEscrowBalances.Paused(until);
        vm.prank(GUARDIAN);
        escrow.pause(until);
    }

    function expectPauseRefused(uint40 until, uint256 earliest) private {
        expectError(
            abi.encodeWithSelector(
                IEscrowBalances.JobEscrowPauseRefused.selector,
                until,
                block.timestamp + 72 hours,
                earliest
            )
        );
        vm.prank(GUARDIAN);
        escrow.pause(until);
    }
}
