// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ICourtProbes} from "../../../contracts/interfaces/ICourtProbes.sol";
import {ISignedEvidence} from "../../../contracts/interfaces/ISignedEvidence.sol";
import {Receipt} from "../../../contracts/libraries/Receipts.sol";
import {JobId} from "../../../contracts/types/JobId.sol";
import {BenchWorld} from "../support/BenchWorld.sol";

/// @notice A node that serves but does not answer: what its verifier earns, and what nobody can make of it.
contract VerifierBenchSilenceTest is BenchWorld {
    uint32 private constant VERIFIER = 5;
    uint8 private constant PROBES = 4;
    uint256 private constant REWARD = DOLLAR / 50;

    uint32 private _epoch;
    bytes32[PROBES] private _leaves;

    function setUp() public override {
        super.setUp();
        fillPool(10 * DOLLAR);
        _commit();
    }

    function test_oneSilentNode_costsItsVerifierOneRewardAndNoMore() public {
        for (uint8 i; i < 3; ++i) _report(i);
        uint32 silent = bench.dutyOf(VERIFIER, _epoch, 3);
        expectEvent(address(bench));
        emit ICourtProbes.ProbeUnanswered(VERIFIER, _epoch, silent, 3);
        _giveUp(3);

        assertEq(bench.batchOf(VERIFIER, _epoch).unanswered, 1, "counted");
        assertEq(_reward(), 3 * REWARD, "what was reported is paid");
    }

    /// @dev A lazy verifier that marks every duty earns nothing, where one that checks earns four rewards.
    function test_verifierThatMarksEverything_earnsNothing() public {
        for (uint8 i; i < PROBES; ++i) _giveUp(i);
        assertEq(_reward(), 0, "a word is no work");
    }

    /// @dev Nor does it pay to check only what is cheap: beyond a quarter each mark takes a reported probe along.
    function test_verifierThatChoosesWhatItChecks_earnsLess() public {
        for (uint8 i; i < 2; ++i) _report(i);
        for (uint8 i = 2; i < PROBES; ++i) _giveUp(i);
        assertEq(_reward(), REWARD, "two marks, of which one is believed");
    }

    function test_verifierThatMarksAllButOne_earnsNothing() public {
        _report(0);
        for (uint8 i = 1; i < PROBES; ++i) _giveUp(i);
        assertEq(_reward(), 0, "never below zero");
    }

    /// @dev What verifiers say moves neither stake nor record of the node, however many say it.
    function test_claimedSilence_takesNothingFromTheNode() public {
        bytes32 before = _standing();
        for (uint8 i; i < PROBES; ++i) _giveUp(i);
        assertTrue(_standing() == before, "the node lost something");
    }

    /// @dev Forty nodes with next to nothing at stake, which answer nobody: what falls on them is skipped, and the rest paid.
    function test_nodesOfDust_keepNoVerifierFromItsReward() public {
        for (uint32 i = 15; i < 55; ++i) {
            addNode(i);
            addStake(i, uint64(10 * DOLLAR - 1));
        }
        _commit();
        uint256 paid;
        for (uint8 i; i < PROBES; ++i) {
            if (bench.dutyOf(VERIFIER, _epoch, i) < 15) {
                _report(i);
                paid += REWARD;
                continue;
            }
            vm.prank(ownerOf(VERIFIER));
            bench.skipProbe(VERIFIER, _epoch, i);
        }
        assertTrue(paid < PROBES * REWARD, "some fell on dust");
        assertEq(_reward(), paid, "the others are paid, without a mark");
    }

    /// @dev Little stake is no hiding place: what may be skipped may also be probed, and the report is paid.
    function test_nodeOfDust_canStillBeProbed() public {
        uint32 drawn = bench.dutyOf(VERIFIER, _epoch, 0);
        vm.prank(ownerOf(drawn));
        staking.thaw(drawn, STAKE - uint64(10 * DOLLAR - 1));
        _report(0);
        for (uint8 i = 1; i < PROBES; ++i) _report(i);
        assertEq(_reward(), PROBES * REWARD, "paid");
    }

    function test_nodeWithTheLeastStake_cantBeSkipped() public {
        uint8 index;
        while (bench.dutyOf(VERIFIER, _epoch, index) == VERIFIER) ++index;
        uint32 drawn = bench.dutyOf(VERIFIER, _epoch, index);
        vm.prank(ownerOf(drawn));
        staking.thaw(drawn, STAKE - uint64(10 * DOLLAR));
        vm.startPrank(ownerOf(VERIFIER));
        expectError(abi.encodeWithSelector(ICourtProbes.ProbeCourtNodeServes.selector, drawn));
        bench.skipProbe(VERIFIER, _epoch, index);
        vm.stopPrank();
        vm.prank(ownerOf(drawn));
        staking.thaw(drawn, 1);
        vm.prank(ownerOf(VERIFIER));
        bench.skipProbe(VERIFIER, _epoch, index);
    }

    function test_mark_isForTheVerifierOnceAndInTime() public {
        expectError(abi.encodeWithSelector(ISignedEvidence.ProbeCourtNotSpeaker.selector, VERIFIER, address(this)));
        bench.reportUnanswered(VERIFIER, _epoch, 0);
        vm.startPrank(ownerOf(VERIFIER));
        expectError(abi.encodeWithSelector(ICourtProbes.ProbeCourtForeignProbe.selector, VERIFIER, _epoch, PROBES));
        bench.reportUnanswered(VERIFIER, _epoch, PROBES);
        bench.reportUnanswered(VERIFIER, _epoch, 0);
        expectError(abi.encodeWithSelector(ICourtProbes.ProbeCourtProbeDone.selector, VERIFIER, _epoch, 0));
        bench.reportUnanswered(VERIFIER, _epoch, 0);
        vm.warp((uint256(_epoch) + 2) * 1 days);
        expectError(abi.encodeWithSelector(ICourtProbes.ProbeCourtWrongTime.selector, time(), time() - 1 days, time()));
        bench.reportUnanswered(VERIFIER, _epoch, 1);
        vm.stopPrank();
    }

    function _commit() private {
        for (uint8 i; i < PROBES; ++i) _leaves[i] = _leafOf(i);
        bytes32 root = _pair(_pair(_leaves[0], _leaves[1]), _pair(_leaves[2], _leaves[3]));
        _epoch = bench.epochNow() + 1;
        vm.prank(ownerOf(VERIFIER));
        bench.commitProbes(VERIFIER, root, keccak256(abi.encode(SECRET)), PROBES);
        vm.roll(block.number + 2);
        beacon.prove(bench.batchOf(VERIFIER, _epoch).round);
        vm.warp((uint256(_epoch) + 1) * 1 days);
        bench.revealSecret(VERIFIER, _epoch, SECRET);
    }

    /// @dev The drawn node answers, is paid, and passes.
    function _report(uint8 index) private {
        uint32 drawn = bench.dutyOf(VERIFIER, _epoch, index);
        JobId jobId = fundFor(drawn);
        settleOne(row(jobId, drawn, 0, uint48(DOLLAR / 4)));
        Receipt memory receipt = aReceipt(drawn, keccak256("root"), 1);
        receipt.jobId = jobId;
        ICourtProbes.ProbeOpening memory opening;
        opening.index = index;
        (opening.sessionKey, opening.promptHash, opening.salt) = (vm.addr(SESSION), keccak256("prompt"), bytes16(SALT));
        opening.path = new bytes32[](2);
        opening.path[0] = _leaves[index ^ 1];
        uint256 other = index < 2 ? 2 : 0;
        opening.path[1] = _pair(_leaves[other], _leaves[other + 1]);
        ISignedEvidence.SignedReceipt memory signed = signedReceipt(receipt);
        vm.prank(ownerOf(VERIFIER));
        bench.reportProbe(VERIFIER, _epoch, opening, signed, true, 0);
    }

    function _giveUp(uint8 index) private {
        vm.prank(ownerOf(VERIFIER));
        bench.reportUnanswered(VERIFIER, _epoch, index);
    }

    function _reward() private returns (uint256) {
        vm.prank(ownerOf(VERIFIER));
        return bench.rewardDuty(VERIFIER, _epoch);
    }

    /// @dev Stakes, jails and records of all nodes.
    function _standing() private view returns (bytes32 all) {
        for (uint32 nodeId = 1; nodeId <= 14; ++nodeId) {
            all = keccak256(abi.encode(all, staking.stakeOf(nodeId), ledger.termsOf(nodeId, 0)));
        }
    }

    function _leafOf(uint8 index) private pure returns (bytes32) {
        return keccak256(abi.encodePacked(bytes1(0x00), index, vm.addr(SESSION), keccak256("prompt"), bytes16(SALT)));
    }

    function _pair(bytes32 a, bytes32 b) private pure returns (bytes32) {
        return a < b ? keccak256(abi.encode(a, b)) : keccak256(abi.encode(b, a));
    }
}
