// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {JobEscrow} from "../../../contracts/JobEscrow.sol";
import {ModelRegistry} from "../../../contracts/ModelRegistry.sol";
import {NodeStaking} from "../../../contracts/NodeStaking.sol";
import {ProbeCourt} from "../../../contracts/ProbeCourt.sol";
import {ReputationLedger} from "../../../contracts/ReputationLedger.sol";
import {VerifierBench} from "../../../contracts/VerifierBench.sol";
import {BlockBeacon} from "../../../contracts/beacon/BlockBeacon.sol";
import {CourtManager} from "../../../contracts/governance/CourtManager.sol";
import {WitanTimelock} from "../../../contracts/governance/WitanTimelock.sol";
import {ICourtParameters} from "../../../contracts/interfaces/ICourtParameters.sol";
import {IModelRegistry} from "../../../contracts/interfaces/IModelRegistry.sol";
import {IProbeCourt} from "../../../contracts/interfaces/IProbeCourt.sol";
import {ISignedEvidence} from "../../../contracts/interfaces/ISignedEvidence.sol";
import {RaceNoise} from "../../../contracts/libraries/RaceNoise.sol";
import {LeafOpening} from "../../../contracts/libraries/RaceTranscript.sol";
import {CompactSignature, Receipt} from "../../../contracts/libraries/Receipts.sol";
import {JobId} from "../../../contracts/types/JobId.sol";
import {World} from "./World.sol";

/// @notice The world with a court, a bench, a ledger and a registered model, and receipts that its nodes sign.
abstract contract CourtWorld is World {
    bytes32 internal constant SEED = keccak256("race seed");
    uint32 internal constant STOP = 2;
    uint16 internal constant WARM = 1_000;
    address internal constant GOVERNANCE = address(0x607);

    ProbeCourt internal court;
    VerifierBench internal bench;
    ReputationLedger internal ledger;
    ModelRegistry internal models;
    BlockBeacon internal beacon;
    WitanTimelock internal timelock;
    CourtManager internal manager;
    bytes32 internal modelId;
    uint256 private _tasks;

    function setUp() public virtual override {
        super.setUp();
        ledger = newLedger();
        address deployer = court.DEPLOYER();
        vm.prank(deployer);
        court.bind(address(staking), address(escrow), address(ledger), address(bench));
        bench.bind();
        modelId = addModel("math");
        vm.warp(time() + 1);
    }

    function newStaking() internal virtual override returns (NodeStaking) {
        models = new ModelRegistry(dollar, DOLLAR);
        beacon = new BlockBeacon();
        address[] memory governors = new address[](1);
        governors[0] = GOVERNANCE;
        timelock = new WitanTimelock(2 days, governors);
        manager = new CourtManager(timelock);
        court = newCourt();
        bench = newBench();
        return newStakingOf(address(court));
    }

    function newStakingOf(address itsCourt) internal virtual returns (NodeStaking) {
        return new NodeStaking(dollar, registry, THAW, windows(), itsCourt);
    }

    function newCourt() internal virtual returns (ProbeCourt) {
        return new ProbeCourt(dollar, registry, models, address(manager), someAmounts(), someSteps());
    }

    function newBench() internal virtual returns (VerifierBench) {
        return new VerifierBench(dollar, registry, IProbeCourt(address(court)), models, beacon, 100 * DOLLAR);
    }

    function newLedger() internal virtual returns (ReputationLedger) {
        return new ReputationLedger(escrow, staking, address(bench), 1 days);
    }

    function newEscrow() internal virtual override returns (JobEscrow) {
        return new JobEscrow(dollar, registry, staking, address(bench), GUARDIAN);
    }

    function someAmounts() internal pure returns (ICourtParameters.Amounts memory) {
        return
            ICourtParameters.Amounts({
                faultSlashBps: 5_000,
                verdictSlashBps: 2_000,
                lazySlashBps: 2_000,
                caseBond: uint64(5 * DOLLAR),
                dataBond: uint64(5 * DOLLAR),
                probeReward: uint64(DOLLAR / 50),
                jurorFee: uint64(DOLLAR / 10)
            });
    }

    function someSteps() internal pure virtual returns (ICourtParameters.Steps memory) {
        return
            ICourtParameters.Steps({
                draw: 1 hours,
                commit: 22 hours,
                reveal: 22 hours,
                appeal: 27 hours,
                data: 2 days,
                epoch: 1 days,
                report: 1 days,
                jail: 7 days
            });
    }

    function addModel(string memory name) internal returns (bytes32) {
        IModelRegistry.ModelParts memory parts;
        parts.ggufSha256 = keccak256(bytes(name));
        parts.rolesBitmap = 1;
        parts.contextTokens = 256;
        parts.stopTokens = new uint32[](1);
        parts.stopTokens[0] = STOP;
        dollar.faucet(address(this), DOLLAR);
        dollar.approve(address(models), DOLLAR);
        return models.register(parts);
    }

    // Receipts

    /// @dev A receipt of node `nodeId` for one token, under `root`; every call is another task.
    function aReceipt(uint32 nodeId, bytes32 root, uint32 tokens) internal returns (Receipt memory receipt) {
        receipt.jobId = JobId.wrap(bytes20(uint160(0x10B)));
        receipt.taskId = keccak256(abi.encode("task", ++_tasks));
        receipt.nodeId = nodeId;
        receipt.modelId = modelId;
        receipt.mode = 1;
        receipt.outputTokens = tokens;
        receipt.amount = uint48(DOLLAR / 1000);
        receipt.transcriptRoot = root;
        receipt.startedAt = uint40(time() + 10);
        receipt.finishedAt = uint40(time() + 11);
        receipt.seedCommit = keccak256(abi.encode(SEED));
        receipt.temperatureMilli = WARM;
        receipt.maxOutputTokens = 64;
    }

    function signedBy(
        uint256 key,
        Receipt memory receipt
    ) internal view returns (ISignedEvidence.SignedReceipt memory signed) {
        signed.receipt = receipt;
        signed.signature = compactOf(key, court.receiptDigest(receipt));
    }

    function signedReceipt(Receipt memory receipt) internal view returns (ISignedEvidence.SignedReceipt memory) {
        return signedBy(signerKey(receipt.nodeId), receipt);
    }

    function compactOf(uint256 key, bytes32 digest) internal pure returns (CompactSignature memory) {
        (bytes32 r, bytes32 vs) = compact(key, digest);
        return CompactSignature(r, vs);
    }

    // Leaves

    /// @dev A leaf with candidates 10, 11, ..., each a gap further than the one before.
    function leafOf(
        uint32 position,
        uint32 token,
        uint256 count,
        uint16 gap
    ) internal pure returns (bytes memory leaf) {
        leaf = abi.encodePacked(position, token);
        for (uint256 i; i < count; ++i) leaf = abi.encodePacked(leaf, uint32(10 + i), uint16(i * gap));
    }

    /// @dev Who wins, and who is beaten by the winner, among the candidates of `leafOf`.
    function race(uint32 position, uint256 count, uint16 gap) internal pure returns (uint32 winner, uint32 loser) {
        int256 best = type(int256).min;
        for (uint256 i; i < count; ++i) {
            int256 score = RaceNoise.score(SEED, position, uint32(10 + i), uint16(i * gap), WARM);
            if (score > best) (best, winner) = (score, uint32(10 + i));
        }
        loser = winner == 10 ? 11 : 10;
    }

    function only(bytes memory leaf) internal pure returns (LeafOpening memory opening) {
        opening.salt = bytes16(keccak256("salt"));
        opening.leaf = leaf;
    }

    function rootOf(LeafOpening memory opening) internal pure returns (bytes32) {
        return keccak256(abi.encodePacked(bytes1(0x00), opening.salt, opening.leaf));
    }

    /// @dev Two leaves; returns each with its path.
    function pair(
        bytes memory first,
        bytes memory second
    ) internal pure returns (LeafOpening memory left, LeafOpening memory right, bytes32 root) {
        (left, right) = (only(first), only(second));
        (left.path, right.path) = (new bytes32[](1), new bytes32[](1));
        (left.path[0], right.path[0]) = (rootOf(only(second)), rootOf(only(first)));
        root = keccak256(abi.encodePacked(bytes1(0x01), right.path[0], left.path[0]));
    }

    /// @dev A receipt of node `nodeId` whose only token lost its race, with what proves it.
    function faulty(
        uint32 nodeId
    ) internal returns (ISignedEvidence.SignedReceipt memory signed, LeafOpening memory opening, uint256 better) {
        (uint32 winner, uint32 loser) = race(0, 16, 3);
        opening = only(leafOf(0, loser, 16, 3));
        signed = signedReceipt(aReceipt(nodeId, rootOf(opening), 1));
        better = winner - 10;
    }

    function honest(
        uint32 nodeId
    ) internal returns (ISignedEvidence.SignedReceipt memory signed, LeafOpening memory opening) {
        (uint32 winner, ) = race(0, 16, 3);
        opening = only(leafOf(0, winner, 16, 3));
        signed = signedReceipt(aReceipt(nodeId, rootOf(opening), 1));
    }

    function slashedOf(uint32 nodeId) internal view returns (uint256) {
        return STAKE - staking.stakeOf(nodeId).active;
    }
}
