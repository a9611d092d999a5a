// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ModelRegistry} from "../../../contracts/ModelRegistry.sol";
import {NodeStaking} from "../../../contracts/NodeStaking.sol";
import {ProbeCourt} from "../../../contracts/ProbeCourt.sol";
import {ReputationLedger} from "../../../contracts/ReputationLedger.sol";
import {TestDollar} from "../../../contracts/TestDollar.sol";
import {VerifierBench} from "../../../contracts/VerifierBench.sol";
import {ICourtCases} from "../../../contracts/interfaces/ICourtCases.sol";
import {ICourtCredits} from "../../../contracts/interfaces/ICourtCredits.sol";
import {ICourtParameters} from "../../../contracts/interfaces/ICourtParameters.sol";
import {ICourtProbes} from "../../../contracts/interfaces/ICourtProbes.sol";
import {IProbeCourt} from "../../../contracts/interfaces/IProbeCourt.sol";
import {ISignedEvidence} from "../../../contracts/interfaces/ISignedEvidence.sol";
import {IVerifierBench} from "../../../contracts/interfaces/IVerifierBench.sol";
import {Receipt} from "../../../contracts/libraries/Receipts.sol";
import {BenchWorld} from "../support/BenchWorld.sol";

/// @dev Answers every transfer with "no", once told to.
contract RefusingDollar is TestDollar {
    bool public refuses;

    function refuse() external {
        refuses = true;
    }

    function transfer(address to, uint256 amount) public override(ERC20, IERC20) returns (bool) {
        return !refuses && super.transfer(to, amount);
    }

    function transferFrom(address from, address to, uint256 amount) public override(ERC20, IERC20) returns (bool) {
        return !refuses && super.transferFrom(from, to, amount);
    }
}

/// @notice What the other tests don't reach: constructors, constants and refused transfers.
contract CourtSurfaceTest is BenchWorld {
    function newDollar() internal override returns (TestDollar) {
        return new RefusingDollar();
    }

    function test_steps_mustHaveTimeAndFitTheStakes() public {
        ICourtParameters.Steps memory steps = someSteps();
        steps.data = 0;
        expectError(
            abi.encodeWithSelector(
                ICourtParameters.ProbeCourtAmountOutOfBounds.selector,
                bytes32("data"),
                0,
                1,
                365 days
            )
        );
        new ProbeCourt(dollar, registry, models, GOVERNANCE, someAmounts(), steps);

        steps = someSteps();
        steps.appeal = 3 days;
        _bindFails(steps, 3 * (1 hours + 22 hours + 22 hours + 3 days), 9 days);
        steps = someSteps();
        steps.data = 4 days;
        _bindFails(steps, 4 days, 3 days);
    }

    /// @dev An epoch that does not fit its word would be another one, or none, and no punishment could be counted.
    function test_epochOfTheLedger_mustFit() public {
        uint256 tooLong = uint256(type(uint32).max) + 1;
        ProbeCourt other = new ProbeCourt(dollar, registry, models, GOVERNANCE, someAmounts(), someSteps());
        VerifierBench itsBench = new VerifierBench(dollar, registry, IProbeCourt(address(other)), models, beacon, 1);
        NodeStaking itsStaking = newStakingOf(address(other));
        ReputationLedger itsLedger = new ReputationLedger(escrow, itsStaking, address(itsBench), tooLong);
        expectError(
            abi.encodeWithSelector(
                ICourtParameters.ProbeCourtAmountOutOfBounds.selector,
                bytes32("ledgerEpoch"),
                tooLong,
                1,
                365 days
            )
        );
        other.bind(address(itsStaking), address(escrow), address(itsLedger), address(itsBench));
    }

    function test_zeroAddresses_areRefused() public {
        bytes memory zero = abi.encodeWithSelector(ICourtCredits.ProbeCourtZeroAddress.selector);
        expectError(zero);
        new ProbeCourt(dollar, registry, ModelRegistry(address(0)), GOVERNANCE, someAmounts(), someSteps());
        expectError(zero);
        new VerifierBench(dollar, registry, IProbeCourt(address(0)), models, beacon, 1);
        expectError(zero);
        court.claimCredit(address(0));
    }

    function test_bench_isBoundOnce() public {
        expectError(
            abi.encodeWithSelector(IVerifierBench.ProbeCourtBenchBound.selector, address(court), address(bench))
        );
        bench.bind();
        (address boundStaking, address boundEscrow, address boundLedger, address boundBench) = court.boundContracts();
        assertEq(boundStaking, address(staking), "staking");
        assertEq(boundEscrow, address(escrow), "escrow");
        assertEq(boundLedger, address(ledger), "ledger");
        assertEq(boundBench, address(bench), "bench");
        assertEq(bench.COURT(), address(court), "court of the bench");
        assertEq(staking.COURT(), address(court), "court of the stakes");
        assertEq(ledger.BENCH(), address(bench), "bench of the ledger");
    }

    function test_report_waitsForTheSecret() public {
        uint32 epoch = commitOne(5);
        vm.warp((uint256(epoch) + 1) * 1 days);
        ICourtProbes.ProbeOpening memory opening;
        ISignedEvidence.SignedReceipt memory signed = signedReceipt(aReceipt(1, keccak256("root"), 1));
        vm.prank(ownerOf(5));
        expectError(abi.encodeWithSelector(ICourtProbes.ProbeCourtSecretUnknown.selector, 5, epoch));
        bench.reportProbe(5, epoch, opening, signed, true, 0);
        assertEq(bench.reportOf(court.receiptDigest(signed.receipt)).verifierId, 0, "nobody reported it");
    }

    function test_transfers_thatAreRefusedRevert() public {
        uint256 caseId = openOne();
        vm.warp(bench.caseOf(caseId).phaseEndsAt);
        bench.advance(caseId);
        Receipt memory receipt = aReceipt(1, keccak256("root"), 4);
        receipt.jobId = fundJob(1, uint48(DOLLAR));
        ISignedEvidence.SignedReceipt memory signed = signedReceipt(receipt);
        RefusingDollar(address(dollar)).refuse();
        bytes memory refused = abi.encodeWithSelector(SafeERC20.SafeERC20FailedOperation.selector, dollar);

        vm.startPrank(requester(1));
        expectError(refused);
        bench.claimCredit(requester(1));
        expectError(refused);
        court.challengeData(signed);
        vm.stopPrank();
        assertEq(bench.creditOf(requester(1)), 5 * DOLLAR, "still owed");
    }

    function test_votes_canBeReadBack() public {
        uint256 caseId = openOne();
        draw(caseId);
        vote(caseId, 2, 1);
        uint32[] memory jury = bench.juryOf(caseId, 0);
        assertTrue(bench.voteOf(caseId, 0, jury[0]).verdict == ICourtCases.Verdict.Guilty, "guilty");
        assertTrue(bench.voteOf(caseId, 0, jury[2]).verdict == ICourtCases.Verdict.NotGuilty, "not guilty");
    }

    function test_constants_ofTheCourt() public view {
        assertEq(court.DEPLOYER(), address(this), "deployer");
        assertEq(court.MAX_DEMANDED_TOKENS(), 96, "tokens");
        assertEq(address(court.MODELS()), address(models), "models");
        assertEq(court.PUNISHMENT_MILLI(), 10_000, "punishment");
        assertEq(court.VICTIM_BPS(), 1_000, "victim");
        assertEq(address(court.REGISTRY()), address(registry), "registry");
        assertEq(address(court.TOKEN()), address(dollar), "token");
        assertEq(beacon.DELAY_BLOCKS(), 1, "delay");
        assertEq(beacon.MAX_LATE_BLOCKS(), 256, "late");
        assertTrue(!beacon.isPublic(), "a test beacon");
    }

    function test_constants_ofTheBenchAndTheLedger() public view {
        assertEq(address(bench.BEACON()), address(beacon), "beacon");
        assertEq(bench.LEVELS(), 3, "levels");
        assertEq(bench.MAX_PROBES(), 16, "probes");
        assertEq(bench.MAX_VERIFIERS(), 64, "verifiers");
        assertEq(bench.MIN_JURY(), 3, "jury");
        assertEq(bench.MIN_VERIFIER_STAKE(), 100 * DOLLAR, "stake");
        assertEq(bench.MIN_PROBED_STAKE(), 10 * DOLLAR, "dust");
        assertEq(address(bench.MODELS()), address(models), "models");
        assertEq(bench.PROBE_MILLI(), 1_000, "probe");
        assertEq(address(bench.REGISTRY()), address(registry), "registry");
        assertEq(address(bench.TOKEN()), address(dollar), "token");
        assertEq(ledger.BETA_BPS(), 5_000, "beta");
        assertEq(ledger.KAPPA(), 1, "kappa");
        assertEq(ledger.P0(), 0.5e18, "p0");
        assertEq(ledger.C_MILLI(), 4_000, "c");
        assertEq(ledger.EPOCH(), 1 days, "epoch");
        assertEq(ledger.MAX_NODES(), 256, "nodes");
        assertEq(ledger.ROLES(), 7, "roles");
        assertEq(address(ledger.ESCROW()), address(escrow), "escrow");
        assertEq(address(ledger.STAKING()), address(staking), "staking");
    }

    function _bindFails(ICourtParameters.Steps memory steps, uint256 needed, uint256 available) private {
        ProbeCourt other = new ProbeCourt(dollar, registry, models, GOVERNANCE, someAmounts(), steps);
        VerifierBench itsBench = new VerifierBench(dollar, registry, IProbeCourt(address(other)), models, beacon, 1);
        NodeStaking itsStaking = new NodeStaking(dollar, registry, THAW, windows(), address(other));
        ReputationLedger itsLedger = new ReputationLedger(escrow, itsStaking, address(itsBench), 1 days);
        expectError(abi.encodeWithSelector(ICourtParameters.ProbeCourtStepsTooLong.selector, needed, available));
        other.bind(address(itsStaking), address(escrow), address(itsLedger), address(itsBench));
    }
}
