// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {NodeStaking} from "../../../contracts/NodeStaking.sol";
import {ProbeCourt} from "../../../contracts/ProbeCourt.sol";
import {ReputationLedger} from "../../../contracts/ReputationLedger.sol";
import {VerifierBench} from "../../../contracts/VerifierBench.sol";
import {ICourtCases} from "../../../contracts/interfaces/ICourtCases.sol";
import {ICourtFaults} from "../../../contracts/interfaces/ICourtFaults.sol";
import {ICourtParameters} from "../../../contracts/interfaces/ICourtParameters.sol";
import {INodeStaking} from "../../../contracts/interfaces/INodeStaking.sol";
import {ISignedEvidence} from "../../../contracts/interfaces/ISignedEvidence.sol";
import {LeafOpening} from "../../../contracts/libraries/RaceTranscript.sol";
import {CompactSignature, Quote, Receipt, Receipts} from "../../../contracts/libraries/Receipts.sol";
import {JobId} from "../../../contracts/types/JobId.sol";
import {BenchWorld} from "../support/BenchWorld.sol";

/// @notice Builds the contracts for the handler, so that one handler serves every mutant; zero for the real one.
interface ICourtFactory {
    function court(ProbeCourtParts calldata parts) external returns (ProbeCourt);
    function bench(ProbeCourtParts calldata parts) external returns (VerifierBench);
    function staking(ProbeCourtParts calldata parts) external returns (NodeStaking);
    function ledger(ProbeCourtParts calldata parts) external returns (ReputationLedger);
}

/// @notice Addresses of what was built before.
struct ProbeCourtParts {
    address token;
    address registry;
    address models;
    address beacon;
    address manager;
    address court;
    address bench;
    address staking;
    address escrow;
    ICourtParameters.Amounts amounts;
    ICourtParameters.Steps steps;
    uint256 thaw;
    INodeStaking.Windows windows;
}

/// @notice What the handler's verbs are made of, and the books that it keeps.
abstract contract CourtHands is BenchWorld {
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
    bool internal _lowered;
    bool internal _silencePaid;
    bool internal _dustBlocked;
    bool internal _judgedAnew;
    bool internal _boughtCheaply;

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

    function newStakingOf(address itsCourt) internal override returns (NodeStaking) {
        return address(_factory) == address(0) ? super.newStakingOf(itsCourt) : _factory.staking(_parts());
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
            uint64 active = staking.stakeOf(nodeId).active;
            if (active < STAKE) addStake(nodeId, STAKE - active);
        }
        _;
        ++done[verb];
        _now = time();
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
        } else if (open.phase == ICourtCases.Phase.Committing && time() < open.phaseEndsAt && seed % 5 > 1) {
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

    /// @dev Governance changes the slashes and rewards, through its timelock.
    function _changeAmounts(uint256 seed) internal {
        ICourtParameters.Amounts memory amounts = someAmounts();
        amounts.faultSlashBps = uint16(bound(seed, 1_000, 10_000));
        amounts.verdictSlashBps = uint16(bound(seed >> 16, 500, 10_000));
        amounts.lazySlashBps = uint16(bound(seed >> 32, 500, 10_000));
        amounts.jurorFee = uint64(bound(seed >> 48, 0, 10 * DOLLAR));
        bytes memory call = abi.encodeCall(court.setAmounts, (amounts));
        bytes32 salt = keccak256(abi.encode(seed, time()));
        vm.prank(GOVERNANCE);
        timelock.schedule(address(court), 0, call, 0, salt, 2 days);
        vm.warp(time() + 2 days);
        timelock.execute(address(court), 0, call, 0, salt);
    }

    /// @dev Everything that accounts and nodes could take out, now or later.
    function _claims() internal view returns (bytes32 all) {
        for (uint256 i; i < _accounts.length; ++i) {
            address account = _accounts[i];
            all = keccak256(
                abi.encode(
                    all,
                    escrow.freeBalanceOf(account),
                    staking.proceedsOf(account),
                    court.creditOf(account),
                    bench.creditOf(account)
                )
            );
        }
        for (uint32 nodeId = 1; nodeId <= 14; ++nodeId) {
            INodeStaking.StakeAccount memory account = staking.stakeOf(nodeId);
            all = keccak256(abi.encode(all, account.active, account.thawing, escrow.accountOf(nodeId).owed));
        }
    }

    /// @dev Settle, close, release, pull, withdraw and thaw, in the middle of a pause.
    function _useEveryExit(JobId jobId, uint32 nodeId) internal {
        uint32[] memory nodeIds = new uint32[](1);
        nodeIds[0] = nodeId;
        settleOne(row(jobId, nodeId, 0, uint48(DOLLAR / 2)));
        vm.startPrank(ownerOf(nodeId));
        escrow.pull(nodeIds, ownerOf(nodeId));
        staking.thaw(nodeId, 1);
        vm.stopPrank();
        vm.startPrank(requester(1));
        escrow.close(jobId);
        escrow.withdraw(1);
        vm.stopPrank();
        vm.warp(time() + 1 days);
        escrow.release(jobId, vm.addr(SESSION));
    }

    /// @dev Proves a lost race, if nobody did before.
    function _prove(Cheat memory one) internal {
        bool before = _isConvicted(one.signed.receipt);
        uint256 stakes = _stakes();
        try court.proveRaceFault(one.signed, SEED, one.leaf, one.better, vm.addr(SESSION)) {
            if (before && _stakes() != stakes) _punishedTwice = true;
        } catch {
            assertTrue(before, "a lost race could not be proven");
        }
    }

    function _demand(uint256 seed) internal returns (bytes32 digest) {
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

    function _cheat(uint32 nodeId, JobId jobId) internal returns (Cheat memory one) {
        (one.signed, one.leaf, one.better) = faulty(nodeId);
        one.signed.receipt.jobId = jobId;
        one.signed.receipt.responseHash = keccak256("sealed frames");
        one.signed = signedReceipt(one.signed.receipt);
    }

    function _jobFor(uint32 nodeId) internal returns (JobId jobId) {
        jobId = fundFor(nodeId);
        settleOne(row(jobId, nodeId, 0, uint48(DOLLAR / 4)));
    }

    /// @dev A receipt with a leaf whose token won its race, billed at the most that its quote allows.
    function _honestWork(uint256 seed) internal returns (Work memory work) {
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

    function _tryProofs(Work memory work, uint256 seed) internal {
        address key = seed % 2 == 0 ? address(0) : vm.addr(SESSION);
        _try(abi.encodeCall(court.proveRaceFault, (work.signed, SEED, work.leaf, (seed >> 60) % 18, key)));
        _try(abi.encodeCall(court.proveMalformedLeaf, (work.signed, work.leaf, (seed >> 70) % 2, key)));
        _try(abi.encodeCall(court.proveEarlyStop, (work.signed, work.leaf, key)));
        _try(abi.encodeCall(court.proveLateStop, (work.signed, work.leaf, key)));
        _try(abi.encodeCall(court.proveEquivocation, (work.signed, work.signed, key)));
        _try(abi.encodeCall(court.proveOvercharge, (work.signed, work.quote, work.quoted, key)));
        _try(abi.encodeCall(court.proveWithheld, (work.signed, key)));
    }

    function _try(bytes memory call) internal {
        (bool succeeded, ) = address(court).call(call);
        succeeded;
    }

    function _isConvicted(Receipt memory receipt) internal view returns (bool) {
        return court.convictionOf(receipt.nodeId, receipt.taskId).fault != ICourtFaults.Fault.None;
    }

    function _stakes() internal view returns (uint256 sum) {
        for (uint32 nodeId = 1; nodeId <= 14; ++nodeId) sum += staking.stakeOf(nodeId).active;
    }

    function _records() internal view returns (bytes32 all) {
        for (uint32 nodeId = 1; nodeId <= 14; ++nodeId) {
            INodeStaking.StakeAccount memory account = staking.stakeOf(nodeId);
            all = keccak256(abi.encode(all, ledger.recordOf(nodeId, 0), account.failed, account.failedEpoch));
        }
    }

    function _nodeOf(uint256 seed) internal pure returns (uint32) {
        return uint32(1 + ((seed >> 20) % 4));
    }

    function _parts() internal view returns (ProbeCourtParts memory parts) {
        (parts.token, parts.registry, parts.models) = (address(dollar), address(registry), address(models));
        (parts.beacon, parts.court, parts.bench) = (address(beacon), address(court), address(bench));
        parts.manager = address(manager);
        (parts.staking, parts.escrow) = (address(staking), address(escrow));
        (parts.amounts, parts.steps) = (someAmounts(), someSteps());
        (parts.thaw, parts.windows) = (THAW, windows());
    }
}
