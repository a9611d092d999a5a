// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {BenchBase} from "./court/BenchBase.sol";
import {CourtCases} from "./court/CourtCases.sol";
import {CourtCredits} from "./court/CourtCredits.sol";
import {SignedEvidence} from "./court/SignedEvidence.sol";
import {IBeacon} from "./interfaces/IBeacon.sol";
import {IModelRegistry} from "./interfaces/IModelRegistry.sol";
import {INodeRegistry} from "./interfaces/INodeRegistry.sol";
import {IProbeCourt} from "./interfaces/IProbeCourt.sol";

/// @title VerifierBench
/// @notice The verifiers: probes that were committed to beforehand, juries, and the pool that pays for both.
/// @dev Invariants, each with a test of the name in brackets:
/// - bonds, credits and the pool are exactly the bench's tokens [invariant_benchCoversItsClaims];
/// - every case ends in bounded time by calls that anyone may make [invariant_everyCaseEnds];
/// - a verifier is paid for an epoch once, and only for all of its duties [invariant_dutyIsPaidOnce];
/// - silence that a verifier claims earns it nothing and takes nothing from the node [invariant_silenceCountsForNothing];
/// - a node with next to no stake keeps no verifier from its reward [invariant_dustIsSkipped];
/// - thresholds that were published after a job was funded judge none of its answers [invariant_lateThresholdsDontCount];
/// - a case hangs only after its largest jury, or where no jury can be drawn [invariant_oneSilentJuryHangsNoCase];
/// - a jury above the least size has at most half of the verifiers in it [invariant_noJuryCountsHeads].
///
/// The escrow's treasury is this contract: its share of the protocol fee pays probes and jurors.
/// Powers: none. Nobody can convict alone, stop a case, or take a bond or the pool.
/// Trust: TOKEN moves exactly the amount it is told to; BEACON is public on public chains; a jury is as honest as the
/// stake of its verifiers.
contract VerifierBench is CourtCases {
    /// @param token Token of bonds and rewards.
    /// @param registry Registry of the nodes.
    /// @param court Court that carries out verdicts.
    /// @param models Registry of the models.
    /// @param beacon Where randomness comes from.
    /// @param minVerifierStake Least active stake of a verifier.
    constructor(
        IERC20 token,
        INodeRegistry registry,
        IProbeCourt court,
        IModelRegistry models,
        IBeacon beacon,
        uint256 minVerifierStake
    ) CourtCredits(token) SignedEvidence(registry) BenchBase(court, models, beacon, minVerifierStake) {}
}
