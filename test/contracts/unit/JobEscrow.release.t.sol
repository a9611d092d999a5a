// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IJobEscrow} from "../../../contracts/interfaces/IJobEscrow.sol";
import {JobId} from "../../../contracts/types/JobId.sol";
import {World} from "../support/World.sol";

contract ReleaseTest is World {
    uint48 private constant CAP = 1_000;
    address private immutable KEY = vm.addr(SESSION);

    function test_closeStartsTheGrace() public {
        JobId jobId = fundJob(1, CAP);
        uint40 endsAt = uint40(block.timestamp + 10);
        vm.warp(endsAt);

        expectEvent(address(escrow));
        emit IJobEscrow.JobClosed(jobId, endsAt);
        vm.prank(requester(1));
        escrow.close(jobId);

        assertEq(escrow.jobOf(jobId).endsAt, endsAt, "endsAt");
        vm.warp(endsAt + 1 days - 1);
        expectError(
            abi.encodeWithSelector(
                IJobEscrow.JobEscrowInGrace.selector,
                jobId,
                uint256(endsAt) + 1 days,
                block.timestamp
            )
        );
        escrow.release(jobId, KEY);
        vm.warp(endsAt + 1 days);
        vm.prank(STRANGER);
        assertEq(escrow.release(jobId, KEY), CAP, "refund");
    }

    function test_closeAfterTheDeadlineKeepsTheDeadline() public {
        JobId jobId = fundJob(1, CAP);
        uint40 deadline = escrow.jobOf(jobId).endsAt;
        vm.warp(deadline + 5);
        vm.prank(requester(1));
        escrow.close(jobId);
        assertEq(escrow.jobOf(jobId).endsAt, deadline, "endsAt");
    }

    function test_onlyTheRequesterCloses_andOnlyOnce() public {
        JobId jobId = fundJob(1, CAP);
        expectError(abi.encodeWithSelector(IJobEscrow.JobEscrowNotRequester.selector, jobId, requester(1), STRANGER));
        vm.prank(STRANGER);
        escrow.close(jobId);

        vm.prank(requester(1));
        escrow.close(jobId);
        expectError(unexpected(jobId, IJobEscrow.JobStatus.Closing));
        vm.prank(requester(1));
        escrow.close(jobId);
    }

    function test_releaseReturnsWhatNobodyClaimed() public {
        JobId jobId = fundJob(3, CAP);
        settleOne(row(jobId, 1, 0, 600));
        settleOne(row(jobId, 3, 2, CAP));
        vm.warp(block.timestamp + 1 hours + 1 days);

        expectEvent(address(escrow));
        emit IJobEscrow.JobReleased(jobId, requester(1), 1_400);
        uint256 refund = escrow.release(jobId, KEY);

        assertEq(refund, 1_400, "refund");
        assertEq(escrow.freeBalanceOf(requester(1)), RICH - 1_600, "free");
        assertEq(escrow.allocationsOf(jobId, KEY).length, 0, "allocations are gone");
        for (uint32 nodeId = 1; nodeId <= 3; ++nodeId) assertEq(escrow.accountOf(nodeId).open, 0, "open value");
        expectError(unexpected(jobId, IJobEscrow.JobStatus.Released));
        escrow.release(jobId, KEY);
        expectError(unexpected(jobId, IJobEscrow.JobStatus.Released));
        escrow.releaseDone(jobId, KEY, new IJobEscrow.Done[](3));
    }

    function test_wrongSessionKeyAndUnknownJobAreRefused() public {
        JobId jobId = fundJob(1, CAP);
        vm.warp(block.timestamp + 30 days);
        expectError(abi.encodeWithSelector(IJobEscrow.JobEscrowWrongSessionKey.selector, jobId, STRANGER));
        escrow.release(jobId, STRANGER);
        JobId unknown = JobId.wrap(bytes20(uint160(5)));
        expectError(unexpected(unknown, IJobEscrow.JobStatus.None));
        escrow.release(unknown, KEY);
    }

    function test_everyNodesDoneReleasesAtOnce() public {
        JobId jobId = fundJob(3, CAP);
        settleOne(row(jobId, 2, 1, 300));
        IJobEscrow.Done[] memory done = doneOfAll(jobId);
        done[1] = doneBy(signerKey(2), jobId, 2, 300);
        vm.prank(STRANGER);
        assertEq(escrow.releaseDone(jobId, KEY, done), 2_700, "refund");
    }

    /// Trap 8: a Done names the total, so an unsettled last voucher blocks the early release.
    function test_unsettledVoucherBlocksTheEarlyRelease() public {
        JobId jobId = fundJob(2, CAP);
        settleOne(row(jobId, 2, 1, 300));
        IJobEscrow.Done[] memory done = doneOfAll(jobId);
        done[1] = doneBy(signerKey(2), jobId, 2, 301);
        expectError(abi.encodeWithSelector(IJobEscrow.JobEscrowUnsettled.selector, jobId, 2, 301, 300));
        escrow.releaseDone(jobId, KEY, done);

        settleOne(row(jobId, 2, 1, 301));
        assertEq(escrow.releaseDone(jobId, KEY, done), 2 * CAP - 301, "refund");
    }

    function test_doneOfAnotherSignerJobOrNodeIsRefused() public {
        JobId jobId = fundJob(2, CAP);
        JobId other = fundJob(2, CAP);
        IJobEscrow.Done[] memory done = doneOfAll(jobId);
        done[1] = doneBy(signerKey(1), jobId, 2, 0);
        expectError(abi.encodeWithSelector(IJobEscrow.JobEscrowBadDone.selector, jobId, 2, vm.addr(signerKey(1))));
        escrow.releaseDone(jobId, KEY, done);

        IJobEscrow.Done[] memory foreign = doneOfAll(other);
        (bool ok, ) = address(escrow).call(abi.encodeCall(IJobEscrow.releaseDone, (jobId, KEY, foreign)));
        assertTrue(!ok, "a Done of another job");

        done[1] = IJobEscrow.Done(0, 0, 0);
        expectError(abi.encodeWithSelector(IJobEscrow.JobEscrowBadDone.selector, jobId, 2, address(0)));
        escrow.releaseDone(jobId, KEY, done);

        expectError(abi.encodeWithSelector(IJobEscrow.JobEscrowDoneCount.selector, jobId, 1, 2));
        escrow.releaseDone(jobId, KEY, new IJobEscrow.Done[](1));
    }

    /// Trap 8: a signer that was rotated out still speaks for the node until its thaw has passed.
    function test_oldSignersDoneCountsUntilItsThawHasPassed() public {
        IJobEscrow.JobTerms memory terms = termsFor(1, CAP);
        vm.prank(requester(1));
        JobId jobId = escrow.fund(terms);
        vm.prank(ownerOf(1));
        registry.rotateSigner(1, vm.addr(0x1234));
        IJobEscrow.Done[] memory done = doneOfAll(jobId);

        uint256 rotatedAt = block.timestamp;
        vm.warp(rotatedAt + THAW + 1);
        expectError(abi.encodeWithSelector(IJobEscrow.JobEscrowBadDone.selector, jobId, 1, vm.addr(signerKey(1))));
        escrow.releaseDone(jobId, KEY, done);
        vm.warp(rotatedAt + THAW);
        escrow.releaseDone(jobId, KEY, done);
    }

    function test_amendAddsNodesAndRaisesCaps() public {
        JobId jobId = fundJob(3, CAP);
        IJobEscrow.CapRaise[] memory raised = new IJobEscrow.CapRaise[](1);
        raised[0] = IJobEscrow.CapRaise(1, 250);
        IJobEscrow.Allocation[] memory added = new IJobEscrow.Allocation[](1);
        added[0] = IJobEscrow.Allocation(4, 70);

        expectEvent(address(escrow));
        emit IJobEscrow.JobAmended(jobId, raised, added);
        vm.prank(requester(1));
        escrow.amend(jobId, KEY, raised, added);

        IJobEscrow.AllocationView[] memory all = escrow.allocationsOf(jobId, KEY);
        assertEq(all.length, 4, "allocations");
        assertEq(all[1].cap, CAP + 250, "raised cap");
        assertEq(all[2].nodeId, 3, "the lane beside the new one stays");
        assertEq(all[3].nodeId, 4, "added node");
        assertEq(all[3].cap, 70, "added cap");
        assertEq(escrow.freeBalanceOf(requester(1)), RICH - 3 * CAP - 320, "free");
        assertEq(escrow.accountOf(2).open, CAP + 250, "open value");
        settleOne(row(jobId, 4, 3, 70));
        assertEq(claimedOf(jobId, 3), 70, "the added node is paid");
    }

    /// Trap 1: a cap is raised by position; naming the node again is refused.
    function test_amendRefusesANodeThatTheJobHas() public {
        JobId jobId = fundJob(2, CAP);
        IJobEscrow.Allocation[] memory added = new IJobEscrow.Allocation[](1);
        added[0] = IJobEscrow.Allocation(2, 70);
        expectAmendRefused(
            jobId,
            new IJobEscrow.CapRaise[](0),
            added,
            abi.encodeWithSelector(IJobEscrow.JobEscrowDuplicateNode.selector, 2)
        );
    }

    function test_badRaisesAreRefused() public {
        JobId jobId = fundJob(2, CAP);
        IJobEscrow.Allocation[] memory none = new IJobEscrow.Allocation[](0);
        IJobEscrow.CapRaise[] memory raised = new IJobEscrow.CapRaise[](1);
        raised[0] = IJobEscrow.CapRaise(2, 1);
        bytes memory unknown = abi.encodeWithSelector(IJobEscrow.JobEscrowUnknownIndex.selector, jobId, 2, 2);
        expectAmendRefused(jobId, raised, none, unknown);
        raised[0] = IJobEscrow.CapRaise(1, 0);
        expectAmendRefused(jobId, raised, none, abi.encodeWithSelector(IJobEscrow.JobEscrowBadCap.selector, 2, CAP));
        raised[0] = IJobEscrow.CapRaise(1, type(uint48).max);
        expectAmendRefused(
            jobId,
            raised,
            none,
            abi.encodeWithSelector(IJobEscrow.JobEscrowBadCap.selector, 2, uint256(type(uint48).max) + CAP)
        );
    }

    function test_amendIsForTheRequester_beforeTheEnd_withTheKey() public {
        JobId jobId = fundJob(2, CAP);
        IJobEscrow.Allocation[] memory none = new IJobEscrow.Allocation[](0);
        IJobEscrow.CapRaise[] memory raised = new IJobEscrow.CapRaise[](0);
        expectError(
            abi.encodeWithSelector(IJobEscrow.JobEscrowNotRequester.selector, jobId, requester(1), address(this))
        );
        escrow.amend(jobId, KEY, raised, none);

        expectError(abi.encodeWithSelector(IJobEscrow.JobEscrowWrongSessionKey.selector, jobId, STRANGER));
        vm.prank(requester(1));
        escrow.amend(jobId, STRANGER, raised, none);

        uint40 endsAt = escrow.jobOf(jobId).endsAt;
        vm.warp(endsAt);
        expectAmendRefused(
            jobId,
            raised,
            none,
            abi.encodeWithSelector(IJobEscrow.JobEscrowEnded.selector, jobId, endsAt, endsAt)
        );
        vm.prank(requester(1));
        escrow.close(jobId);
        expectAmendRefused(jobId, raised, none, unexpected(jobId, IJobEscrow.JobStatus.Closing));
    }

    function expectAmendRefused(
        JobId jobId,
        IJobEscrow.CapRaise[] memory raised,
        IJobEscrow.Allocation[] memory added,
        bytes memory encodedError
    ) private {
        expectError(encodedError);
        vm.prank(requester(1));
        escrow.amend(jobId, KEY, raised, added);
    }

    function doneOfAll(JobId jobId) private view returns (IJobEscrow.Done[] memory done) {
        done = new IJobEscrow.Done[](escrow.jobOf(jobId).count);
        for (uint256 i; i < done.length; ++i) done[i] = doneBy(signerKey(i + 1), jobId, uint32(i + 1), 0);
    }

    function unexpected(JobId jobId, IJobEscrow.JobStatus actual) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IJobEscrow.JobEscrowUnexpectedStatus.selector, jobId, actual);
    }
}
