// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Base} from "../support/Base.sol";
import {CourtChecks} from "./CourtChecks.sol";
import {ICourtFactory} from "./CourtHands.sol";

/// @notice The handler under a name of this file: the test runner only knows contracts of test files.
contract CourtActor is CourtChecks(ICourtFactory(address(0))) {}

/// @notice The invariants of court, bench and ledger, after every step of random sequences.
contract CourtInvariantTest is Base {
    struct FuzzSelector {
        address addr;
        bytes4[] selectors;
    }

    uint256 private constant VERBS = 9;

    CourtActor private _handler;

    function setUp() public {
        _handler = new CourtActor();
    }

    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(_handler);
    }

    function targetSelectors() external view returns (FuzzSelector[] memory targets) {
        targets = new FuzzSelector[](1);
        bytes4[] memory verbs = new bytes4[](VERBS);
        verbs[0] = _handler.cheat.selector;
        verbs[1] = _handler.accuseHonest.selector;
        verbs[2] = _handler.probe.selector;
        verbs[3] = _handler.accuse.selector;
        verbs[4] = _handler.judge.selector;
        verbs[5] = _handler.demand.selector;
        verbs[6] = _handler.endDemand.selector;
        verbs[7] = _handler.claim.selector;
        verbs[8] = _handler.poke.selector;
        targets[0] = FuzzSelector(address(_handler), verbs);
    }

    function invariant_courtCoversItsClaims() external view {
        assertTrue(_handler.isCourtCovered(), "court: balance == bonds + credits");
    }

    function invariant_benchCoversItsClaims() external view {
        assertTrue(_handler.isBenchCovered(), "bench: balance == bonds + credits + pool");
    }

    /// That they do end is asked at the end of each run.
    function invariant_everyCaseEnds() external view {
        assertTrue(_handler.isEveryPhaseBounded(), "9: every case ends");
    }

    function invariant_honestNodesAreNeverConvicted() external view {
        assertTrue(_handler.isHonestSafe(), "8: an honest node was convicted");
    }

    function invariant_taskIsPunishedOnce() external view {
        assertTrue(_handler.isPunishedOnce(), "a task was punished twice");
    }

    function invariant_dutyIsPaidOnce() external view {
        assertTrue(_handler.isDutyPaidOnce(), "a duty was paid twice");
    }

    function invariant_silenceCountsForNothing() external view {
        assertTrue(_handler.isSilenceNothing(), "claimed silence earned something, or took something");
    }

    function invariant_dustIsSkipped() external view {
        assertTrue(_handler.isDustSkipped(), "a node of dust blocked a verifier");
    }

    function invariant_lateThresholdsDontCount() external view {
        assertTrue(_handler.isJudgedByWhatWasThere(), "a case went by thresholds from after the funding");
    }

    function invariant_reputationMovesWithMoneyOrVerdict() external view {
        assertTrue(_handler.isReputationEarned(), "7: a record moved by itself");
    }

    function invariant_oneSilentJuryHangsNoCase() external view {
        assertTrue(_handler.isNoCaseHungEarly(), "a silent jury ended a case");
    }

    function invariant_noJuryCountsHeads() external view {
        assertTrue(_handler.isNoJuryOfEverybody(), "a jury seated more than half of the verifiers");
    }

    function invariant_feesBuyNoMoreThanTheyCost() external view {
        assertTrue(_handler.isWeightDear(), "fees bought more than they cost");
    }

    /// Invariants 4 and 10 with the court in: neither governance nor the guardian lowers or blocks what is anybody's.
    function invariant_powersLowerNothing() external view {
        assertTrue(_handler.isNothingLowered(), "4 and 10: a power lowered or blocked something");
    }

    /// An invariant over calls that did nothing would hold for nothing.
    function afterInvariant() external {
        for (uint256 verb; verb < VERBS; ++verb) assertTrue(_handler.done(verb) > 0, "every verb did something");
        _handler.everyCaseEnds();
    }
}
