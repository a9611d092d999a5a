// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ICourtCases} from "../../../contracts/interfaces/ICourtCases.sol";
import {ICourtFaults} from "../../../contracts/interfaces/ICourtFaults.sol";
import {ICourtProbes} from "../../../contracts/interfaces/ICourtProbes.sol";
import {ISignedEvidence} from "../../../contracts/interfaces/ISignedEvidence.sol";
import {LeafOpening} from "../../../contracts/libraries/RaceTranscript.sol";
import {Receipt} from "../../../contracts/libraries/Receipts.sol";
import {BenchWorld} from "../support/BenchWorld.sol";

/// @notice Probes, duties, juries and appeals, step by step.
contract VerifierBenchTest is BenchWorld {
    // Verifiers

    function test_join_needsStakeAndASpeaker() public {
        uint32 poor = addNode(20);
        vm.prank(ownerOf(20));
        expectError(abi.encodeWithSelector(ICourtProbes.ProbeCourtVerifierStake.selector, poor, 0, 100 * DOLLAR));
        bench.joinVerifiers(poor);

        expectError(abi.encodeWithSelector(ISignedEvidence.ProbeCourtNotSpeaker.selector, 1, address(this)));
        bench.joinVerifiers(1);
    }

    function test_leave_isForTheVerifierOrForAnyoneOnceItsStakeIsGone() public {
        expectError(abi.encodeWithSelector(ISignedEvidence.ProbeCourtNotSpeaker.selector, 5, address(this)));
        bench.leaveVerifiers(5);

        vm.prank(ownerOf(5));
        staking.thaw(5, STAKE);
        bench.leaveVerifiers(5);
        assertEq(bench.verifiers().length, VERIFIERS - 1, "left");

        expectError(abi.encodeWithSelector(ICourtProbes.ProbeCourtListing.selector, 5, false));
        bench.leaveVerifiers(5);
        vm.prank(vm.addr(signerKey(6)));
        expectError(abi.encodeWithSelector(ICourtProbes.ProbeCourtListing.selector, 6, true));
        bench.joinVerifiers(6);
    }

    // Probes

    function test_probe_thatPassedCountsForTheNodeAndPaysTheVerifier() public {
        uint256 before = ledger.termsOf(1, 0).quality;
        Probe memory probe = aProbe(5);
        fillPool(DOLLAR);

        vm.prank(ownerOf(5));
        bench.reportProbe(5, probe.epoch, probe.opening, probe.signed, true, keccak256("stats"));

        uint32 nodeId = probe.signed.receipt.nodeId;
        assertEq(ledger.termsOf(nodeId, 0).passed, 1_000, "passed");
        assertTrue(ledger.termsOf(nodeId, 0).quality > before, "quality rose");
        vm.startPrank(ownerOf(5));
        uint256 reward = bench.rewardDuty(5, probe.epoch);
        assertEq(reward, DOLLAR / 50, "reward");
        assertEq(bench.creditOf(ownerOf(5)), DOLLAR / 50, "credit");
        expectError(abi.encodeWithSelector(ICourtProbes.ProbeCourtDutyOpen.selector, 5, probe.epoch, 1, 1));
        bench.rewardDuty(5, probe.epoch);
        vm.stopPrank();
    }

    function test_duty_thatWasSkippedEarnsNothing() public {
        Probe memory probe = aProbe(5);
        vm.startPrank(vm.addr(signerKey(5)));
        expectError(abi.encodeWithSelector(ICourtProbes.ProbeCourtDutyOpen.selector, 5, probe.epoch, 0, 1));
        bench.rewardDuty(5, probe.epoch);

        expectError(abi.encodeWithSelector(ICourtProbes.ProbeCourtNodeServes.selector, probe.drawn));
        bench.skipProbe(5, probe.epoch, 0);
        vm.stopPrank();
        vm.prank(ownerOf(probe.drawn));
        registry.setActive(probe.drawn, false);
        vm.startPrank(vm.addr(signerKey(5)));
        bench.skipProbe(5, probe.epoch, 0);
        assertEq(bench.rewardDuty(5, probe.epoch), 0, "a skip is no work");
        vm.stopPrank();
    }

    function test_probe_isReportedOnceForTheDrawnNodeAndAsCommitted() public {
        Probe memory probe = aProbe(5);
        uint32 other = probe.drawn == 1 ? 2 : 1;
        ISignedEvidence.SignedReceipt memory foreign = signedReceipt(aReceipt(other, keccak256("root"), 1));
        vm.startPrank(ownerOf(5));
        expectError(abi.encodeWithSelector(ICourtProbes.ProbeCourtNotDrawn.selector, other, probe.drawn));
        bench.reportProbe(5, probe.epoch, probe.opening, foreign, true, 0);

        probe.opening.promptHash = keccak256("another prompt");
        expectError(abi.encodeWithSelector(ICourtProbes.ProbeCourtForeignProbe.selector, 5, probe.epoch, 0));
        bench.reportProbe(5, probe.epoch, probe.opening, probe.signed, true, 0);
        probe.opening.promptHash = keccak256("prompt");

        bench.reportProbe(5, probe.epoch, probe.opening, probe.signed, true, 0);
        expectError(abi.encodeWithSelector(ICourtProbes.ProbeCourtProbeDone.selector, 5, probe.epoch, 0));
        bench.reportProbe(5, probe.epoch, probe.opening, probe.signed, true, 0);
        vm.stopPrank();
    }

    function test_pass_ofAnUnpaidReceiptCountsForNothing() public {
        Probe memory probe = aProbe(5);
        Receipt memory unpaid = aReceipt(probe.drawn, keccak256("root"), 1);
        ISignedEvidence.SignedReceipt memory signed = signedReceipt(unpaid);
        vm.prank(ownerOf(5));
        expectError(
            abi.encodeWithSelector(ICourtProbes.ProbeCourtNotPaid.selector, probe.drawn, probe.opening.sessionKey)
        );
        bench.reportProbe(5, probe.epoch, probe.opening, signed, true, 0);
    }

    function test_secret_isGivenAfterTheEpochAndFitsItsCommitment() public {
        uint32 epoch = commitOne(5);
        uint256 from = (uint256(epoch) + 1) * 1 days;
        expectError(abi.encodeWithSelector(ICourtProbes.ProbeCourtWrongTime.selector, time(), from, from + 1 days));
        bench.revealSecret(5, epoch, SECRET);
        assertEq(bench.dutyOf(5, epoch, 0), 0, "nobody knows the duty yet");

        vm.warp(from);
        expectError(abi.encodeWithSelector(ICourtProbes.ProbeCourtBadSecret.selector, 5, epoch));
        bench.revealSecret(5, epoch, keccak256("another secret"));
        bench.revealSecret(5, epoch, SECRET);
        expectError(abi.encodeWithSelector(ICourtProbes.ProbeCourtBadSecret.selector, 5, epoch));
        bench.revealSecret(5, epoch, SECRET);
    }

    function test_batch_isCommittedOnceWithOneToSixteenProbes() public {
        uint32 epoch = commitOne(5);
        vm.startPrank(ownerOf(5));
        expectError(abi.encodeWithSelector(ICourtProbes.ProbeCourtBadBatch.selector, 5, epoch, 1));
        bench.commitProbes(5, 0, 0, 1);
        vm.stopPrank();
        vm.startPrank(ownerOf(6));
        expectError(abi.encodeWithSelector(ICourtProbes.ProbeCourtBadBatch.selector, 6, epoch, 17));
        bench.commitProbes(6, 0, 0, 17);
        vm.stopPrank();
        vm.prank(ownerOf(1));
        expectError(abi.encodeWithSelector(ICourtProbes.ProbeCourtListing.selector, 1, false));
        bench.commitProbes(1, 0, 0, 1);
    }

    function test_lazyPass_costsTheVerifierItsStake() public {
        Probe memory probe = aProbe(5);
        vm.prank(ownerOf(5));
        bench.reportProbe(5, probe.epoch, probe.opening, probe.signed, true, 0);
        bytes32 digest = court.receiptDigest(probe.signed.receipt);
        expectError(abi.encodeWithSelector(ICourtProbes.ProbeCourtNoPass.selector, digest));
        bench.punishLazyPass(probe.signed);

        court.proveRaceFault(probe.signed, SEED, probe.leaf, probe.better, address(0));
        bench.punishLazyPass(probe.signed);

        assertEq(slashedOf(5), STAKE / 5, "slashed");
        assertTrue(court.convictionOf(5, probe.signed.receipt.taskId).fault == ICourtFaults.Fault.LazyPass, "fault");
        bench.punishLazyPass(probe.signed);
        assertEq(slashedOf(5), STAKE / 5, "once");
    }

    /// @dev A node can't frame a verifier by signing a second, faulty receipt for the task that was passed.
    function test_lazyPass_isNotProvenByAnotherReceiptOfTheTask() public {
        Probe memory probe = aProbe(5);
        ISignedEvidence.SignedReceipt memory good = probe.signed;
        vm.prank(ownerOf(5));
        bench.reportProbe(5, probe.epoch, probe.opening, good, true, 0);
        Receipt memory second = abi.decode(abi.encode(good.receipt), (Receipt));
        second.amount += 1;
        ISignedEvidence.SignedReceipt memory bad = signedReceipt(second);
        court.proveRaceFault(bad, SEED, probe.leaf, probe.better, address(0));

        bytes32 digest = court.receiptDigest(good.receipt);
        expectError(abi.encodeWithSelector(ICourtProbes.ProbeCourtNoPass.selector, digest));
        bench.punishLazyPass(good);
    }

    // Cases

    function test_case_isRefusedForATaskThatWasPunished() public {
        (ISignedEvidence.SignedReceipt memory signed, LeafOpening memory opening, uint256 better) = faulty(1);
        signed.receipt.jobId = fundJob(1, uint48(DOLLAR));
        signed = signedReceipt(signed.receipt);
        court.proveRaceFault(signed, SEED, opening, better, address(0));
        vm.prank(requester(1));
        expectError(
            abi.encodeWithSelector(
                ICourtCases.ProbeCourtPunishedBefore.selector,
                1,
                signed.receipt.taskId,
                ICourtFaults.Fault.Race
            )
        );
        bench.openCase(signed, keccak256("evidence"), 0);
    }

    function test_case_endsInASlashWhenTheJuryFindsGuilt() public {
        uint256 caseId = openOne();
        uint32 nodeId = bench.caseOf(caseId).nodeId;
        draw(caseId);
        vote(caseId, 3, 0);
        assertTrue(bench.caseOf(caseId).verdict == ICourtCases.Verdict.Guilty, "guilty");
        fillPool(DOLLAR);

        vm.warp(time() + 27 hours);
        bench.advance(caseId);

        assertEq(slashedOf(nodeId), STAKE / 5, "slashed");
        assertEq(bench.creditOf(requester(1)), 5 * DOLLAR, "the accuser's bond is back");
        assertTrue(bench.caseOf(caseId).phase == ICourtCases.Phase.Closed, "closed");
        uint32[] memory jury = bench.juryOf(caseId, 0);
        for (uint256 i; i < jury.length; ++i) {
            assertEq(bench.creditOf(ownerOf(jury[i])), DOLLAR / 10, "fee");
            assertTrue(jury[i] != nodeId, "nobody judges himself");
        }
    }

    function test_case_thatIsLostCostsTheAccuserTheBond() public {
        uint256 caseId = openOne();
        uint32 nodeId = bench.caseOf(caseId).nodeId;
        draw(caseId);
        vote(caseId, 1, 2);
        vm.warp(time() + 27 hours);
        bench.advance(caseId);

        assertEq(slashedOf(nodeId), 0, "not slashed");
        assertEq(bench.creditOf(requester(1)), 0, "bond lost");
        assertEq(bench.pool(), 5 * DOLLAR - (2 * DOLLAR) / 10, "the bond pays the jurors and fills the pool");
    }

    function test_appeal_overturnsAndMovesTheBonds() public {
        uint256 caseId = openOne();
        uint32 nodeId = bench.caseOf(caseId).nodeId;
        draw(caseId);
        vote(caseId, 3, 0);
        appealBy(ownerOf(nodeId), caseId, 10 * DOLLAR);
        draw(caseId);
        assertEq(bench.juryOf(caseId, 1).length, 5, "a larger jury, of half of the verifiers");
        vote(caseId, 0, 5);
        vm.warp(time() + 27 hours);
        bench.advance(caseId);

        assertEq(slashedOf(nodeId), 0, "not slashed");
        assertEq(bench.creditOf(ownerOf(nodeId)), 10 * DOLLAR, "the defence's bond is back");
        assertEq(bench.creditOf(requester(1)), 0, "the accuser's is not");
    }

    function test_appeal_stopsAtTheLargestJury() public {
        uint256 caseId = openOne();
        uint32 nodeId = bench.caseOf(caseId).nodeId;
        draw(caseId);
        vote(caseId, 3, 0);
        appealBy(ownerOf(nodeId), caseId, 10 * DOLLAR);
        draw(caseId);
        vote(caseId, 0, 5);
        appealBy(STRANGER, caseId, 20 * DOLLAR);
        draw(caseId);
        uint256 seated = bench.juryOf(caseId, 2).length;
        vote(caseId, seated, 0);

        assertTrue(bench.caseOf(caseId).phase == ICourtCases.Phase.Closed, "closed at once");
        assertEq(slashedOf(nodeId), STAKE / 5, "slashed");
        assertEq(bench.creditOf(STRANGER), 20 * DOLLAR, "the second appeal won");
        assertEq(bench.creditOf(requester(1)), 5 * DOLLAR, "and so did the accuser");
        assertEq(bench.creditOf(ownerOf(nodeId)), 0, "the defence lost");
    }

    function test_hungCase_givesEveryBondBack() public {
        uint256 caseId = openOne();
        for (uint256 level; level < 3; ++level) {
            draw(caseId);
            vm.warp(time() + 22 hours);
            bench.advance(caseId);
            bench.advance(caseId);
        }

        assertTrue(bench.caseOf(caseId).phase == ICourtCases.Phase.Closed, "closed");
        assertTrue(bench.caseOf(caseId).verdict == ICourtCases.Verdict.Hung, "hung");
        assertEq(bench.creditOf(requester(1)), 5 * DOLLAR, "bond back");
    }

    function test_case_withoutABeaconEndsHung() public {
        uint256 caseId = openOne();
        ICourtCases.Case memory open = bench.caseOf(caseId);
        expectError(
            abi.encodeWithSelector(
                ICourtCases.ProbeCourtWrongPhase.selector,
                caseId,
                ICourtCases.Phase.Drawing,
                time(),
                open.phaseEndsAt
            )
        );
        bench.advance(caseId);

        vm.warp(open.phaseEndsAt);
        bench.advance(caseId);
        assertTrue(bench.caseOf(caseId).verdict == ICourtCases.Verdict.Hung, "hung");
        assertEq(bench.creditOf(requester(1)), 5 * DOLLAR, "bond back");
    }

    function test_case_isOpenedOnceAndByThoseConcerned() public {
        uint256 caseId = openOne();
        ICourtCases.Case memory open = bench.caseOf(caseId);
        vm.prank(requester(1));
        expectError(abi.encodeWithSelector(ICourtCases.ProbeCourtCaseExists.selector, caseId));
        bench.openCase(lastSigned(), keccak256("evidence"), 0);

        expectError(abi.encodeWithSelector(ICourtCases.ProbeCourtNotAccuser.selector, open.digest, address(this)));
        bench.openCase(lastSigned(), keccak256("evidence"), 0);
    }

    function test_votes_areOfJurorsSealedAndOpenedOnce() public {
        uint256 caseId = openOne();
        draw(caseId);
        uint32[] memory jury = bench.juryOf(caseId, 0);
        uint32 outsider = outsiderOf(jury);
        vm.prank(ownerOf(outsider));
        expectError(abi.encodeWithSelector(ICourtCases.ProbeCourtNotJuror.selector, caseId, outsider));
        bench.commitVerdict(caseId, outsider, keccak256("vote"));

        bytes32 sealed_ = bench.voteHash(caseId, 0, jury[0], true, 0, SALT);
        vm.startPrank(ownerOf(jury[0]));
        bench.commitVerdict(caseId, jury[0], sealed_);
        expectError(abi.encodeWithSelector(ICourtCases.ProbeCourtBadVote.selector, caseId, jury[0]));
        bench.commitVerdict(caseId, jury[0], sealed_);
        vm.stopPrank();

        // a copied commitment can't be opened by the copier
        vm.prank(ownerOf(jury[1]));
        bench.commitVerdict(caseId, jury[1], sealed_);
        vm.warp(time() + 22 hours);
        bench.advance(caseId);
        vm.prank(ownerOf(jury[1]));
        expectError(abi.encodeWithSelector(ICourtCases.ProbeCourtBadVote.selector, caseId, jury[1]));
        bench.revealVerdict(caseId, jury[1], true, 0, SALT);
        vm.startPrank(ownerOf(jury[0]));
        bench.revealVerdict(caseId, jury[0], true, 0, SALT);
        expectError(abi.encodeWithSelector(ICourtCases.ProbeCourtBadVote.selector, caseId, jury[0]));
        bench.revealVerdict(caseId, jury[0], true, 0, SALT);
        vm.stopPrank();
    }

    function test_appeal_isRefusedBeforeAndAfterItsTime() public {
        uint256 caseId = openOne();
        ICourtCases.Case memory open = bench.caseOf(caseId);
        expectError(
            abi.encodeWithSelector(
                ICourtCases.ProbeCourtWrongPhase.selector,
                caseId,
                ICourtCases.Phase.Drawing,
                time(),
                open.phaseEndsAt
            )
        );
        bench.appeal(caseId);

        draw(caseId);
        vote(caseId, 3, 0);
        open = bench.caseOf(caseId);
        vm.warp(open.phaseEndsAt);
        expectError(
            abi.encodeWithSelector(
                ICourtCases.ProbeCourtWrongPhase.selector,
                caseId,
                ICourtCases.Phase.Appealable,
                time(),
                open.phaseEndsAt
            )
        );
        bench.appeal(caseId);
    }
}
