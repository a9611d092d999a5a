// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ReputationLedger} from "../../../contracts/ReputationLedger.sol";
import {INodeStaking} from "../../../contracts/interfaces/INodeStaking.sol";
import {IReputationLedger} from "../../../contracts/interfaces/IReputationLedger.sol";
import {JobId} from "../../../contracts/types/JobId.sol";
import {CourtWorld} from "../support/CourtWorld.sol";

/// @notice The formula, how it fades, and what Sybils can't do with it.
contract ReputationLedgerTest is CourtWorld {
    uint256 private constant ONE = 1e18;

    function test_newNode_weighsHalfOfItsStakeByHalf() public view {
        IReputationLedger.Terms memory terms = ledger.termsOf(1, 0);
        assertEq(terms.vouched, STAKE / 2, "vouched");
        assertEq(terms.quality, ONE / 2, "quality");
        assertEq(terms.weight, STAKE / 4, "weight");
    }

    function test_passes_raiseTheQualityOfTheirRoleOnly() public {
        vm.prank(address(bench));
        ledger.record(1, 0, 4_000);
        assertEq(ledger.termsOf(1, 0).quality, (ONE * 3) / 4, "(4 + 2) / 8");
        assertEq(ledger.termsOf(1, 1).quality, ONE / 2, "another role");
        assertEq(ledger.recordOf(1, 0).passed, 4_000, "kept");
    }

    /// @dev A receipt's role is its node's word: a punishment that counted in that role alone could be steered away.
    function test_punishments_lowerTheQualityOfEveryRole() public {
        vm.prank(address(bench));
        ledger.record(1, 0, 4_000);
        punish(aPunishment(1, 0));
        assertEq(ledger.termsOf(1, 0).quality, (ONE * 6) / 18, "(4 + 2) / 18");
        assertEq(ledger.termsOf(1, 6).quality, (ONE * 2) / 14, "2 / 14");

        vm.warp(time() + 1 days);
        punish(aPunishment(1, 0));
        assertEq(ledger.termsOf(1, 6).failed, 9_375 + 10_000, "the first has faded when the second comes");
    }

    function test_manyPunishments_stayWithinTheirWord() public {
        INodeStaking.Punishment memory heavy = aPunishment(1, 0);
        heavy.weightMilli = type(uint24).max;
        punish(heavy);
        punish(aPunishment(1, 0));
        assertEq(ledger.termsOf(1, 0).failed, type(uint24).max, "no more than fits");
    }

    function test_fees_countOnceAndOnlyAfterAPoke() public {
        _payFees(1, uint48(1_000 * DOLLAR));
        assertEq(ledger.termsOf(1, 0).decayedFees, 0, "before");
        ledger.poke(_one(1));
        assertEq(ledger.termsOf(1, 0).decayedFees, 25 * DOLLAR, "after");
        ledger.poke(_one(1));
        assertEq(ledger.termsOf(1, 0).decayedFees, 25 * DOLLAR, "again");
        assertEq(ledger.termsOf(1, 0).vouched, STAKE / 2 + 25 * DOLLAR, "vouched");
    }

    function test_everything_fadesToTheFloor() public {
        punish(aPunishment(1, 0));
        _payFees(1, uint48(1_000 * DOLLAR));
        ledger.poke(_one(1));
        vm.warp(time() + 1 days);
        assertEq(ledger.termsOf(1, 0).failed, 9_375, "15/16");

        vm.warp(time() + 2_000 days);
        IReputationLedger.Terms memory terms = ledger.termsOf(1, 0);
        assertEq(terms.failed, 0, "failed");
        assertEq(terms.decayedFees, 0, "fees");
        assertEq(terms.weight, STAKE / 4, "the floor");
    }

    /// @dev Splitting stake and fees over two nodes never weighs more than one node with both.
    function testFuzz_splittingNeverRaisesTheSum(
        uint88 stakeAll,
        uint88 feesAll,
        uint8 stakeShare,
        uint8 feeShare
    ) public pure {
        uint256 stakeOne = (uint256(stakeAll) * stakeShare) / 255;
        uint256 feesOne = (uint256(feesAll) * feeShare) / 255;
        uint256 whole = _vouched(stakeAll, feesAll);
        uint256 parts = _vouched(stakeOne, feesOne) + _vouched(stakeAll - stakeOne, feesAll - feesOne);
        assertTrue(parts <= whole, "the parts weigh more");
        assertTrue(whole <= stakeAll, "more than the stake");
    }

    /// @dev Weight bought by paying oneself: never more than KAPPA a unit of fee, and never above the stake.
    function testFuzz_selfDealingBuysAtMostKappaPerFee(uint88 stakeAll, uint88 before, uint88 more) public pure {
        uint256 gained = _vouched(stakeAll, uint256(before) + more) - _vouched(stakeAll, before);
        assertTrue(gained <= uint256(more), "too cheap");
    }

    function test_record_isForTheBench() public {
        expectError(
            abi.encodeWithSelector(IReputationLedger.ReputationLedgerNotBench.selector, address(court), address(bench))
        );
        vm.prank(address(court));
        ledger.record(1, 0, 1);
        vm.prank(address(bench));
        expectError(abi.encodeWithSelector(IReputationLedger.ReputationLedgerUnknownRole.selector, 7));
        ledger.record(1, 7, 1);
    }

    function test_weights_areReadForManyNodesInOneCall() public {
        uint32[] memory nodeIds = new uint32[](3);
        (nodeIds[0], nodeIds[1], nodeIds[2]) = (1, 2, 999);
        uint256[] memory all = ledger.weights(nodeIds, 0);
        assertEq(all[0], STAKE / 4, "1");
        assertEq(all[1], STAKE / 4, "2");
        assertEq(all[2], 0, "unknown");
        expectError(abi.encodeWithSelector(IReputationLedger.ReputationLedgerTooManyNodes.selector, 257, 256));
        ledger.weights(new uint32[](257), 0);
    }

    function test_ledger_needsItsContracts() public {
        expectError(abi.encodeWithSelector(IReputationLedger.ReputationLedgerZeroAddress.selector));
        new ReputationLedger(escrow, staking, address(0), 1 days);
    }

    function _vouched(uint256 stakeOf, uint256 fees) private pure returns (uint256) {
        uint256 vouched = stakeOf / 2 + fees;
        return vouched < stakeOf ? vouched : stakeOf;
    }

    function _payFees(uint32 nodeId, uint48 amount) private {
        JobId jobId = fundJob(nodeId, amount);
        settleOne(row(jobId, nodeId, uint8(nodeId - 1), amount));
    }

    function _one(uint32 nodeId) private pure returns (uint32[] memory nodeIds) {
        nodeIds = new uint32[](1);
        nodeIds[0] = nodeId;
    }
}
