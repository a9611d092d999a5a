// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Base} from "../support/Base.sol";
import {EscrowChecks} from "../invariant/EscrowChecks.sol";
import {
    OnFeePerDifference,
    OnGrowingSettle,
    OnLooseCredit,
    OnNoCap,
    OnPausedSettle,
    OnPausedWithdraw,
    OnStuckRelease
} from "./EscrowMutants.sol";

/// @notice Each invariant's check finds its mutant, driven by the handler of the invariant tests; the same steps leave
/// the real escrow without a finding.
contract EscrowMutantsTest is Base {
    uint256 private constant STEPS = 200;

    function test_realEscrowHoldsEverything() public {
        EscrowChecks handler = new EscrowChecks();
        for (uint256 i; i < STEPS; ++i) {
            handler.act(stepOf(i));
            assertTrue(handler.isSolvent(), "1");
            assertTrue(handler.isWithinCaps(), "2");
            assertTrue(handler.isOrderFree(), "3");
            assertTrue(handler.isSafeFromGuardian(), "4");
            if (i % 40 == 0) assertTrue(handler.canEveryoneLeave(), "9");
            assertTrue(handler.isNeverBlockedByPause(), "10");
            assertTrue(handler.isLinearInGas(), "11");
        }
        for (uint256 verb; verb < 9; ++verb) assertTrue(handler.done(verb) > 0, "every verb did something");
    }

    function test_invariant1_findsACreditThatNobodyPaid() public {
        assertFound(new OnLooseCredit(), EscrowChecks.isSolvent.selector);
    }

    function test_invariant2_findsAMissingCap() public {
        assertFound(new OnNoCap(), EscrowChecks.isWithinCaps.selector);
    }

    function test_invariant3_findsAFeeOnEachDifference() public {
        assertFound(new OnFeePerDifference(), EscrowChecks.isOrderFree.selector);
    }

    function test_invariant4_findsAPausedWithdraw() public {
        assertFound(new OnPausedWithdraw(), EscrowChecks.isSafeFromGuardian.selector);
    }

    function test_invariant9_findsAReleaseThatNeedsTheNodes() public {
        assertFound(new OnStuckRelease(), EscrowChecks.canEveryoneLeave.selector);
    }

    function test_invariant10_findsAPausedSettle() public {
        assertFound(new OnPausedSettle(), EscrowChecks.isNeverBlockedByPause.selector);
    }

    function test_invariant11_findsALoopThatGrows() public {
        assertFound(new OnGrowingSettle(), EscrowChecks.isLinearInGas.selector);
    }

    function assertFound(EscrowChecks handler, bytes4 check) private {
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
