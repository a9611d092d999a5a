// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {CourtChecks} from "../invariant/CourtChecks.sol";
import {ICourtFactory} from "../invariant/CourtHands.sol";
import {Base} from "../support/Base.sol";
import {
    CheapLedgerFactory,
    CredulousBenchFactory,
    EagerBenchFactory,
    ForgetfulStakingFactory,
    GenerousBenchFactory,
    GraspingCourtFactory,
    CrowdedBenchFactory,
    ImpatientBenchFactory,
    LooseBenchFactory,
    LooseCourtFactory,
    OpenLedgerFactory,
    PatientBenchFactory,
    PedanticBenchFactory,
    SlanderousBenchFactory,
    SlowBenchFactory,
    UnfairCourtFactory
} from "./CourtMutants.sol";

/// @notice Each invariant's check finds its mutant, driven by the handler of the invariant tests; the same steps leave
/// the real contracts without a finding.
contract CourtMutantsTest is Base {
    uint256 private constant STEPS = 80;

    function test_realCourtHoldsEverything() public {
        CourtChecks handler = new CourtChecks(ICourtFactory(address(0)));
        for (uint256 i; i < STEPS; ++i) {
            handler.act(stepOf(i));
            assertTrue(handler.isCourtCovered(), "court");
            assertTrue(handler.isBenchCovered(), "bench");
            assertTrue(handler.isEveryPhaseBounded(), "9");
            assertTrue(handler.isHonestSafe(), "8");
            assertTrue(handler.isPunishedOnce(), "once");
            assertTrue(handler.isDutyPaidOnce(), "duty");
            assertTrue(handler.isSilenceNothing(), "silence");
            assertTrue(handler.isDustSkipped(), "dust");
            assertTrue(handler.isJudgedByWhatWasThere(), "thresholds");
            assertTrue(handler.isReputationEarned(), "7");
            assertTrue(handler.isNoCaseHungEarly(), "hung");
            assertTrue(handler.isNoJuryOfEverybody(), "heads");
            assertTrue(handler.isWeightDear(), "fees");
            assertTrue(handler.isNothingLowered(), "4 and 10");
            if (i % 10 == 0) assertTrue(handler.canEveryoneLeave(), "9");
        }
        for (uint256 verb; verb < 9; ++verb) assertTrue(handler.done(verb) > 0, "every verb did something");
    }

    function test_courtCoversItsClaims_findsALooseCredit() public {
        assertFound(new LooseCourtFactory(), CourtChecks.isCourtCovered.selector);
    }

    function test_benchCoversItsClaims_findsALooseCredit() public {
        assertFound(new LooseBenchFactory(), CourtChecks.isBenchCovered.selector);
    }

    function test_everyCaseEnds_findsOneThatWaits() public {
        assertFound(new PatientBenchFactory(), CourtChecks.canEveryoneLeave.selector);
    }

    function test_everyCaseEnds_findsLongPhases() public {
        assertFound(new SlowBenchFactory(), CourtChecks.isEveryPhaseBounded.selector);
    }

    function test_honestNodesAreNeverConvicted_findsAnUnfairRace() public {
        assertFound(new UnfairCourtFactory(), CourtChecks.isHonestSafe.selector);
    }

    function test_taskIsPunishedOnce_findsForgetfulStaking() public {
        assertFound(new ForgetfulStakingFactory(), CourtChecks.isPunishedOnce.selector);
    }

    function test_dutyIsPaidOnce_findsASecondReward() public {
        assertFound(new GenerousBenchFactory(), CourtChecks.isDutyPaidOnce.selector);
    }

    function test_silenceCountsForNothing_findsABenchThatPaysForIt() public {
        assertFound(new CredulousBenchFactory(), CourtChecks.isSilenceNothing.selector);
    }

    function test_silenceCountsForNothing_findsABenchThatPunishesTheNode() public {
        assertFound(new SlanderousBenchFactory(), CourtChecks.isSilenceNothing.selector);
    }

    function test_dustIsSkipped_findsABenchThatAsksForIt() public {
        assertFound(new PedanticBenchFactory(), CourtChecks.isDustSkipped.selector);
    }

    function test_lateThresholdsDontCount_findsABenchThatTakesTheNewest() public {
        assertFound(new EagerBenchFactory(), CourtChecks.isJudgedByWhatWasThere.selector);
    }

    function test_reputationMovesWithMoneyOrVerdict_findsAnOpenLedger() public {
        assertFound(new OpenLedgerFactory(), CourtChecks.isReputationEarned.selector);
    }

    function test_oneSilentJuryHangsNoCase_findsAnImpatientBench() public {
        assertFound(new ImpatientBenchFactory(), CourtChecks.isNoCaseHungEarly.selector);
    }

    function test_noJuryCountsHeads_findsACrowdedBench() public {
        assertFound(new CrowdedBenchFactory(), CourtChecks.isNoJuryOfEverybody.selector);
    }

    function test_feesBuyNoMoreThanTheyCost_findsACheapLedger() public {
        assertFound(new CheapLedgerFactory(), CourtChecks.isWeightDear.selector);
    }

    function test_powersLowerNothing_findsAGraspingCourt() public {
        assertFound(new GraspingCourtFactory(), CourtChecks.isNothingLowered.selector);
    }

    function assertFound(ICourtFactory mutant, bytes4 check) private {
        CourtChecks handler = new CourtChecks(mutant);
        for (uint256 i; i < STEPS; ++i) {
            (bool acted, ) = address(handler).call(abi.encodeCall(handler.act, (stepOf(i))));
            acted;
            (bool asked, bytes memory answer) = address(handler).call(abi.encodeWithSelector(check));
            if (asked && !abi.decode(answer, (bool))) return;
        }
        assertTrue(false, "the mutant survived");
    }

    function stepOf(uint256 i) private pure returns (uint256) {
        return uint256(keccak256(abi.encode("step", i)));
    }
}
