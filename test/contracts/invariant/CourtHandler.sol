// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ProbeCourt} from "../../../contracts/ProbeCourt.sol";
import {ReputationLedger} from "../../../contracts/ReputationLedger.sol";
import {VerifierBench} from "../../../contracts/VerifierBench.sol";
import {ICourtCases} from "../../../contracts/interfaces/ICourtCases.sol";
import {ICourtFaults} from "../../../contracts/interfaces/ICourtFaults.sol";
import {ICourtParameters} from "../../../contracts/interfaces/ICourtParameters.sol";
import {ISignedEvidence} from "../../../contracts/interfaces/ISignedEvidence.sol";
import {LeafOpening} from "../../../contracts/libraries/RaceTranscript.sol";
import {CompactSignature, Quote, Receipt, Receipts} from "../../../contracts/libraries/Receipts.sol";
import {JobId} from "../../../contracts/types/JobId.sol";
import {BenchWorld} from "../support/BenchWorld.sol";

/// @notice Builds the contracts for the handler, so that one handler serves every mutant; zero for the real one.
interface ICourtFactory {
    function court(ProbeCourtParts calldata parts) external returns (ProbeCourt);
    function bench(ProbeCourtParts calldata parts) external returns (VerifierBench);
    function ledger(ProbeCourtParts calldata parts) external returns (ReputationLedger);
}

/// @notice Addresses of what was built before.
struct ProbeCourtParts {
    address token;
    address registry;
    address models;
    address beacon;
    address court;
    address bench;
    address staking;
    address escrow;
    ICourtParameters.Amounts amounts;
    ICourtParameters.Steps steps;
}

/// @notice Cheats, proves, accuses, votes, appeals, demands and probes in any order, and keeps its own books.
/// @dev Nodes 1 to 4 serve and sometimes cheat; 5 to 14 are verifiers. Every verb does something in every state.
contract CourtHandler is BenchWorld {
    /// @dev A receipt that a demand or a case is about, with its lost race.
    struct Cheat {
        ISignedEvidence.SignedReceipt signed;
        LeafOpening leaf;
        uint256 better;
    }

    /// @dev What an honest node signs.
    struct Work {
        ISignedEvidence.SignedReceipt signed;
        LeafOpening leaf;
        Quote quote;
        CompactSignature quoted;
    }

    uint256 internal constant VERBS = 9;

    uint256[VERBS] public done;
    uint256 internal _now;
    address[] internal _accounts;
    bytes32[] internal _demands;
    Cheat[] internal _accused;
    bool internal _honestConvicted;
    bool internal _punishedTwice;
    bool internal _paidTwice;
    bool internal _movedAlone;

    ICourtFactory private _factory;
    mapping(bytes32 digest => Cheat cheat) internal _demanded;

    constructor(ICourtFactory factory) {
        _factory = factory;
        super.setUp();
        for (uint256 i = 1; i <= 14; ++i) _accounts.push(ownerOf(i));
        for (uint256 i = 1; i <= 3; ++i) _accounts.push(requester(i));
        _accounts.push(STRANGER);
        fillPool(1_000 * DOLLAR);
        _now = time();
    }

    function setUp() public override {}

    function newCourt() internal override returns (ProbeCourt) {
        return address(_factory) == address(0) ? super.newCourt() : _factory.court(_parts());
    }

    function newBench() internal override returns (VerifierBench) {
        return address(_factory) == address(0) ? super.newBench() : _factory.bench(_parts());
    }

    function newLedger() internal override returns (ReputationLedger) {
        return address(_factory) == address(0) ? super.newLedger() : _factory.ledger(_parts());
    }

    /// @dev A jail is over before the next step, so that nodes can take jobs.
    function someSteps() internal pure override returns (ICourtParameters.Steps memory steps) {
        steps = super.someSteps();
        steps.jail = 1 hours;
    }

    modifier counted(uint256 verb) {
        vm.warp(_now + 1 hours);
        vm.roll(block.number + 1);
        for (uint32 nodeId = 1; nodeId <= 14; ++nodeId) {
            uint88 active = staking.stakeOf(nodeId).active;
            if (active < STAKE) addStake(nodeId, STAKE - active);
        }
        _;
        ++done[verb];
        _now = time();
    }

    function act(uint256 seed) external {
        uint256 verb = seed % VERBS;
        seed = uint256(keccak256(abi.encode(seed)));
        if (verb == 0) cheat(seed);
        else if (verb == 1) accuseHonest(seed);
        else if (verb == 2) probe(seed);
        else if (verb == 3) accuse(seed);
        else if (verb == 4) judge(seed);
        else if (verb == 5) demand(seed);
        else if (verb == 6) endDemand(seed);
        else if (verb == 7) claim(seed);
        else poke(seed);
    }

    /// @dev A node cheats and is punished; then everybody tries to punish it again for the same task.
    function cheat(uint256 seed) public counted(0) {
        Cheat memory one = _cheat(_nodeOf(seed), seed % 2 == 0 ? JobId.wrap(bytes20(0)) : _jobFor(_nodeOf(seed)));
        _prove(one);
        _prove(one);
        ISignedEvidence.SignedReceipt memory second = abi.decode(
            abi.encode(one.signed),
            (ISignedEvidence.SignedReceipt)
        );
        second.receipt.amount += 1;
        second = signedReceipt(second.receipt);
        uint256 before = _stakes();
        try court.proveEquivocation(one.signed, second, address(0)) {
            if (_stakes() != before) _punishedTwice = true;
        } catch {}
    }

    /// @dev Every proof against a node that did nothing wrong.
    function accuseHonest(uint256 seed) public counted(1) {
        bytes32 records = _records();
        uint256 before = _stakes();
        _tryProofs(_honestWork(seed), seed);
        if (_stakes() != before) _honestConvicted = true;
        vm.prank(_accounts[(seed >> 80) % _accounts.length]);
        try ledger.record(_nodeOf(seed), 0, seed % 2 == 0, 1_000) {} catch {}
        if (_records() != records) _movedAlone = true;
    }

    /// @dev A whole epoch of a verifier, and its reward, asked for twice.
    function probe(uint256 seed) public counted(2) {
        uint32 verifierId = uint32(5 + (seed % VERIFIERS));
        vm.warp(time() + 2 days);
        Probe memory one = aProbe(verifierId);
        vm.startPrank(ownerOf(verifierId));
        bench.reportProbe(verifierId, one.epoch, one.opening, one.signed, seed % 3 != 0, 0);
        bench.rewardDuty(verifierId, one.epoch);
        uint256 credit = bench.creditOf(ownerOf(verifierId));
        try bench.rewardDuty(verifierId, one.epoch) {} catch {}
        if (bench.creditOf(ownerOf(verifierId)) != credit) _paidTwice = true;
        vm.stopPrank();
        if (seed % 3 == 0 || seed % 5 == 0) return;
        court.proveRaceFault(one.signed, SEED, one.leaf, one.better, address(0));
        bench.punishLazyPass(one.signed);
        uint256 before = _stakes();
        bench.punishLazyPass(one.signed);
        if (_stakes() != before) _punishedTwice = true;
    }

    function accuse(uint256 seed) public counted(3) {
        bytes32 records = _records();
        Cheat memory one = _cheat(_nodeOf(seed), _jobFor(_nodeOf(seed)));
        openBy(requester(1), one.signed, 0);
        _accused.push(one);
        if (_records() != records) _movedAlone = true;
    }

    /// @dev The newest cases go some steps further; sometimes the node is punished by proof in the meantime.
    function judge(uint256 seed) public counted(4) {
        uint256 count = bench.caseCount();
        if (count == 0) {
            openOne();
            _accused.push();
            count = 1;
        }
        uint256 caseId = count - (seed % (count < 3 ? count : 3));
        if (seed % 7 == 0 && _accused[caseId - 1].signed.receipt.nodeId != 0) _prove(_accused[caseId - 1]);
        for (uint256 i; i <= (seed >> 3) % 3; ++i) _step(caseId, uint256(keccak256(abi.encode(seed, i))));
    }

    function demand(uint256 seed) public counted(5) {
        _demand(seed);
    }

    /// @dev A demand is answered, or its time runs out, sometimes after the node was punished for the task.
    function endDemand(uint256 seed) public counted(6) {
        bytes32 digest = _demand(seed);
        if (seed % 2 == 0) {
            uint256 before = _stakes();
            court.answerData(digest, "sealed frames");
            vm.warp(time() + 3 days);
            _try(abi.encodeCall(court.proveWithheld, (_demanded[digest].signed, address(0))));
            if (_stakes() != before) _honestConvicted = true;
            return;
        }
        if (seed % 3 == 0) _prove(_demanded[digest]);
        vm.warp(time() + 3 days);
        _withhold(digest);
    }

    function claim(uint256 seed) public counted(7) {
        bytes32 records = _records();
        for (uint256 i = seed % 2; i < _accounts.length; i += 2) _claim(_accounts[i]);
        if (_records() != records) _movedAlone = true;
    }

    function poke(uint256 seed) public counted(8) {
        uint32[] memory nodeIds = new uint32[](1);
        nodeIds[0] = _nodeOf(seed);
        JobId jobId = fundFor(nodeIds[0]);
        settleOne(row(jobId, nodeIds[0], 0, uint48(DOLLAR)));
        bytes32 records = _records();
        ledger.poke(nodeIds);
        if (ledger.feesOf(nodeIds[0]).counted != escrow.accountOf(nodeIds[0]).feesPaid) _movedAlone = true;
        if (_records() != records) _movedAlone = true;
    }

    function digestOf(Quote calldata quote) external view returns (bytes32) {
        return Receipts.digest(quote, Receipts.domainSeparator(address(registry)));
    }

    function _step(uint256 caseId, uint256 seed) internal {
        ICourtCases.Case memory open = bench.caseOf(caseId);
        if (open.phase == ICourtCases.Phase.Closed) return;
        uint32[] memory jury = bench.juryOf(caseId, open.level);
        if (open.phase == ICourtCases.Phase.Drawing && seed % 5 != 0) {
            vm.roll(block.number + 2);
            try beacon.prove(open.round) {} catch {}
        } else if (open.phase == ICourtCases.Phase.Committing && time() < open.phaseEndsAt && seed % 4 != 0) {
            uint256 innocent = seed % 7 < 2 ? jury.length : seed % 3;
            return vote(caseId, jury.length - innocent, innocent);
        } else if (open.phase == ICourtCases.Phase.Appealable && time() < open.phaseEndsAt && seed % 3 != 0) {
            return appealBy(_accounts[seed % _accounts.length], caseId, 5 * DOLLAR * 2 ** (open.level + 1));
        } else if (time() < open.phaseEndsAt) {
            vm.warp(open.phaseEndsAt);
        }
        _advance(caseId, open);
    }

    function _advance(uint256 caseId, ICourtCases.Case memory open) internal {
        bool before = court.convictionOf(open.nodeId, open.taskId).fault != ICourtFaults.Fault.None;
        uint256 stakes = _stakes();
        bench.advance(caseId);
        if (before && _stakes() != stakes) _punishedTwice = true;
    }

    function _withhold(bytes32 digest) internal {
        bool before = _isConvicted(_demanded[digest].signed.receipt);
        uint256 stakes = _stakes();
        court.proveWithheld(_demanded[digest].signed, address(0));
        if (before && _stakes() != stakes) _punishedTwice = true;
    }

    function _claim(address account) internal {
        vm.startPrank(account);
        if (court.creditOf(account) != 0) court.claimCredit(account);
        if (bench.creditOf(account) != 0) bench.claimCredit(account);
        vm.stopPrank();
    }

    /// @dev Proves a lost race, if nobody did before.
    function _prove(Cheat memory one) private {
        bool before = _isConvicted(one.signed.receipt);
        uint256 stakes = _stakes();
        try court.proveRaceFault(one.signed, SEED, one.leaf, one.better, vm.addr(SESSION)) {
            if (before && _stakes() != stakes) _punishedTwice = true;
        } catch {
            assertTrue(before, "a lost race could not be proven");
        }
    }

    function _demand(uint256 seed) private returns (bytes32 digest) {
        bytes32 records = _records();
        Cheat memory one = _cheat(_nodeOf(seed), _jobFor(_nodeOf(seed)));
        digest = court.receiptDigest(one.signed.receipt);
        dollar.faucet(requester(1), 5 * DOLLAR);
        vm.startPrank(requester(1));
        dollar.approve(address(court), 5 * DOLLAR);
        court.challengeData(one.signed);
        vm.stopPrank();
        _demands.push(digest);
        _demanded[digest] = one;
        if (_records() != records) _movedAlone = true;
    }

    function _cheat(uint32 nodeId, JobId jobId) private returns (Cheat memory one) {
        (one.signed, one.leaf, one.better) = faulty(nodeId);
        one.signed.receipt.jobId = jobId;
        one.signed.receipt.responseHash = keccak256("sealed frames");
        one.signed = signedReceipt(one.signed.receipt);
    }

    function _jobFor(uint32 nodeId) private returns (JobId jobId) {
        jobId = fundFor(nodeId);
        settleOne(row(jobId, nodeId, 0, uint48(DOLLAR / 4)));
    }

    /// @dev A receipt with a leaf whose token won its race, billed at the most that its quote allows.
    function _honestWork(uint256 seed) private returns (Work memory work) {
        uint32 nodeId = _nodeOf(seed);
        (work.signed, work.leaf) = honest(nodeId);
        work.quote.nodeId = nodeId;
        work.quote.quoteId = keccak256(abi.encode(seed));
        work.quote.modelId = modelId;
        work.quote.pricePer1kOutputTokens = uint48(bound(seed >> 9, 0, 1e9));
        work.quoted = compactOf(signerKey(nodeId), this.digestOf(work.quote));
        work.signed.receipt.finishReason = 1;
        work.signed.receipt.quoteId = work.quote.quoteId;
        work.signed.receipt.amount = (work.quote.pricePer1kOutputTokens + 999) / 1000;
        work.signed = signedReceipt(work.signed.receipt);
    }

    function _tryProofs(Work memory work, uint256 seed) private {
        address key = seed % 2 == 0 ? address(0) : vm.addr(SESSION);
        _try(abi.encodeCall(court.proveRaceFault, (work.signed, SEED, work.leaf, (seed >> 60) % 18, key)));
        _try(abi.encodeCall(court.proveMalformedLeaf, (work.signed, work.leaf, (seed >> 70) % 2, key)));
        _try(abi.encodeCall(court.proveEarlyStop, (work.signed, work.leaf, key)));
        _try(abi.encodeCall(court.proveLateStop, (work.signed, work.leaf, key)));
        _try(abi.encodeCall(court.proveEquivocation, (work.signed, work.signed, key)));
        _try(abi.encodeCall(court.proveOvercharge, (work.signed, work.quote, work.quoted, key)));
        _try(abi.encodeCall(court.proveWithheld, (work.signed, key)));
    }

    function _try(bytes memory call) private {
        (bool succeeded, ) = address(court).call(call);
        succeeded;
    }

    function _isConvicted(Receipt memory receipt) private view returns (bool) {
        return court.convictionOf(receipt.nodeId, receipt.taskId).fault != ICourtFaults.Fault.None;
    }

    function _stakes() private view returns (uint256 sum) {
        for (uint32 nodeId = 1; nodeId <= 14; ++nodeId) sum += staking.stakeOf(nodeId).active;
    }

    function _records() private view returns (bytes32 all) {
        for (uint32 nodeId = 1; nodeId <= 14; ++nodeId) all = keccak256(abi.encode(all, ledger.recordOf(nodeId, 0)));
    }

    function _nodeOf(uint256 seed) private pure returns (uint32) {
        return uint32(1 + ((seed >> 20) % 4));
    }

    function _parts() private view returns (ProbeCourtParts memory parts) {
        (parts.token, parts.registry, parts.models) = (address(dollar), address(registry), address(models));
        (parts.beacon, parts.court, parts.bench) = (address(beacon), address(court), address(bench));
        (parts.staking, parts.escrow) = (address(staking), address(escrow));
        (parts.amounts, parts.steps) = (someAmounts(), someSteps());
    }
}
