// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {TestDollar} from "../../../contracts/TestDollar.sol";
import {ICourtCases} from "../../../contracts/interfaces/ICourtCases.sol";
import {ICourtData} from "../../../contracts/interfaces/ICourtData.sol";
import {ISignedEvidence} from "../../../contracts/interfaces/ISignedEvidence.sol";
import {Receipt} from "../../../contracts/libraries/Receipts.sol";
import {BenchWorld} from "../support/BenchWorld.sol";

/// @dev Calls somebody before and after each of its own transfers, once armed.
contract CallingDollar is TestDollar {
    address private _target;
    bytes private _call;
    uint256 public calls;
    uint256 public succeeded;

    function arm(address target, bytes calldata call) external {
        (_target, _call) = (target, call);
    }

    function _update(address from, address to, uint256 amount) internal override {
        _callBack();
        super._update(from, to, amount);
        _callBack();
    }

    function _callBack() private {
        if (_target == address(0)) return;
        ++calls;
        (bool success, ) = _target.call(_call);
        if (success) ++succeeded;
    }
}

/// @notice A token that calls back in the middle of every transfer takes nothing and blocks nothing.
contract CourtReentrancyTest is BenchWorld {
    function newDollar() internal override returns (TestDollar) {
        return new CallingDollar();
    }

    /// @dev Tokens on their way out are no pool: a case that closes at that moment pays its jurors nothing of them.
    function test_claim_reenteredByAClosingCase() public {
        uint256 hung = openOne();
        uint256 guilty = openOne();
        draw(guilty);
        vote(guilty, 3, 0);
        vm.warp(time() + 60 hours);
        while (bench.caseOf(hung).phase != ICourtCases.Phase.Closed) {
            bench.advance(hung);
            vm.warp(time() + 60 hours);
        }
        assertEq(bench.pool(), 0, "an empty pool");
        _arm(address(bench), abi.encodeCall(bench.advance, (guilty)));

        vm.prank(requester(1));
        bench.claimCredit(requester(1));

        _disarm();
        uint256 credits = bench.creditOf(requester(1));
        uint32[] memory jury = bench.juryOf(guilty, 0);
        for (uint256 i; i < jury.length; ++i) credits += bench.creditOf(ownerOf(jury[i]));
        if (bench.caseOf(guilty).phase != ICourtCases.Phase.Closed) credits += 5 * DOLLAR;
        assertEq(dollar.balanceOf(address(bench)), credits + bench.pool(), "covered");
    }

    function test_bond_reenteredByAnAdvance() public {
        uint256 first = openOne();
        Receipt memory receipt = aReceipt(1, keccak256("root"), 4);
        receipt.jobId = fundJob(1, uint48(DOLLAR));
        ISignedEvidence.SignedReceipt memory signed = signedReceipt(receipt);
        dollar.faucet(requester(1), 5 * DOLLAR);
        vm.prank(requester(1));
        dollar.approve(address(bench), 5 * DOLLAR);
        vm.warp(bench.caseOf(first).phaseEndsAt);
        _arm(address(bench), abi.encodeCall(bench.advance, (first)));

        vm.prank(requester(1));
        bench.openCase(signed, keccak256("evidence"), 0);

        assertTrue(CallingDollar(address(dollar)).succeeded() != 0, "it did call back");
        _disarm();
        assertEq(bench.creditOf(requester(1)), 5 * DOLLAR, "the first bond is a credit");
        assertEq(dollar.balanceOf(address(bench)), 10 * DOLLAR, "both bonds are there");
        assertEq(bench.pool(), 0, "and nothing else");
    }

    /// @dev An answer in the middle of a demand finds the demand whole: the node gets the bond once.
    function test_demand_reenteredByItsAnswer() public {
        Receipt memory receipt = aReceipt(1, keccak256("root"), 4);
        receipt.jobId = fundJob(1, uint48(DOLLAR));
        receipt.responseHash = keccak256("sealed frames");
        ISignedEvidence.SignedReceipt memory signed = signedReceipt(receipt);
        bytes32 digest = court.receiptDigest(receipt);
        dollar.faucet(requester(1), 5 * DOLLAR);
        vm.prank(requester(1));
        dollar.approve(address(court), 5 * DOLLAR);
        _arm(address(court), abi.encodeCall(court.answerData, (digest, "sealed frames")));

        vm.prank(requester(1));
        court.challengeData(signed);

        assertEq(CallingDollar(address(dollar)).succeeded(), 1, "answered once");
        ICourtData.Demand memory demand = court.demandOf(digest);
        assertTrue(demand.answered, "answered");
        vm.prank(ownerOf(1));
        assertEq(court.claimCredit(ownerOf(1)), 5 * DOLLAR, "the bond, once");
        assertEq(dollar.balanceOf(address(court)), 0, "nothing is left");
    }

    function _arm(address target, bytes memory call) private {
        CallingDollar(address(dollar)).arm(target, call);
    }

    function _disarm() private {
        CallingDollar(address(dollar)).arm(address(0), "");
    }
}
