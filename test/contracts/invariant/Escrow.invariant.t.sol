// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Base} from "../support/Base.sol";
import {EscrowChecks} from "./EscrowChecks.sol";
import {IEscrowFactory} from "./EscrowHandler.sol";

/// @notice The handler under a name of this file: the test runner only knows contracts of test files.
contract Handler is EscrowChecks(IEscrowFactory(address(0))) {}

/// @notice The escrow's invariants, after every step of random sequences.
contract EscrowInvariantTest is Base {
    struct FuzzSelector {
        address addr;
        bytes4[] selectors;
    }

    Handler private _handler;

    function setUp() public {
        _handler = new Handler();
    }

    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(_handler);
    }

    function targetSelectors() external view returns (FuzzSelector[] memory targets) {
        targets = new FuzzSelector[](1);
        bytes4[] memory verbs = new bytes4[](9);
        verbs[0] = _handler.deposit.selector;
        verbs[1] = _handler.withdraw.selector;
        verbs[2] = _handler.fund.selector;
        verbs[3] = _handler.amend.selector;
        verbs[4] = _handler.settle.selector;
        verbs[5] = _handler.release.selector;
        verbs[6] = _handler.releaseDone.selector;
        verbs[7] = _handler.pull.selector;
        verbs[8] = _handler.pause.selector;
        targets[0] = FuzzSelector(address(_handler), verbs);
    }

    function invariant_tokensAreFreeRemaindersOwedAndFees() external view {
        assertTrue(_handler.isSolvent(), "1: balance == free + remainders + owed + fees");
    }

    function invariant_claimedNeverFallsNorPassesItsCap() external view {
        assertTrue(_handler.isWithinCaps(), "2: claimed and caps");
    }

    function invariant_vouchersCountTheSameInAnyOrder() external view {
        assertTrue(_handler.isOrderFree(), "3: replay, order and splitting do not matter");
    }

    function invariant_guardianLowersNothing() external view {
        assertTrue(_handler.isSafeFromGuardian(), "4: the guardian takes nothing");
    }

    /// That they do leave is asked at the end of each run.
    function invariant_everyoneCanLeave() external view {
        assertTrue(_handler.isEveryJobEnding(), "9: every job ends");
    }

    function invariant_pauseBlocksNothingThatPaysOut() external view {
        assertTrue(_handler.isNeverBlockedByPause(), "10: settle, release, withdraw are never paused");
    }

    function invariant_gasOfSettleIsLinear() external view {
        assertTrue(_handler.isLinearInGas(), "11: gas");
    }

    /// An invariant over calls that did nothing would hold for nothing.
    function afterInvariant() external {
        for (uint256 verb; verb < 9; ++verb) assertTrue(_handler.done(verb) > 0, "every verb did something");
        _handler.everyoneLeaves();
    }
}
