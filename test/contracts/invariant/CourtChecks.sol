// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ICourtCases} from "../../../contracts/interfaces/ICourtCases.sol";
import {ICourtData} from "../../../contracts/interfaces/ICourtData.sol";
import {CourtHandler} from "./CourtHandler.sol";
import {ICourtFactory} from "./CourtHands.sol";

/// @notice The invariants of court, bench and ledger as questions: true while they hold.
contract CourtChecks is CourtHandler {
    /// @dev Longest phase of a case.
    uint256 private constant LONGEST_PHASE = 27 hours;

    constructor(ICourtFactory factory) CourtHandler(factory) {}

    /// @dev The court's tokens are bonds of open demands, credits, and what was given to it.
    function isCourtCovered() public view returns (bool) {
        uint256 claims;
        for (uint256 i; i < _accounts.length; ++i) claims += court.creditOf(_accounts[i]);
        for (uint256 i; i < _demands.length; ++i) {
            ICourtData.Demand memory open = court.demandOf(_demands[i]);
            if (!open.answered) claims += open.bond;
        }
        return dollar.balanceOf(address(court)) == claims;
    }

    /// @dev The bench's tokens are bonds of open cases, credits, and the pool.
    function isBenchCovered() public view returns (bool) {
        uint256 claims = bench.pool();
        for (uint256 i; i < _accounts.length; ++i) claims += bench.creditOf(_accounts[i]);
        for (uint256 caseId = bench.caseCount(); caseId > 0; --caseId) {
            if (bench.caseOf(caseId).phase == ICourtCases.Phase.Closed) continue;
            ICourtCases.Bond[] memory bonds = bench.bondsOf(caseId);
            for (uint256 i; i < bonds.length; ++i) claims += bonds[i].amount;
        }
        return dollar.balanceOf(address(bench)) == claims;
    }

    /// @dev At every step: no phase is longer than the longest; that the cases do end is asked by `everyCaseEnds`.
    function isEveryPhaseBounded() external view returns (bool) {
        for (uint256 caseId = bench.caseCount(); caseId > 0; --caseId) {
            if (bench.caseOf(caseId).phaseEndsAt > _now + LONGEST_PHASE) return false;
        }
        return true;
    }

    /// @dev 8: no proof ever takes stake of a node that did nothing wrong.
    function isHonestSafe() external view returns (bool) {
        return !_honestConvicted;
    }

    function isPunishedOnce() external view returns (bool) {
        return !_punishedTwice;
    }

    function isDutyPaidOnce() external view returns (bool) {
        return !_paidTwice;
    }

    /// @dev Silence that a verifier claims earns it nothing, and takes nothing from the node.
    function isSilenceNothing() external view returns (bool) {
        return !_silencePaid;
    }

    /// @dev A node with next to no stake keeps no verifier from its reward.
    function isDustSkipped() external view returns (bool) {
        return !_dustBlocked;
    }

    /// @dev Thresholds that were published after a job was funded judge none of its answers.
    function isJudgedByWhatWasThere() external view returns (bool) {
        return !_judgedAnew;
    }

    /// @dev 7: no record moves without a verdict, a proof, a passed probe or fees.
    function isReputationEarned() external view returns (bool) {
        return !_movedAlone;
    }

    /// @dev A jury that stays silent ends no case while a larger one could be drawn.
    function isNoCaseHungEarly() external view returns (bool) {
        for (uint256 caseId = bench.caseCount(); caseId > 0; --caseId) {
            ICourtCases.Case memory one = bench.caseOf(caseId);
            if (one.phase != ICourtCases.Phase.Closed || one.verdict != ICourtCases.Verdict.Hung) continue;
            if (one.jurySize != 0 && one.level + 1 < bench.LEVELS()) return false;
        }
        return true;
    }

    /// @dev A jury of more than the least has at most half of the verifiers in it: one that seats all of them counts heads.
    function isNoJuryOfEverybody() external view returns (bool) {
        for (uint256 caseId = bench.caseCount(); caseId > 0; --caseId) {
            for (uint8 level; level < bench.LEVELS(); ++level) {
                uint256 seats = bench.juryOf(caseId, level).length;
                if (seats > bench.MIN_JURY() && 2 * seats > VERIFIERS) return false;
            }
        }
        return true;
    }

    /// @dev Fees vouch for no more stake than they cost.
    function isWeightDear() external view returns (bool) {
        return !_boughtCheaply;
    }

    /// @dev 4 and 10: no power lowers what is anybody's, and a pause blocks nothing that pays out.
    function isNothingLowered() external view returns (bool) {
        return !_lowered;
    }

    /// @dev 9: from here every case, appeal, demand and thaw ends, by calls that anyone may make.
    function canEveryoneLeave() external returns (bool left) {
        uint256 id = vm.snapshotState();
        try this.everyCaseEnds() {
            left = true;
        } catch {}
        vm.revertToState(id);
    }

    /// @dev As `canEveryoneLeave`, and it does end, or it reverts with what stood in the way.
    function everyCaseEnds() external {
        vm.warp(_now);
        for (uint256 caseId = bench.caseCount(); caseId > 0; --caseId) _end(caseId);
        vm.warp(time() + someSteps().data);
        for (uint256 i; i < _demands.length; ++i) if (!court.demandOf(_demands[i]).answered) _withhold(_demands[i]);
        for (uint256 i; i < _accounts.length; ++i) _claim(_accounts[i]);
        assertEq(dollar.balanceOf(address(court)), 0, "left in the court");
        assertEq(dollar.balanceOf(address(bench)), bench.pool(), "held by the bench");
        for (uint32 nodeId = 1; nodeId <= 14; ++nodeId) {
            uint64 active = staking.stakeOf(nodeId).active;
            vm.prank(ownerOf(nodeId));
            if (active != 0) staking.thaw(nodeId, active);
        }
        vm.warp(time() + THAW);
        for (uint32 nodeId = 1; nodeId <= 14; ++nodeId) {
            if (staking.stakeOf(nodeId).thawing == 0) continue;
            vm.prank(ownerOf(nodeId));
            staking.withdraw(nodeId, ownerOf(nodeId));
        }
    }

    /// @dev Nobody votes and nobody appeals: a stranger alone brings the case to its end, with the beacon or without.
    function _end(uint256 caseId) private {
        uint256 until = time() + 9 * LONGEST_PHASE;
        for (uint256 i; i < 13; ++i) {
            ICourtCases.Case memory open = bench.caseOf(caseId);
            if (open.phase == ICourtCases.Phase.Closed) return;
            if (open.phaseEndsAt > time()) vm.warp(open.phaseEndsAt);
            vm.prank(STRANGER);
            bench.advance(caseId);
        }
        assertTrue(bench.caseOf(caseId).phase == ICourtCases.Phase.Closed, "a case without an end");
        assertTrue(time() <= until, "a case took too long");
    }
}
