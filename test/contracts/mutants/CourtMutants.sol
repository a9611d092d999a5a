// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {NodeStaking} from "../../../contracts/NodeStaking.sol";
import {ProbeCourt} from "../../../contracts/ProbeCourt.sol";
import {ReputationLedger} from "../../../contracts/ReputationLedger.sol";
import {VerifierBench} from "../../../contracts/VerifierBench.sol";
import {IBeacon} from "../../../contracts/interfaces/IBeacon.sol";
import {ICourtBase} from "../../../contracts/interfaces/ICourtBase.sol";
import {ICourtFaults} from "../../../contracts/interfaces/ICourtFaults.sol";
import {IJobEscrow} from "../../../contracts/interfaces/IJobEscrow.sol";
import {IModelRegistry} from "../../../contracts/interfaces/IModelRegistry.sol";
import {INodeRegistry} from "../../../contracts/interfaces/INodeRegistry.sol";
import {INodeStaking} from "../../../contracts/interfaces/INodeStaking.sol";
import {IProbeCourt} from "../../../contracts/interfaces/IProbeCourt.sol";
import {Receipt} from "../../../contracts/libraries/Receipts.sol";
import {ICourtFactory, ProbeCourtParts} from "../invariant/CourtHands.sol";

/// @notice The real court; a mutant of it has one bug.
contract BuiltCourt is ProbeCourt {
    constructor(
        ProbeCourtParts memory parts
    )
        ProbeCourt(
            IERC20(parts.token),
            INodeRegistry(parts.registry),
            IModelRegistry(parts.models),
            parts.manager,
            parts.amounts,
            parts.steps
        )
    {}
}

/// @notice The real bench; a mutant of it has one bug.
contract BuiltBench is VerifierBench {
    constructor(
        ProbeCourtParts memory parts
    )
        VerifierBench(
            IERC20(parts.token),
            INodeRegistry(parts.registry),
            IProbeCourt(parts.court),
            IModelRegistry(parts.models),
            IBeacon(parts.beacon),
            100e6
        )
    {}
}

/// @notice The real stakes; a mutant of them has one bug.
contract BuiltStaking is NodeStaking {
    constructor(
        ProbeCourtParts memory parts
    ) NodeStaking(IERC20(parts.token), INodeRegistry(parts.registry), parts.thaw, parts.windows, parts.court) {}
}

/// @notice The real ledger; a mutant of it has one bug.
contract BuiltLedger is ReputationLedger {
    constructor(
        ProbeCourtParts memory parts
    ) ReputationLedger(IJobEscrow(parts.escrow), INodeStaking(parts.staking), parts.bench, 1 days) {}
}

/// @dev Breaks invariant_courtCoversItsClaims: credits one unit that nobody paid.
contract LooseCourt is BuiltCourt {
    constructor(ProbeCourtParts memory parts) BuiltCourt(parts) {}

    function _creditHeld(address account, uint256 amount) internal override {
        super._creditHeld(account, amount + 1);
    }
}

/// @dev Breaks invariant_honestNodesAreNeverConvicted: takes any other candidate for a better one.
contract UnfairCourt is BuiltCourt {
    constructor(ProbeCourtParts memory parts) BuiltCourt(parts) {}

    function _isBeaten(bytes calldata, bytes32, uint16, uint256 better) internal pure override returns (bool) {
        return better < 16;
    }
}

/// @dev Breaks invariant_taskIsPunishedOnce: forgets what was punished.
contract ForgetfulStaking is BuiltStaking {
    constructor(ProbeCourtParts memory parts) BuiltStaking(parts) {}

    function _convict(Punishment calldata punishment) internal override {}
}

/// @dev Breaks invariant_powersLowerNothing: a change of the amounts takes a unit of stake along.
contract GraspingCourt is BuiltCourt {
    constructor(ProbeCourtParts memory parts) BuiltCourt(parts) {}

    function setAmounts(Amounts calldata amounts) public override {
        super.setAmounts(amounts);
        INodeStaking.Punishment memory punishment;
        (punishment.nodeId, punishment.slashBps, punishment.fault) = (1, 1, 1);
        punishment.epoch = uint32(block.timestamp / 1 days);
        punishment.taskId = bytes32(block.timestamp);
        _staking.punish(punishment);
    }
}

/// @dev Breaks invariant_benchCoversItsClaims: credits one unit that nobody paid.
contract LooseBench is BuiltBench {
    constructor(ProbeCourtParts memory parts) BuiltBench(parts) {}

    function _creditHeld(address account, uint256 amount) internal override {
        super._creditHeld(account, amount + 1);
    }
}

/// @dev Breaks invariant_everyCaseEnds: waits for the beacon without an end.
contract PatientBench is BuiltBench {
    constructor(ProbeCourtParts memory parts) BuiltBench(parts) {}

    function _draw(uint256 caseId, Case storage open) internal override {
        (, bool known, ) = BEACON.randomness(open.round);
        if (!known) _enter(open, Phase.Drawing, 1 hours);
        else super._draw(caseId, open);
    }
}

/// @dev Breaks invariant_everyCaseEnds: gives a phase more time than anybody has.
contract SlowBench is BuiltBench {
    constructor(ProbeCourtParts memory parts) BuiltBench(parts) {}

    function _enter(Case storage open, Phase phase, uint256 seconds_) internal override {
        super._enter(open, phase, 2 * seconds_);
    }
}

/// @dev Breaks invariant_dutyIsPaidOnce: forgets what was paid.
contract GenerousBench is BuiltBench {
    constructor(ProbeCourtParts memory parts) BuiltBench(parts) {}

    function _isRewarded(ProbeBatch storage) internal pure override returns (bool) {
        return false;
    }
}

/// @dev Breaks invariant_silenceCountsForNothing: pays for what a verifier says was not answered.
contract CredulousBench is BuiltBench {
    constructor(ProbeCourtParts memory parts) BuiltBench(parts) {}

    function _paidProbes(ProbeBatch storage batch) internal view override returns (uint256) {
        return super._paidProbes(batch) + batch.unanswered;
    }
}

/// @dev Breaks invariant_silenceCountsForNothing: has the node punished on one verifier's word.
contract SlanderousBench is BuiltBench {
    constructor(ProbeCourtParts memory parts) BuiltBench(parts) {}

    function reportUnanswered(uint32 verifierId, uint32 epoch, uint8 index) public override {
        super.reportUnanswered(verifierId, epoch, index);
        ICourtBase.Sentence memory sentence;
        sentence.nodeId = dutyOf(verifierId, epoch, index);
        sentence.fault = ICourtFaults.Fault.Verdict;
        sentence.slashBps = 1_000;
        sentence.taskId = keccak256(abi.encode(verifierId, epoch, index));
        _COURT.carryOut(sentence);
    }
}

/// @dev Breaks invariant_dustIsSkipped: asks for a probe of whoever has a unit at stake.
contract PedanticBench is BuiltBench {
    constructor(ProbeCourtParts memory parts) BuiltBench(parts) {}

    function _isDust(uint256 stake) internal pure override returns (bool) {
        return stake == 0;
    }
}

/// @dev Breaks invariant_lateThresholdsDontCount: takes the newest thresholds, from whenever they are.
contract EagerBench is BuiltBench {
    constructor(ProbeCourtParts memory parts) BuiltBench(parts) {}

    function _calibrationOf(Receipt calldata receipt) internal view override returns (uint32) {
        return MODELS.modelOf(receipt.modelId).calibrations;
    }
}

/// @dev Breaks invariant_reputationMovesWithMoneyOrVerdict: anyone records anything.
contract OpenLedger is BuiltLedger {
    constructor(ProbeCourtParts memory parts) BuiltLedger(parts) {}

    function _requireBench() internal pure override {}
}

/// @dev Breaks invariant_oneSilentJuryHangsNoCase: takes the silence of any jury for the end.
contract ImpatientBench is BuiltBench {
    constructor(ProbeCourtParts memory parts) BuiltBench(parts) {}

    function _drawLarger(uint256 caseId, Case storage open) internal override {
        if (open.verdict == Verdict.Hung) _close(caseId, open);
        else super._drawLarger(caseId, open);
    }
}

/// @dev Breaks invariant_noJuryCountsHeads: seats as many as a level can have, whoever they are.
contract CrowdedBench is BuiltBench {
    constructor(ProbeCourtParts memory parts) BuiltBench(parts) {}

    function _seatsOf(uint8 level, uint256) internal pure override returns (uint256) {
        return super._seatsOf(level, type(uint256).max);
    }
}

/// @dev Breaks invariant_feesBuyNoMoreThanTheyCost: a unit of fees vouches for two.
contract CheapLedger is BuiltLedger {
    constructor(ProbeCourtParts memory parts) BuiltLedger(parts) {}

    function _vouched(uint256 stake, uint256 decayedFees) internal pure override returns (uint256) {
        return super._vouched(stake, 2 * decayedFees);
    }
}

/// @dev The real contracts, where a mutant does not put its own.
abstract contract RealParts is ICourtFactory {
    function court(ProbeCourtParts calldata parts) external virtual returns (ProbeCourt) {
        return new BuiltCourt(parts);
    }

    function bench(ProbeCourtParts calldata parts) external virtual returns (VerifierBench) {
        return new BuiltBench(parts);
    }

    function staking(ProbeCourtParts calldata parts) external virtual returns (NodeStaking) {
        return new BuiltStaking(parts);
    }

    function ledger(ProbeCourtParts calldata parts) external virtual returns (ReputationLedger) {
        return new BuiltLedger(parts);
    }
}

contract LooseCourtFactory is RealParts {
    function court(ProbeCourtParts calldata parts) external override returns (ProbeCourt) {
        return new LooseCourt(parts);
    }
}

contract UnfairCourtFactory is RealParts {
    function court(ProbeCourtParts calldata parts) external override returns (ProbeCourt) {
        return new UnfairCourt(parts);
    }
}

contract ForgetfulStakingFactory is RealParts {
    function staking(ProbeCourtParts calldata parts) external override returns (NodeStaking) {
        return new ForgetfulStaking(parts);
    }
}

contract GraspingCourtFactory is RealParts {
    function court(ProbeCourtParts calldata parts) external override returns (ProbeCourt) {
        return new GraspingCourt(parts);
    }
}

contract LooseBenchFactory is RealParts {
    function bench(ProbeCourtParts calldata parts) external override returns (VerifierBench) {
        return new LooseBench(parts);
    }
}

contract PatientBenchFactory is RealParts {
    function bench(ProbeCourtParts calldata parts) external override returns (VerifierBench) {
        return new PatientBench(parts);
    }
}

contract SlowBenchFactory is RealParts {
    function bench(ProbeCourtParts calldata parts) external override returns (VerifierBench) {
        return new SlowBench(parts);
    }
}

contract GenerousBenchFactory is RealParts {
    function bench(ProbeCourtParts calldata parts) external override returns (VerifierBench) {
        return new GenerousBench(parts);
    }
}

contract CredulousBenchFactory is RealParts {
    function bench(ProbeCourtParts calldata parts) external override returns (VerifierBench) {
        return new CredulousBench(parts);
    }
}

contract PedanticBenchFactory is RealParts {
    function bench(ProbeCourtParts calldata parts) external override returns (VerifierBench) {
        return new PedanticBench(parts);
    }
}

contract SlanderousBenchFactory is RealParts {
    function bench(ProbeCourtParts calldata parts) external override returns (VerifierBench) {
        return new SlanderousBench(parts);
    }
}

contract EagerBenchFactory is RealParts {
    function bench(ProbeCourtParts calldata parts) external override returns (VerifierBench) {
        return new EagerBench(parts);
    }
}

contract OpenLedgerFactory is RealParts {
    function ledger(ProbeCourtParts calldata parts) external override returns (ReputationLedger) {
        return new OpenLedger(parts);
    }
}

contract CheapLedgerFactory is RealParts {
    function ledger(ProbeCourtParts calldata parts) external override returns (ReputationLedger) {
        return new CheapLedger(parts);
    }
}

contract CrowdedBenchFactory is RealParts {
    function bench(ProbeCourtParts calldata parts) external override returns (VerifierBench) {
        return new CrowdedBench(parts);
    }
}

contract ImpatientBenchFactory is RealParts {
    function bench(ProbeCourtParts calldata parts) external override returns (VerifierBench) {
        return new ImpatientBench(parts);
    }
}
