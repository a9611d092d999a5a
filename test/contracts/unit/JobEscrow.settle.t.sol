// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IJobEscrow} from "../../../contracts/interfaces/IJobEscrow.sol";
import {JobId} from "../../../contracts/types/JobId.sol";
import {Vm} from "../support/Base.sol";
import {World} from "../support/World.sol";

contract SettleTest is World {
    uint48 private constant CAP = 1_000_000;

    function test_paysWhatAVoucherProves() public {
        JobId jobId = fundJob(2, CAP);
        uint256 head = headOf(jobId, 2, 1, 40_000);
        uint256[] memory reported = new uint256[](1);
        reported[0] = head;

        expectEvent(address(escrow));
        emit IJobEscrow.Settled(address(this), 39_000, 1_000, reported);
        uint256 net = settleOne(rowBy(SESSION, head));

        assertEq(net, 39_000, "net is the total without 2.5 %");
        assertEq(owedTo(2), 39_000, "owed");
        assertEq(escrow.accountOf(2).feesPaid, 1_000, "fees paid by the node");
        (uint256 taken, ) = escrow.fees();
        assertEq(taken, 1_000, "fees taken");
        assertEq(claimedOf(jobId, 1), 40_000, "claimed");
        assertEq(owedTo(1), 0, "the other node gained nothing");
    }

    function test_laterVoucherPaysOnlyTheDifference() public {
        JobId jobId = fundJob(1, CAP);
        settleOne(row(jobId, 1, 0, 100));

        settleOne(row(jobId, 1, 0, 250));

        assertEq(claimedOf(jobId, 0), 250, "claimed");
        assertEq(owedTo(1), 250 - escrow.feeOn(250), "owed");
    }

    function test_replayAndShrinkingVoucherAreStale() public {
        JobId jobId = fundJob(1, CAP);
        settleOne(row(jobId, 1, 0, 500));

        assertStatus(row(jobId, 1, 0, 500), IJobEscrow.RowStatus.Stale);
        assertStatus(row(jobId, 1, 0, 499), IJobEscrow.RowStatus.Stale);
        assertStatus(row(jobId, 1, 0, 0), IJobEscrow.RowStatus.Stale);
        assertEq(claimedOf(jobId, 0), 500, "claimed");
    }

    function test_voucherAboveTheCapIsPaidUpToIt_andTheRestAfterARaise() public {
        JobId jobId = fundJob(1, 100);
        IJobEscrow.Row memory voucher = row(jobId, 1, 0, 150);
        assertStatus(voucher, IJobEscrow.RowStatus.Capped);
        assertEq(claimedOf(jobId, 0), 100, "claimed up to the cap");
        assertStatus(voucher, IJobEscrow.RowStatus.Stale);

        IJobEscrow.CapRaise[] memory raised = new IJobEscrow.CapRaise[](1);
        raised[0] = IJobEscrow.CapRaise(0, 60);
        vm.prank(requester(1));
        escrow.amend(jobId, vm.addr(SESSION), raised, new IJobEscrow.Allocation[](0));

        assertStatus(voucher, IJobEscrow.RowStatus.Paid);
        assertEq(claimedOf(jobId, 0), 150, "the same voucher pays the rest");
    }

    /// Trap 1: the index is signed, so one voucher is never paid at two positions.
    function test_voucherOfOnePositionIsNotPaidAtAnother() public {
        JobId jobId = fundJob(2, CAP);
        IJobEscrow.Row memory voucher = row(jobId, 1, 0, 500);
        voucher.head = headOf(jobId, 1, 1, 500);
        assertStatus(voucher, IJobEscrow.RowStatus.UnknownAllocation);
        voucher.head = headOf(jobId, 2, 1, 500);
        assertStatus(voucher, IJobEscrow.RowStatus.UnknownAllocation);
        assertEq(owedTo(1) + owedTo(2), 0, "nothing was paid");
    }

    function test_strangersVoucherFindsNoAllocation() public {
        JobId jobId = fundJob(1, CAP);
        uint256 head = headOf(jobId, 1, 0, 500);
        assertStatus(rowBy(0xBAD, head), IJobEscrow.RowStatus.UnknownAllocation);
    }

    /// Trap 6: one session key for two jobs is harmless, since the voucher names the job.
    function test_sameSessionKeyInTwoJobs_paysOnlyTheNamedJob() public {
        JobId first = fundJob(1, CAP);
        JobId second = fundJob(1, CAP);
        settleOne(row(first, 1, 0, 700));
        assertEq(claimedOf(first, 0), 700, "first");
        assertEq(claimedOf(second, 0), 0, "second");
    }

    /// Trap 4: no row can revert the batch.
    function test_badRowsAreSkippedAndReported() public {
        JobId jobId = fundJob(2, CAP);
        IJobEscrow.Row[] memory rows = new IJobEscrow.Row[](7);
        rows[0] = row(jobId, 1, 0, 1_000);
        rows[1] = IJobEscrow.Row(headOf(jobId, 2, 1, 1_000), bytes32(0), bytes32(0));
        rows[2] = IJobEscrow.Row(headOf(jobId, 2, 1, 1_000), bytes32(uint256(1)), bytes32(ORDER >> 1));
        rows[3] = row(jobId, 2, 255, 1_000);
        rows[4] = row(jobId, 0, 9, 1_000);
        rows[5] = row(JobId.wrap(bytes20(uint160(77))), 1, 0, type(uint48).max);
        rows[6] = row(jobId, 2, 1, 2_000);
        rows[6].head |= uint256(0xff) << 248;

        uint8[] memory statuses = statusesOf(rows);

        assertEq(statuses[0], uint256(IJobEscrow.RowStatus.Paid), "good row");
        assertEq(statuses[1], uint256(IJobEscrow.RowStatus.BadSignature), "zero signature");
        assertTrue(statuses[2] >= uint256(IJobEscrow.RowStatus.BadSignature), "nonsense signature");
        assertEq(statuses[3], uint256(IJobEscrow.RowStatus.UnknownAllocation), "position 255");
        assertEq(statuses[4], uint256(IJobEscrow.RowStatus.UnknownAllocation), "node zero");
        assertEq(statuses[5], uint256(IJobEscrow.RowStatus.UnknownAllocation), "unknown job");
        assertEq(statuses[6], uint256(IJobEscrow.RowStatus.Paid), "dirty top bits do not count");
        assertEq(owedTo(1) + owedTo(2), 3_000 - escrow.feeOn(1_000) - escrow.feeOn(2_000), "good rows are paid");
    }

    /// A signature with a high s is the twin of a good one; it is refused, and could not pay twice anyway.
    function test_malleableTwinIsABadSignature() public {
        JobId jobId = fundJob(1, CAP);
        IJobEscrow.Row memory good = row(jobId, 1, 0, 500);
        uint256 s = uint256(good.vs) & (type(uint256).max >> 1);
        IJobEscrow.Row memory twin = good;
        twin.vs = bytes32((~uint256(good.vs) & (1 << 255)) | ((ORDER - s) & (type(uint256).max >> 1)));
        assertTrue(statusOf(twin) >= uint256(IJobEscrow.RowStatus.BadSignature), "twin");
        assertEq(claimedOf(jobId, 0), 0, "claimed");
    }

    /// Trap 9: settle reads no job, a released job just has no allocation.
    function test_releasedJobPaysNothing() public {
        JobId jobId = fundJob(1, CAP);
        vm.warp(block.timestamp + 1 hours + 1 days);
        escrow.release(jobId, vm.addr(SESSION));
        assertStatus(row(jobId, 1, 0, 500), IJobEscrow.RowStatus.UnknownAllocation);
        assertEq(owedTo(1), 0, "owed");
    }

    function test_voucherIsStillPaidAfterTheGraceUntilSomebodyReleases() public {
        JobId jobId = fundJob(1, CAP);
        vm.warp(block.timestamp + 30 days);
        assertStatus(row(jobId, 1, 0, 500), IJobEscrow.RowStatus.Paid);
    }

    function test_inactiveAndJailedNodesAreStillPaid() public {
        JobId jobId = fundJob(1, CAP);
        vm.prank(ownerOf(1));
        registry.setActive(1, false);
        jail(1, type(uint32).max);
        assertStatus(row(jobId, 1, 0, 500), IJobEscrow.RowStatus.Paid);
    }

    function test_tooManyRowsAreRefused() public {
        uint256 most = escrow.MAX_ROWS();
        IJobEscrow.Row[] memory rows = new IJobEscrow.Row[](most + 1);
        expectError(abi.encodeWithSelector(IJobEscrow.JobEscrowTooManyRows.selector, most + 1, most));
        escrow.settle(rows);
        IJobEscrow.RootRow[] memory rootRows = new IJobEscrow.RootRow[](most + 1);
        expectError(abi.encodeWithSelector(IJobEscrow.JobEscrowTooManyRows.selector, most + 1, most));
        escrow.settleWithRoots(rootRows);
    }

    /// Trap 10: the largest batch fits in a transaction.
    function test_largestBatchStaysBelowTheTransactionCap() public {
        JobId jobId = fundJob(1, CAP);
        uint256 count = escrow.MAX_ROWS();
        IJobEscrow.Row[] memory rows = new IJobEscrow.Row[](count);
        for (uint256 i; i < count; ++i) rows[i] = row(jobId, 1, 0, uint48(i + 1));
        uint256 before = gasleft();
        escrow.settle(rows);
        assertTrue(before - gasleft() < 16_000_000, "gas of 512 rows");
        assertEq(claimedOf(jobId, 0), count, "claimed");
    }

    function test_emptyBatchPaysNothing() public {
        assertEq(escrow.settle(new IJobEscrow.Row[](0)), 0, "net");
    }

    function assertStatus(IJobEscrow.Row memory one, IJobEscrow.RowStatus expected) private {
        assertEq(statusOf(one), uint256(expected), "row status");
    }

    function statusOf(IJobEscrow.Row memory one) private returns (uint256) {
        IJobEscrow.Row[] memory rows = new IJobEscrow.Row[](1);
        rows[0] = one;
        return statusesOf(rows)[0];
    }

    function statusesOf(IJobEscrow.Row[] memory rows) private returns (uint8[] memory statuses) {
        vm.recordLogs();
        escrow.settle(rows);
        Vm.Log[] memory logs = vm.getRecordedLogs();
        (, , uint256[] memory reported) = abi.decode(logs[0].data, (uint256, uint256, uint256[]));
        statuses = new uint8[](reported.length);
        for (uint256 i; i < reported.length; ++i) {
            assertEq(uint248(reported[i]), uint248(rows[i].head), "reported head");
            statuses[i] = uint8(reported[i] >> 248);
        }
    }
}
