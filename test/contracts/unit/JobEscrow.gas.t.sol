// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IJobEscrow} from "../../../contracts/interfaces/IJobEscrow.sol";
import {World} from "../support/World.sol";

/// @notice Invariant 11: what a settlement costs grows with its rows and with nothing else.
contract SettleGasTest is World {
    function test_gasGrowsWithTheRows() public {
        gasOf(5);
        uint256 ten = gasOf(10);
        uint256 forty = gasOf(40);
        uint256 seventy = gasOf(70);
        assertNear(seventy - forty, forty - ten);
    }

    function test_gasDoesNotGrowWithTheNumberOfJobs() public {
        gasOf(5);
        uint256 before = gasOf(10);
        for (uint256 i; i < 100; ++i) fundJob(1, 1);
        assertNear(gasOf(10), before);
    }

    function gasOf(uint256 count) private returns (uint256) {
        IJobEscrow.Row[] memory rows = new IJobEscrow.Row[](count);
        for (uint256 i; i < count; ++i) rows[i] = row(fundJob(1, 1_000), 1, 0, 700);
        uint256 before = gasleft();
        escrow.settle(rows);
        return before - gasleft();
    }

    function assertNear(uint256 actual, uint256 expected) private pure {
        assertTrue(actual * 100 <= expected * 103 && actual * 103 >= expected * 100, "within 3 %");
    }
}
