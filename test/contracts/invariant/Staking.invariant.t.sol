// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Base} from "../support/Base.sol";
import {StakingHandler} from "./StakingHandler.sol";

/// @notice The handler under a name of this file: the test runner only knows contracts of test files.
contract StakingActor is StakingHandler {}

/// @notice The staking contract's invariants, after every step of random sequences.
contract StakingInvariantTest is Base {
    struct FuzzSelector {
        address addr;
        bytes4[] selectors;
    }

    StakingActor private _handler;

    function setUp() public {
        _handler = new StakingActor();
    }

    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(_handler);
    }

    function targetSelectors() external view returns (FuzzSelector[] memory targets) {
        targets = new FuzzSelector[](1);
        bytes4[] memory verbs = new bytes4[](6);
        verbs[0] = _handler.stake.selector;
        verbs[1] = _handler.thaw.selector;
        verbs[2] = _handler.withdraw.selector;
        verbs[3] = _handler.slash.selector;
        verbs[4] = _handler.punishAgain.selector;
        verbs[5] = _handler.payProceeds.selector;
        targets[0] = FuzzSelector(address(_handler), verbs);
    }

    function invariant_tokensAreActiveThawingAndSlashed() external view {
        assertTrue(_handler.isSolvent(), "1: balance == active + thawing + slashed");
    }

    function invariant_stakeIsConserved() external view {
        assertTrue(_handler.isConserved(), "5: staked == withdrawn + active + thawing + slashed");
    }

    function invariant_thawingStakeIsSlashable() external view {
        assertTrue(_handler.isAllSlashable(), "6: slashable until withdrawn");
    }

    function invariant_taskIsPunishedOnce() external view {
        assertTrue(_handler.isPunishedOnce(), "a task is punished once");
    }

    function invariant_nothingBlocksWithdraw() external view {
        assertTrue(_handler.isNeverBlocked(), "9, 10: withdraw always works after the thaw");
    }

    /// An invariant over calls that did nothing would hold for nothing.
    function afterInvariant() external view {
        for (uint256 verb; verb < 6; ++verb) assertTrue(_handler.done(verb) > 0, "every verb did something");
    }
}
