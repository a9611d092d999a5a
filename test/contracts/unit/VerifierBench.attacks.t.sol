// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ICourtCases} from "../../../contracts/interfaces/ICourtCases.sol";
import {ICourtProbes} from "../../../contracts/interfaces/ICourtProbes.sol";
import {ISignedEvidence} from "../../../contracts/interfaces/ISignedEvidence.sol";
import {Receipt} from "../../../contracts/libraries/Receipts.sol";
import {BenchWorld} from "../support/BenchWorld.sol";

/// @notice Ways to choose one's judges, to block others or to keep a case open, that must not be there.
contract VerifierBenchAttacksTest is BenchWorld {
    function test_case_overARoleThatDoesNotExist_closes() public {
        Receipt memory receipt = aReceipt(1, keccak256("root"), 4);
        receipt.jobId = fundJob(1, uint48(DOLLAR));
        receipt.role = 200;
        uint256 caseId = openBy(requester(1), signedReceipt(receipt), 0);
        draw(caseId);
        vote(caseId, 3, 0);
        vm.warp(time() + 27 hours);

        bench.advance(caseId);

        assertTrue(bench.caseOf(caseId).phase == ICourtCases.Phase.Closed, "closed");
        assertEq(slashedOf(1), STAKE / 5, "slashed");
    }

    /// @dev A publisher who makes the thresholds harsh once an answer is there, whatever times its receipt tells.
    function test_thresholds_fromAfterTheFundingDontCount() public {
        models.publishCalibration(modelId, keccak256("fair"), 1_000, hex"01");
        vm.warp(time() + 1);
        Receipt memory receipt = aReceipt(1, keccak256("root"), 4);
        receipt.jobId = fundJob(1, uint48(DOLLAR));
        models.publishCalibration(modelId, keccak256("harsh"), 1_000, hex"02");
        vm.warp(time() + 100);
        models.publishCalibration(modelId, keccak256("harsher"), 1_000, hex"03");
        vm.warp(time() + 1);
        (receipt.startedAt, receipt.finishedAt) = (uint40(time()), uint40(time()));

        uint256 caseId = openBy(requester(1), signedReceipt(receipt), 0);

        assertEq(bench.caseOf(caseId).calibrationVersion, 1, "the one that the node could know");
    }

    /// @dev Nor can a node choose older thresholds, or none, by what its receipt says of the time.
    function test_thresholds_areNotTheNodesChoice() public {
        models.publishCalibration(modelId, keccak256("wide"), 1_000, hex"01");
        vm.warp(time() + 100);
        models.publishCalibration(modelId, keccak256("fair"), 1_000, hex"02");
        vm.warp(time() + 100);
        Receipt memory receipt = aReceipt(1, keccak256("root"), 4);
        receipt.jobId = fundJob(1, uint48(DOLLAR));
        (receipt.startedAt, receipt.finishedAt) = (1, 2);

        uint256 caseId = openBy(requester(1), signedReceipt(receipt), 0);

        assertEq(bench.caseOf(caseId).calibrationVersion, 2, "the newest before the funding");
    }

    /// @dev The first thresholds of a model may be as harsh as the second: a job from before them has none.
    function test_thresholds_thatComeFirstAfterTheFundingDontCount() public {
        Receipt memory receipt = aReceipt(1, keccak256("root"), 4);
        receipt.jobId = fundJob(1, uint48(DOLLAR));
        vm.warp(time() + 100);
        models.publishCalibration(modelId, keccak256("harsh"), 1_000, hex"01");

        uint256 caseId = openBy(requester(1), signedReceipt(receipt), 0);

        assertEq(bench.caseOf(caseId).calibrationVersion, 0, "none");
    }

    /// @dev A verifier that accuses through its signer's account is a party as much as its owner.
    function test_accusingVerifier_isNoJuror() public {
        Probe memory probe = aProbe(5);
        address signer = vm.addr(signerKey(5));
        vm.prank(signer);
        bench.reportProbe(5, probe.epoch, probe.opening, probe.signed, false, 0);
        _leaveTwoBeside(5, probe.drawn);
        uint256 caseId = openBy(signer, probe.signed, 5);

        draw(caseId);

        assertTrue(bench.caseOf(caseId).verdict == ICourtCases.Verdict.Hung, "no jury with a party in it");
        assertEq(bench.creditOf(signer), 5 * DOLLAR, "bond back");
    }

    /// @dev When the beacon is known, nobody can still turn the draw: not by stake, and not by joining.
    function test_jury_isFixedOnceTheBeaconIsKnown() public {
        uint256 caseId = openOne();
        vm.roll(block.number + 2);
        vm.warp(time() + 10);
        beacon.prove(bench.caseOf(caseId).round);
        uint256 snapshot = vm.snapshotState();
        bench.advance(caseId);
        uint32[] memory drawn = bench.juryOf(caseId, 0);
        for (uint256 i; i < 4; ++i) {
            vm.revertToState(snapshot);
            addStake(outsiderOf(drawn), uint64((1 + 20 * i) * STAKE));
            addNode(100 + i);
            addStake(15, 90 * STAKE);
            vm.prank(ownerOf(100 + i));
            bench.joinVerifiers(15);
            bench.advance(caseId);
            uint32[] memory again = bench.juryOf(caseId, 0);
            for (uint256 j; j < drawn.length; ++j) assertEq(again[j], drawn[j], "the draw was turned");
        }
    }

    /// @dev A guilty node that goes inactive can't have the probe that found it skipped.
    function test_skip_isForTheVerifier() public {
        Probe memory probe = aProbe(5);
        vm.startPrank(ownerOf(probe.drawn));
        registry.setActive(probe.drawn, false);
        expectError(abi.encodeWithSelector(ISignedEvidence.ProbeCourtNotSpeaker.selector, 5, ownerOf(probe.drawn)));
        bench.skipProbe(5, probe.epoch, 0);
        vm.stopPrank();

        vm.prank(ownerOf(5));
        bench.reportProbe(5, probe.epoch, probe.opening, probe.signed, false, 0);
    }

    /// @dev Nobody can have a verifier rewarded out of an empty pool.
    function test_reward_isForTheVerifier() public {
        Probe memory probe = aProbe(5);
        vm.prank(ownerOf(5));
        bench.reportProbe(5, probe.epoch, probe.opening, probe.signed, true, 0);

        expectError(abi.encodeWithSelector(ISignedEvidence.ProbeCourtNotSpeaker.selector, 5, address(this)));
        bench.rewardDuty(5, probe.epoch);
    }

    /// @dev Many small stakes can't keep a larger one out of the list.
    function test_fullList_makesRoomForMoreStake() public {
        for (uint32 i = 15; i < 5 + 64; ++i) _join(i, uint64(100 * DOLLAR));
        assertEq(bench.verifiers().length, 64, "full");
        addNode(69);
        addStake(69, uint64(100 * DOLLAR));
        vm.prank(ownerOf(69));
        expectError(abi.encodeWithSelector(ICourtProbes.ProbeCourtTooManyVerifiers.selector, 64));
        bench.joinVerifiers(69);

        addStake(69, 1);
        vm.prank(ownerOf(69));
        bench.joinVerifiers(69);

        uint32[] memory listed = bench.verifiers();
        assertEq(listed.length, 64, "still full");
        assertEq(listed[63], 69, "in");
        for (uint256 i; i < 64; ++i) assertTrue(listed[i] != 15, "the weakest is out");
    }

    /// @dev Jurors who are the accused's friends and stay silent: a larger jury judges, and nobody pays a second bond.
    function test_silentJury_givesWayToALargerOne() public {
        uint256 caseId = openOne();
        draw(caseId);
        _voteAlone(caseId);
        ICourtCases.Case memory open = bench.caseOf(caseId);
        assertTrue(open.phase == ICourtCases.Phase.Drawing, "no end");
        assertEq(open.level, 1, "a larger jury");
        assertEq(bench.bondsOf(caseId).length, 1, "one bond");
        uint32 voter = bench.juryOf(caseId, 0)[0];
        fillPool(DOLLAR);

        draw(caseId);
        uint256 seated = bench.juryOf(caseId, 1).length;
        assertEq(seated, 5, "half of the verifiers");
        vote(caseId, seated, 0);
        vm.warp(time() + 27 hours);
        bench.advance(caseId);

        assertEq(slashedOf(1), STAKE / 5, "slashed");
        assertTrue(bench.creditOf(ownerOf(voter)) >= DOLLAR / 10, "who voted is paid in the end");
        assertEq(bench.creditOf(requester(1)), 5 * DOLLAR, "bond back");
    }

    /// @dev One operator under many names, with a fifth of the stake: a jury of 21 would be eleven of them for certain, since
    /// there are but ten others to seat. It holds the majority as seldom as its share gives it.
    function test_manyNames_dontFillTheLargestJury() public {
        uint256 share = (VERIFIERS * uint256(STAKE)) / 4;
        for (uint32 i = 15; i < 35; ++i) _join(i, uint64(share / 20));
        uint256 caseId = openOne();
        for (uint256 level; level < 2; ++level) {
            draw(caseId);
            vm.warp(time() + 22 hours);
            bench.advance(caseId);
            bench.advance(caseId);
        }
        vm.roll(block.number + 2);
        uint256 snapshot = vm.snapshotState();
        uint256 captured;
        for (uint256 i; i < 40; ++i) {
            vm.revertToState(snapshot);
            vm.roll(block.number + i);
            draw(caseId);
            uint32[] memory jury = bench.juryOf(caseId, 2);
            assertEq(jury.length, 7, "half of fifteen, the number of equal stakes that it comes to");
            uint256 bought;
            for (uint256 j; j < jury.length; ++j) if (jury[j] >= 15) ++bought;
            if (2 * bought > jury.length) ++captured;
        }
        // expected in 1.6 of 40
        assertTrue(captured <= 6, "captured too often");
    }

    function test_juries_of64EqualVerifiersHave3And7And21Seats() public {
        for (uint32 i = 15; i < 5 + 64; ++i) _join(i, STAKE);
        uint256 caseId = openOne();
        for (uint256 level; level < 3; ++level) {
            draw(caseId);
            uint256 seats =
                level == 0
                    ? 3
                    : level == 1
                        ? 7
                        : 21;
            assertEq(bench.juryOf(caseId, uint8(level)).length, seats, "seats");
            vm.warp(time() + 22 hours);
            bench.advance(caseId);
            bench.advance(caseId);
        }
    }

    /// @dev A node that was found guilty appeals, and its friends in the larger jury stay silent: that ends nothing.
    function test_silenceAfterAnAppeal_freesNobody() public {
        uint256 caseId = openOne();
        draw(caseId);
        vote(caseId, 3, 0);
        appealBy(ownerOf(1), caseId, 10 * DOLLAR);
        draw(caseId);
        _voteAlone(caseId);
        assertEq(bench.caseOf(caseId).level, 2, "the largest jury");

        draw(caseId);
        vote(caseId, bench.juryOf(caseId, 2).length, 0);

        assertTrue(bench.caseOf(caseId).phase == ICourtCases.Phase.Closed, "closed at once");
        assertEq(slashedOf(1), STAKE / 5, "slashed");
        assertEq(bench.creditOf(ownerOf(1)), 0, "its bond is lost");
    }

    /// @dev Where there are no more verifiers than a jury, the same ones are asked again, and it does end.
    function test_silentJury_ofASmallNetworkEnds() public {
        for (uint32 i = 8; i < 5 + VERIFIERS; ++i) {
            vm.prank(ownerOf(i));
            bench.leaveVerifiers(i);
        }
        uint256 caseId = openOne();
        uint256 began = time();
        for (uint256 level; level < 3; ++level) {
            draw(caseId);
            assertEq(bench.juryOf(caseId, uint8(level)).length, 3, "the same three");
            vm.warp(time() + 22 hours);
            bench.advance(caseId);
            bench.advance(caseId);
        }
        assertTrue(bench.caseOf(caseId).phase == ICourtCases.Phase.Closed, "closed");
        assertTrue(bench.caseOf(caseId).verdict == ICourtCases.Verdict.Hung, "hung");
        assertTrue(time() <= began + windows().appeals, "within the window of appeals");
    }

    /// @dev Who declares no group is an operator of his own, not one with everybody else who declares none.
    function test_jury_ofNodesWithoutAGroup() public {
        for (uint32 i = 5; i < 5 + VERIFIERS; ++i) {
            vm.prank(ownerOf(i));
            bench.leaveVerifiers(i);
        }
        for (uint32 i = 15; i < 18; ++i) {
            vm.startPrank(ownerOf(i));
            registry.register(vm.addr(signerKey(i)), peerIdOf(i), keccak256("record"), 0, someOffers());
            vm.stopPrank();
            addStake(i, STAKE);
            vm.prank(ownerOf(i));
            bench.joinVerifiers(i);
        }
        uint256 caseId = openOne();
        draw(caseId);
        assertEq(bench.juryOf(caseId, 0).length, 3, "seated");
    }

    /// @dev The first juror finds guilt, all others let their time pass.
    function _voteAlone(uint256 caseId) private {
        uint8 level = bench.caseOf(caseId).level;
        uint32 juror = bench.juryOf(caseId, level)[0];
        bytes32 commitment = bench.voteHash(caseId, level, juror, true, 0, SALT);
        vm.prank(ownerOf(juror));
        bench.commitVerdict(caseId, juror, commitment);
        vm.warp(time() + 22 hours);
        bench.advance(caseId);
        vm.prank(ownerOf(juror));
        bench.revealVerdict(caseId, juror, true, 0, SALT);
        bench.advance(caseId);
    }

    function _join(uint32 nodeId, uint64 amount) private {
        addNode(nodeId);
        addStake(nodeId, amount);
        vm.prank(ownerOf(nodeId));
        bench.joinVerifiers(nodeId);
    }

    function _leaveTwoBeside(uint32 verifierId, uint32 other) private {
        uint256 kept;
        for (uint32 i = 5; i < 5 + VERIFIERS; ++i) {
            if (i == verifierId || (i != other && kept < 2)) {
                if (i != verifierId) ++kept;
                continue;
            }
            vm.prank(ownerOf(i));
            bench.leaveVerifiers(i);
        }
    }
}
