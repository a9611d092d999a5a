// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ICourtProbes} from "../../../contracts/interfaces/ICourtProbes.sol";
import {IJobEscrow} from "../../../contracts/interfaces/IJobEscrow.sol";
import {ISignedEvidence} from "../../../contracts/interfaces/ISignedEvidence.sol";
import {LeafOpening} from "../../../contracts/libraries/RaceTranscript.sol";
import {Receipt} from "../../../contracts/libraries/Receipts.sol";
import {JobId} from "../../../contracts/types/JobId.sol";
import {CourtWorld} from "./CourtWorld.sol";

/// @notice Nodes 5 to 14 are verifiers of operators of their own; hands for probes and cases.
abstract contract BenchWorld is CourtWorld {
    bytes32 internal constant SECRET = keccak256("secret of a verifier");
    bytes32 internal constant SALT = keccak256("salt of a vote");
    uint256 internal constant VERIFIERS = 10;

    /// @dev A probe whose epoch is over, with the drawn node's receipt, whose race was lost.
    struct Probe {
        uint32 epoch;
        uint32 drawn;
        uint256 better;
        ICourtProbes.ProbeOpening opening;
        ISignedEvidence.SignedReceipt signed;
        LeafOpening leaf;
    }

    ISignedEvidence.SignedReceipt private _last;

    function setUp() public virtual override {
        super.setUp();
        for (uint32 i = 5; i < 5 + VERIFIERS; ++i) {
            addNode(i);
            addStake(i, STAKE);
            vm.prank(ownerOf(i));
            bench.joinVerifiers(i);
        }
    }

    function lastSigned() internal view returns (ISignedEvidence.SignedReceipt memory) {
        return _last;
    }

    function fillPool(uint256 amount) internal {
        dollar.faucet(address(this), amount);
        dollar.transfer(address(bench), amount);
    }

    /// @dev Commits one probe for the next epoch and proves the beacon.
    function commitOne(uint32 verifierId) internal returns (uint32 epoch) {
        epoch = bench.epochNow() + 1;
        bytes32 leaf = keccak256(
            abi.encodePacked(bytes1(0x00), uint8(0), vm.addr(SESSION), keccak256("prompt"), bytes16(SALT))
        );
        vm.prank(ownerOf(verifierId));
        bench.commitProbes(verifierId, leaf, keccak256(abi.encode(SECRET)), 1);
        vm.roll(block.number + 2);
        beacon.prove(bench.batchOf(verifierId, epoch).round);
    }

    function aProbe(uint32 verifierId) internal returns (Probe memory probe) {
        probe.epoch = commitOne(verifierId);
        probe.opening.sessionKey = vm.addr(SESSION);
        probe.opening.promptHash = keccak256("prompt");
        probe.opening.salt = bytes16(SALT);
        vm.warp((uint256(probe.epoch) + 1) * 1 days);
        bench.revealSecret(verifierId, probe.epoch, SECRET);
        probe.drawn = bench.dutyOf(verifierId, probe.epoch, 0);

        JobId jobId = fundFor(probe.drawn);
        settleOne(row(jobId, probe.drawn, 0, uint48(DOLLAR / 4)));
        (probe.signed, probe.leaf, probe.better) = faulty(probe.drawn);
        probe.signed.receipt.jobId = jobId;
        probe.signed = signedReceipt(probe.signed.receipt);
    }

    function fundFor(uint32 nodeId) internal returns (JobId) {
        IJobEscrow.JobTerms memory terms = termsFor(1, uint48(DOLLAR));
        terms.allocations[0].nodeId = nodeId;
        vm.prank(requester(1));
        return escrow.fund(terms);
    }

    /// @dev The requester accuses node 1.
    function openOne() internal returns (uint256 caseId) {
        Receipt memory receipt = aReceipt(1, keccak256("root"), 4);
        receipt.jobId = fundJob(1, uint48(DOLLAR));
        _last = signedReceipt(receipt);
        caseId = openBy(requester(1), _last, 0);
    }

    function openBy(
        address by,
        ISignedEvidence.SignedReceipt memory signed,
        uint32 verifierId
    ) internal returns (uint256 caseId) {
        dollar.faucet(by, 5 * DOLLAR);
        vm.startPrank(by);
        dollar.approve(address(bench), 5 * DOLLAR);
        caseId = bench.openCase(signed, keccak256("evidence"), verifierId);
        vm.stopPrank();
    }

    function draw(uint256 caseId) internal {
        vm.roll(block.number + 2);
        beacon.prove(bench.caseOf(caseId).round);
        bench.advance(caseId);
    }

    /// @dev The first `guilty` jurors vote for guilt, the next `innocent` against it; then the votes are counted.
    function vote(uint256 caseId, uint256 guilty, uint256 innocent) internal {
        uint8 level = bench.caseOf(caseId).level;
        uint32[] memory jury = bench.juryOf(caseId, level);
        for (uint256 i; i < guilty + innocent; ++i) {
            bytes32 commitment = bench.voteHash(caseId, level, jury[i], i < guilty, 0, SALT);
            vm.prank(ownerOf(jury[i]));
            bench.commitVerdict(caseId, jury[i], commitment);
        }
        bench.advance(caseId);
        for (uint256 i; i < guilty + innocent; ++i) {
            vm.prank(ownerOf(jury[i]));
            bench.revealVerdict(caseId, jury[i], i < guilty, 0, SALT);
        }
        bench.advance(caseId);
    }

    function appealBy(address by, uint256 caseId, uint256 bond) internal {
        dollar.faucet(by, bond);
        vm.startPrank(by);
        dollar.approve(address(bench), bond);
        bench.appeal(caseId);
        vm.stopPrank();
    }

    function outsiderOf(uint32[] memory jury) internal pure returns (uint32 outsider) {
        for (outsider = 5; ; ++outsider) {
            bool seated;
            for (uint256 i; i < jury.length; ++i) if (jury[i] == outsider) seated = true;
            if (!seated) return outsider;
        }
    }
}
