// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ICourtData} from "../../../contracts/interfaces/ICourtData.sol";
import {ICourtFaults} from "../../../contracts/interfaces/ICourtFaults.sol";
import {ISignedEvidence} from "../../../contracts/interfaces/ISignedEvidence.sol";
import {LeafOpening} from "../../../contracts/libraries/RaceTranscript.sol";
import {Receipt} from "../../../contracts/libraries/Receipts.sol";
import {JobId} from "../../../contracts/types/JobId.sol";
import {CourtWorld} from "../support/CourtWorld.sol";

/// @notice Ways around a punishment, or into one, that must not be there.
contract ProbeCourtAttacksTest is CourtWorld {
    address private constant NOBODY = address(0);

    /// @dev A receipt's role is its node's word, so no role, real or not, keeps a punishment away from the others.
    function test_roleOfTheReceipt_savesNobody() public {
        (ISignedEvidence.SignedReceipt memory signed, LeafOpening memory opening, uint256 better) = faulty(1);
        signed.receipt.role = 200;
        signed = signedReceipt(signed.receipt);

        court.proveRaceFault(signed, SEED, opening, better, NOBODY);

        assertEq(slashedOf(1), STAKE / 2, "slashed");
        for (uint8 role; role < 7; ++role) assertEq(ledger.termsOf(1, role).failed, 10_000, "in every role");
    }

    /// @dev An operator that pays itself and proves its own fault must not get its stake out without the thaw.
    function test_refund_isNoWayOutForStake() public {
        (ISignedEvidence.SignedReceipt memory signed, LeafOpening memory opening, uint256 better) = faulty(1);
        uint48 paid = uint48(STAKE / 2);
        signed.receipt.jobId = fundJob(1, paid);
        signed.receipt.amount = paid;
        signed = signedReceipt(signed.receipt);
        settleOne(row(signed.receipt.jobId, 1, 0, paid));

        court.proveRaceFault(signed, SEED, opening, better, vm.addr(SESSION));

        assertEq(staking.proceedsOf(requester(1)), STAKE / 20, "a tenth of what was taken");
    }

    function test_demand_whoseNodeWasPunishedBefore_givesTheBondBack() public {
        (ISignedEvidence.SignedReceipt memory signed, LeafOpening memory opening, uint256 better) = faulty(1);
        signed.receipt.jobId = fundJob(1, uint48(DOLLAR));
        signed = signedReceipt(signed.receipt);
        _demand(signed);
        court.proveRaceFault(signed, SEED, opening, better, NOBODY);
        vm.warp(time() + 2 days);

        court.proveWithheld(signed, NOBODY);

        assertEq(court.creditOf(requester(1)), 5 * DOLLAR, "bond");
        assertEq(slashedOf(1), STAKE / 2, "punished once");
        assertTrue(court.convictionOf(1, signed.receipt.taskId).fault == ICourtFaults.Fault.Race, "the first fault");
    }

    /// @dev A node keeps its frames for a time; what it may have deleted can't be demanded.
    function test_data_isDemandedInTheChallengeWindowOnly() public {
        Receipt memory receipt = aReceipt(1, keccak256("root"), 4);
        receipt.jobId = fundJob(1, uint48(DOLLAR));
        ISignedEvidence.SignedReceipt memory signed = signedReceipt(receipt);
        uint256 until = escrow.jobOf(receipt.jobId).endsAt + 3 days;
        vm.warp(until + 1);
        vm.prank(requester(1));
        expectError(abi.encodeWithSelector(ICourtData.ProbeCourtDemandTooLate.selector, until + 1, until));
        court.challengeData(signed);

        vm.warp(until);
        _demand(signed);
    }

    function test_receipt_ofAnotherChainIsNoEvidence() public {
        (ISignedEvidence.SignedReceipt memory signed, LeafOpening memory opening, uint256 better) = faulty(1);
        vm.chainId(10);
        (bool convicted, ) = address(court).call(
            abi.encodeCall(court.proveRaceFault, (signed, SEED, opening, better, NOBODY))
        );
        assertTrue(!convicted, "replayed");
    }

    function _demand(ISignedEvidence.SignedReceipt memory signed) private {
        dollar.faucet(requester(1), 5 * DOLLAR);
        vm.startPrank(requester(1));
        dollar.approve(address(court), 5 * DOLLAR);
        court.challengeData(signed);
        vm.stopPrank();
    }
}
