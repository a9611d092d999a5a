// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Base} from "../support/Base.sol";
import {EscrowChecks} from "../invariant/EscrowChecks.sol";
import {IEscrowFactory} from "../invariant/EscrowHandler.sol";
import {
    FeePerDifferenceFactory,
    GrowingSettleFactory,
    LooseCreditFactory,
    NoCapFactory,
    PausedSettleFactory,
    PausedWithdrawFactory,
    StuckReleaseFactory
} from "./EscrowMutants.sol";

/// @notice Each invariant's check finds its mutant, driven by the handler of the invariant tests; the same steps leave
/// the real escrow without a finding.
contract EscrowMutantsTest is Base {
    uint256 private constant STEPS = 200;

    function test_realEscrowHoldsEverything() public {
        EscrowChecks handler = new EscrowChecks(IEscrowFactory(address(0)));
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
        assertFound(new LooseCreditFactory(), EscrowChecks.isSolvent.selector);
    }

    function test_invariant2_findsAMissingCap() public {
        assertFound(new NoCapFactory(), EscrowChecks.isWithinCaps.selector);
    }

    function test_invariant3_findsAFeeOnEachDifference() public {
        assertFound(new FeePerDifferenceFactory(), EscrowChecks.isOrderFree.selector);
    }

    function test_invariant4_findsAPausedWithdraw() public {
        assertFound(new PausedWithdrawFactory(), EscrowChecks.isSafeFromGuardian.selector);
    }

    function test_invariant9_findsAReleaseThatNeedsTheNodes() public {
        assertFound(new StuckReleaseFactory(), EscrowChecks.canEveryoneLeave.selector);
    }

    function test_invariant10_findsAPausedSettle() public {
        assertFound(new PausedSettleFactory(), EscrowChecks.isNeverBlockedByPause.selector);
    }

    function test_invariant11_findsALoopThatGrows() public {
        assertFound(new GrowingSettleFactory(), EscrowChecks.isLinearInGas.selector);
    }

    function assertFound(IEscrowFactory mutant, bytes4 check) private {
        EscrowChecks handler = new EscrowChecks(mutant);
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
