// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ProbeCourt} from "../../../contracts/ProbeCourt.sol";
import {ICourtBase} from "../../../contracts/interfaces/ICourtBase.sol";
import {ICourtCredits} from "../../../contracts/interfaces/ICourtCredits.sol";
import {ICourtData} from "../../../contracts/interfaces/ICourtData.sol";
import {ICourtFaults} from "../../../contracts/interfaces/ICourtFaults.sol";
import {ICourtParameters} from "../../../contracts/interfaces/ICourtParameters.sol";
import {INodeStaking} from "../../../contracts/interfaces/INodeStaking.sol";
import {ISignedEvidence} from "../../../contracts/interfaces/ISignedEvidence.sol";
import {LeafOpening} from "../../../contracts/libraries/RaceTranscript.sol";
import {CompactSignature, Quote, Receipt, Receipts} from "../../../contracts/libraries/Receipts.sol";
import {JobId} from "../../../contracts/types/JobId.sol";
import {CourtWorld} from "../support/CourtWorld.sol";

/// @notice Lane A: what is proven, what can't be proven, and what a proof costs whom.
contract ProbeCourtTest is CourtWorld {
    address private constant NOBODY = address(0);
    address private constant FINDER = address(0xF1D);

    function test_raceFault_slashesJailsAndPaysTheFinder() public {
        (ISignedEvidence.SignedReceipt memory signed, LeafOpening memory opening, uint256 better) = faulty(1);

        vm.prank(FINDER);
        court.proveRaceFault(signed, SEED, opening, better, NOBODY);

        assertEq(slashedOf(1), STAKE / 2, "slashed");
        assertEq(staking.stakeOf(1).jailedUntil, time() + 7 days, "jailed");
        assertEq(staking.proceedsOf(FINDER), STAKE / 20, "finder");
        ICourtFaults.Conviction memory conviction = court.convictionOf(1, signed.receipt.taskId);
        assertTrue(conviction.fault == ICourtFaults.Fault.Race, "fault");
        assertTrue(conviction.digest == bytes16(court.receiptDigest(signed.receipt)), "digest");
        assertEq(ledger.termsOf(1, 0).failed, 10_000, "failed checks");
        assertEq(ledger.termsOf(1, 0).weight, 0, "a jailed node weighs nothing");
    }

    function test_raceFault_ofALaterToken() public {
        (uint32 winner, uint32 loser) = race(1, 5, 40);
        (uint32 first, ) = race(0, 5, 40);
        (, LeafOpening memory second, bytes32 root) = pair(leafOf(0, first, 5, 40), leafOf(1, loser, 5, 40));
        ISignedEvidence.SignedReceipt memory signed = signedReceipt(aReceipt(2, root, 2));

        court.proveRaceFault(signed, SEED, second, winner - 10, NOBODY);

        assertEq(slashedOf(2), STAKE / 2, "slashed");
    }

    function test_raceFault_refundsWhatTheRequesterReallyPaid() public {
        (ISignedEvidence.SignedReceipt memory signed, LeafOpening memory opening, uint256 better) = faulty(1);
        JobId jobId = fundJob(1, uint48(DOLLAR));
        signed.receipt.jobId = jobId;
        signed.receipt.amount = type(uint48).max;
        signed = signedReceipt(signed.receipt);
        settleOne(row(jobId, 1, 0, uint48(DOLLAR / 4)));

        court.proveRaceFault(signed, SEED, opening, better, vm.addr(SESSION));

        assertEq(staking.proceedsOf(requester(1)), DOLLAR / 4, "never more than was claimed");
    }

    function test_task_isPunishedOnce() public {
        (ISignedEvidence.SignedReceipt memory signed, LeafOpening memory opening, uint256 better) = faulty(1);
        court.proveRaceFault(signed, SEED, opening, better, NOBODY);

        expectError(
            abi.encodeWithSelector(
                INodeStaking.NodeStakingPunishedBefore.selector,
                1,
                signed.receipt.taskId,
                uint8(ICourtFaults.Fault.Race)
            )
        );
        court.proveRaceFault(signed, SEED, opening, better, NOBODY);
    }

    function test_honestLeaf_isNoFaultForAnyCandidate() public {
        (ISignedEvidence.SignedReceipt memory signed, LeafOpening memory opening) = honest(1);
        for (uint256 better; better < 18; ++better) {
            expectError(abi.encodeWithSelector(ICourtFaults.ProbeCourtNoFault.selector, ICourtFaults.Fault.Race));
            court.proveRaceFault(signed, SEED, opening, better, NOBODY);
        }
    }

    /// @dev Whatever leaf a node writes honestly, no candidate is better and no form is wrong.
    function testFuzz_honestLeaf_isNeverAFault(uint32 position, uint8 count, uint16 gap, uint8 better) public {
        uint256 candidates = 1 + (count % 16);
        gap %= 200;
        (uint32 winner, ) = race(position, candidates, gap);
        LeafOpening memory opening = only(leafOf(position, winner, candidates, gap));
        Receipt memory receipt = aReceipt(1, rootOf(opening), 1);

        (bool convicted, ) = address(court).call(
            abi.encodeCall(court.proveRaceFault, (signedReceipt(receipt), SEED, opening, better, NOBODY))
        );
        assertTrue(!convicted, "an honest race was convicted");
        if (position != 0) return;
        (convicted, ) = address(court).call(
            abi.encodeCall(court.proveMalformedLeaf, (signedReceipt(receipt), opening, 0, NOBODY))
        );
        assertTrue(!convicted, "an honest leaf was convicted");
    }

    function test_raceFault_needsTheSeedOfTheReceipt() public {
        (ISignedEvidence.SignedReceipt memory signed, LeafOpening memory opening, uint256 better) = faulty(1);
        bytes32 wrong = keccak256("another seed");

        expectError(
            abi.encodeWithSelector(
                ICourtFaults.ProbeCourtWrongSeed.selector,
                signed.receipt.seedCommit,
                keccak256(abi.encode(wrong))
            )
        );
        court.proveRaceFault(signed, wrong, opening, better, NOBODY);
    }

    function test_raceFault_needsALeafOfTheReceipt() public {
        (ISignedEvidence.SignedReceipt memory signed, LeafOpening memory opening, uint256 better) = faulty(1);
        bytes32 root = signed.receipt.transcriptRoot;
        opening.salt = bytes16(uint128(opening.salt) ^ 1);
        expectError(abi.encodeWithSelector(ICourtFaults.ProbeCourtForeignLeaf.selector, root, 0, 1));
        court.proveRaceFault(signed, SEED, opening, better, NOBODY);

        opening.leaf = hex"0000";
        expectError(abi.encodeWithSelector(ICourtFaults.ProbeCourtForeignLeaf.selector, root, 0, 0));
        court.proveRaceFault(signed, SEED, opening, better, NOBODY);
    }

    /// @dev An inner node is no leaf: its hash has another tag.
    function test_raceFault_takesNoInnerNodeForALeaf() public {
        (, uint32 loser) = race(0, 5, 40);
        (LeafOpening memory left, LeafOpening memory right, bytes32 root) = pair(
            leafOf(0, loser, 5, 40),
            leafOf(1, loser, 5, 40)
        );
        ISignedEvidence.SignedReceipt memory signed = signedReceipt(aReceipt(1, root, 1));
        LeafOpening memory forged;
        forged.leaf = abi.encodePacked(right.path[0], left.path[0]);

        vm.expectRevert(
            abi.encodeWithSelector(ICourtFaults.ProbeCourtForeignLeaf.selector, root, uint32(bytes4(right.path[0])), 1)
        );
        court.proveRaceFault(signed, SEED, forged, 0, NOBODY);
    }

    function test_receipt_needsASignatureOfItsNode() public {
        (ISignedEvidence.SignedReceipt memory signed, LeafOpening memory opening, uint256 better) = faulty(1);
        bytes32 digest = court.receiptDigest(signed.receipt);
        signed = signedBy(signerKey(2), signed.receipt);
        expectError(
            abi.encodeWithSelector(ISignedEvidence.ProbeCourtNotSigned.selector, digest, vm.addr(signerKey(2)), 1)
        );
        court.proveRaceFault(signed, SEED, opening, better, NOBODY);

        signed.signature = CompactSignature(0, 0);
        expectError(abi.encodeWithSelector(ISignedEvidence.ProbeCourtNotSigned.selector, digest, address(0), 1));
        court.proveRaceFault(signed, SEED, opening, better, NOBODY);
    }

    function test_receipt_ofARotatedSignerCountsAsLongAsStakeIsThere() public {
        (ISignedEvidence.SignedReceipt memory signed, LeafOpening memory opening, uint256 better) = faulty(1);
        vm.prank(ownerOf(1));
        registry.rotateSigner(1, vm.addr(0x77));
        vm.warp(time() + THAW);
        uint256 snapshot = vm.snapshotState();
        court.proveRaceFault(signed, SEED, opening, better, NOBODY);
        assertEq(slashedOf(1), STAKE / 2, "slashed");

        vm.revertToState(snapshot);
        vm.warp(time() + 1);
        bytes32 digest = court.receiptDigest(signed.receipt);
        expectError(
            abi.encodeWithSelector(ISignedEvidence.ProbeCourtNotSigned.selector, digest, vm.addr(signerKey(1)), 1)
        );
        court.proveRaceFault(signed, SEED, opening, better, NOBODY);
    }

    function test_earlyStop_isALastTokenThatEndsNothing() public {
        (ISignedEvidence.SignedReceipt memory signed, LeafOpening memory opening) = honest(1);

        court.proveEarlyStop(signed, opening, NOBODY);

        assertTrue(court.convictionOf(1, signed.receipt.taskId).fault == ICourtFaults.Fault.EarlyStop, "fault");
    }

    function test_earlyStop_isNotAStopNorALengthNorAnEarlierToken() public {
        LeafOpening memory ended = only(abi.encodePacked(uint32(0), STOP, STOP, uint16(0)));
        ISignedEvidence.SignedReceipt memory signed = signedReceipt(aReceipt(1, rootOf(ended), 1));
        bytes memory noFault = abi.encodeWithSelector(
            ICourtFaults.ProbeCourtNoFault.selector,
            ICourtFaults.Fault.EarlyStop
        );
        expectError(noFault);
        court.proveEarlyStop(signed, ended, NOBODY);

        (ISignedEvidence.SignedReceipt memory cut, LeafOpening memory opening) = honest(1);
        cut.receipt.finishReason = 1;
        cut = signedReceipt(cut.receipt);
        expectError(noFault);
        court.proveEarlyStop(cut, opening, NOBODY);

        (LeafOpening memory first, , bytes32 root) = pair(leafOf(0, 10, 1, 0), leafOf(1, STOP, 1, 0));
        signed = signedReceipt(aReceipt(1, root, 2));
        expectError(noFault);
        court.proveEarlyStop(signed, first, NOBODY);
    }

    function test_stops_areJudgedOnlyByARecordThatWasThereBefore() public {
        (ISignedEvidence.SignedReceipt memory signed, LeafOpening memory opening) = honest(1);
        signed.receipt.modelId = addModel("young");
        signed.receipt.startedAt = uint40(time());
        signed = signedReceipt(signed.receipt);
        expectError(
            abi.encodeWithSelector(
                ICourtFaults.ProbeCourtModelTooYoung.selector,
                signed.receipt.modelId,
                time(),
                time()
            )
        );
        court.proveEarlyStop(signed, opening, NOBODY);

        signed.receipt.modelId = keccak256("unknown");
        signed = signedReceipt(signed.receipt);
        expectError(
            abi.encodeWithSelector(ICourtFaults.ProbeCourtModelTooYoung.selector, signed.receipt.modelId, 0, time())
        );
        court.proveEarlyStop(signed, opening, NOBODY);
    }

    function test_lateStop_isAStopWithTokensAfterIt() public {
        bytes memory stop = abi.encodePacked(uint32(0), STOP, STOP, uint16(0));
        (LeafOpening memory first, LeafOpening memory last, bytes32 root) = pair(stop, leafOf(1, 10, 1, 0));
        ISignedEvidence.SignedReceipt memory signed = signedReceipt(aReceipt(1, root, 2));
        expectError(abi.encodeWithSelector(ICourtFaults.ProbeCourtNoFault.selector, ICourtFaults.Fault.LateStop));
        court.proveLateStop(signed, last, NOBODY);

        court.proveLateStop(signed, first, NOBODY);

        assertTrue(court.convictionOf(1, signed.receipt.taskId).fault == ICourtFaults.Fault.LateStop, "fault");
    }

    function test_malformedLeaf_ofEveryKind() public {
        bytes[] memory bad = new bytes[](8);
        bad[0] = hex"00000000";
        bad[1] = leafOf(0, 10, 0, 0);
        bad[2] = leafOf(0, 10, 17, 1);
        bad[3] = abi.encodePacked(leafOf(0, 10, 2, 1), uint8(1));
        bad[4] = leafOf(0, 99, 4, 1);
        bad[5] = leafOf(7, 10, 4, 1);
        bad[6] = abi.encodePacked(uint32(0), uint32(10), uint32(10), uint16(0), uint32(10), uint16(3));
        bad[7] = abi.encodePacked(uint32(0), uint32(10), uint32(10), uint16(1));
        for (uint256 i; i < bad.length; ++i) {
            LeafOpening memory opening = only(bad[i]);
            ISignedEvidence.SignedReceipt memory signed = signedReceipt(aReceipt(1, rootOf(opening), 1));
            court.proveMalformedLeaf(signed, opening, 0, NOBODY);
            assertTrue(court.convictionOf(1, signed.receipt.taskId).fault == ICourtFaults.Fault.MalformedLeaf, "fault");
        }
    }

    function test_equivocation_isTwoReceiptsForOneTask() public {
        Receipt memory receipt = aReceipt(1, keccak256("root"), 4);
        ISignedEvidence.SignedReceipt memory first = signedReceipt(receipt);
        expectError(abi.encodeWithSelector(ICourtFaults.ProbeCourtNoFault.selector, ICourtFaults.Fault.Equivocation));
        court.proveEquivocation(first, first, NOBODY);

        // memory structs are shared, so the second is built anew
        ISignedEvidence.SignedReceipt memory second = signedReceipt(_withAmount(receipt, 1));
        ISignedEvidence.SignedReceipt memory other = signedReceipt(aReceipt(1, keccak256("root"), 4));
        expectError(
            abi.encodeWithSelector(ICourtFaults.ProbeCourtUnrelated.selector, receipt.taskId, other.receipt.taskId)
        );
        court.proveEquivocation(first, other, NOBODY);

        court.proveEquivocation(first, second, NOBODY);
        assertEq(slashedOf(1), STAKE / 2, "slashed");
    }

    function test_overcharge_isAboveTheQuote() public {
        Receipt memory receipt = aReceipt(1, keccak256("root"), 10);
        receipt.quoteId = keccak256("quote");
        receipt.inputBytes = 100;
        Quote memory quote;
        quote.nodeId = 1;
        quote.quoteId = receipt.quoteId;
        quote.modelId = modelId;
        quote.pricePer1kInputBytes = 15;
        quote.pricePer1kOutputTokens = 2_010;
        // 100 bytes at 0.015 and 10 tokens at 2.01, each rounded up
        receipt.amount = 2 + 21;
        CompactSignature memory sealOfQuote = _signedQuote(quote);
        ISignedEvidence.SignedReceipt memory signed = signedReceipt(receipt);
        expectError(abi.encodeWithSelector(ICourtFaults.ProbeCourtNoFault.selector, ICourtFaults.Fault.Overcharge));
        court.proveOvercharge(signed, quote, sealOfQuote, NOBODY);

        receipt.amount = 24;
        court.proveOvercharge(signedReceipt(receipt), quote, sealOfQuote, NOBODY);
        assertEq(slashedOf(1), STAKE / 2, "slashed");

        quote.quoteId = keccak256("another quote");
        sealOfQuote = _signedQuote(quote);
        ISignedEvidence.SignedReceipt memory next = signedReceipt(aReceipt(1, keccak256("root"), 10));
        expectError(
            abi.encodeWithSelector(ICourtFaults.ProbeCourtUnrelated.selector, quote.quoteId, next.receipt.quoteId)
        );
        court.proveOvercharge(next, quote, sealOfQuote, NOBODY);
    }

    // Data

    function test_data_thatIsHandedOutEarnsTheNodeTheBond() public {
        (ISignedEvidence.SignedReceipt memory signed, bytes memory frames) = _demanded();
        bytes32 digest = court.receiptDigest(signed.receipt);
        expectError(
            abi.encodeWithSelector(
                ICourtData.ProbeCourtWrongFrames.selector,
                signed.receipt.responseHash,
                keccak256("other")
            )
        );
        court.answerData(digest, "other");

        court.answerData(digest, frames);

        assertEq(court.creditOf(ownerOf(1)), 5 * DOLLAR, "bond");
        vm.warp(time() + 3 days);
        expectError(
            abi.encodeWithSelector(
                ICourtData.ProbeCourtNoDemand.selector,
                digest,
                time(),
                court.demandOf(digest).endsAt
            )
        );
        court.proveWithheld(signed, NOBODY);
        vm.prank(ownerOf(1));
        assertEq(court.claimCredit(ownerOf(1)), 5 * DOLLAR, "claimed");
        expectError(abi.encodeWithSelector(ICourtCredits.ProbeCourtNoCredit.selector, ownerOf(1)));
        vm.prank(ownerOf(1));
        court.claimCredit(ownerOf(1));
    }

    function test_data_thatIsWithheldCostsStakeAndGivesTheBondBack() public {
        (ISignedEvidence.SignedReceipt memory signed, bytes memory frames) = _demanded();
        bytes32 digest = court.receiptDigest(signed.receipt);
        uint256 endsAt = court.demandOf(digest).endsAt;
        bytes memory tooEarlyOrLate = abi.encodeWithSelector(
            ICourtData.ProbeCourtNoDemand.selector,
            digest,
            time(),
            endsAt
        );
        expectError(tooEarlyOrLate);
        court.proveWithheld(signed, NOBODY);

        vm.warp(endsAt);
        expectError(abi.encodeWithSelector(ICourtData.ProbeCourtNoDemand.selector, digest, endsAt, endsAt));
        court.answerData(digest, frames);
        court.proveWithheld(signed, NOBODY);

        assertEq(slashedOf(1), STAKE / 2, "slashed");
        assertEq(court.creditOf(requester(1)), 5 * DOLLAR, "bond");
    }

    function test_data_isDemandedByTheRequesterOnlyOnceAndNotForLongOutputs() public {
        (ISignedEvidence.SignedReceipt memory signed, ) = _demanded();
        bytes32 digest = court.receiptDigest(signed.receipt);
        vm.prank(requester(1));
        expectError(abi.encodeWithSelector(ICourtData.ProbeCourtDemandExists.selector, digest));
        court.challengeData(signed);

        expectError(abi.encodeWithSelector(ICourtData.ProbeCourtNotRequester.selector, requester(1), address(this)));
        court.challengeData(signed);

        signed.receipt.outputTokens = 97;
        signed = signedReceipt(signed.receipt);
        vm.prank(requester(1));
        expectError(abi.encodeWithSelector(ICourtData.ProbeCourtTooLongForChain.selector, 97, 96));
        court.challengeData(signed);
    }

    // Powers

    function test_carryOut_isForTheBenchOnly() public {
        ICourtBase.Sentence memory sentence;
        expectError(abi.encodeWithSelector(ICourtBase.ProbeCourtNotBench.selector, address(this), address(bench)));
        court.carryOut(sentence);
    }

    function test_bind_isForTheDeployerOnceAndForItsOwnContracts() public {
        address[4] memory parts = [address(staking), address(escrow), address(ledger), address(bench)];
        expectError(
            abi.encodeWithSelector(
                ICourtBase.ProbeCourtBindRefused.selector,
                address(this),
                address(this),
                address(bench)
            )
        );
        court.bind(parts[0], parts[1], parts[2], parts[3]);

        ProbeCourt other = new ProbeCourt(dollar, registry, models, GOVERNANCE, someAmounts(), someSteps());
        expectError(
            abi.encodeWithSelector(
                ICourtBase.ProbeCourtForeignContract.selector,
                parts[0],
                parts[1],
                parts[2],
                parts[3]
            )
        );
        other.bind(parts[0], parts[1], parts[2], parts[3]);
    }

    function test_amounts_stayInsideTheirBounds() public {
        ICourtParameters.Amounts memory amounts = someAmounts();
        amounts.faultSlashBps = 999;
        expectError(
            abi.encodeWithSelector(
                ICourtParameters.ProbeCourtAmountOutOfBounds.selector,
                bytes32("faultSlashBps"),
                999,
                1_000,
                10_000
            )
        );
        new ProbeCourt(dollar, registry, models, GOVERNANCE, amounts, someSteps());
    }

    function _demanded() private returns (ISignedEvidence.SignedReceipt memory signed, bytes memory frames) {
        frames = "sealed frames";
        JobId jobId = fundJob(1, uint48(DOLLAR));
        Receipt memory receipt = aReceipt(1, keccak256("root"), 4);
        receipt.jobId = jobId;
        receipt.responseHash = keccak256(frames);
        signed = signedReceipt(receipt);
        dollar.faucet(requester(1), 5 * DOLLAR);
        vm.startPrank(requester(1));
        dollar.approve(address(court), 5 * DOLLAR);
        court.challengeData(signed);
        vm.stopPrank();
    }

    function _signedQuote(Quote memory quote) private view returns (CompactSignature memory) {
        return compactOf(signerKey(1), this.digestOf(quote));
    }

    function digestOf(Quote calldata quote) external view returns (bytes32) {
        return Receipts.digest(quote, Receipts.domainSeparator(address(registry)));
    }

    function _withAmount(Receipt memory receipt, uint48 more) private pure returns (Receipt memory copy) {
        copy = abi.decode(abi.encode(receipt), (Receipt));
        copy.amount += more;
    }
}
