// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IBeacon} from "../interfaces/IBeacon.sol";
import {ICourtParameters} from "../interfaces/ICourtParameters.sol";
import {IJobEscrow} from "../interfaces/IJobEscrow.sol";
import {IModelRegistry} from "../interfaces/IModelRegistry.sol";
import {INodeStaking} from "../interfaces/INodeStaking.sol";
import {IProbeCourt} from "../interfaces/IProbeCourt.sol";
import {IReputationLedger} from "../interfaces/IReputationLedger.sol";
import {IVerifierBench} from "../interfaces/IVerifierBench.sol";
import {CourtCredits} from "./CourtCredits.sol";
import {SignedEvidence} from "./SignedEvidence.sol";

/// @title BenchBase
/// @notice What probes and juries share: contracts, the list of verifiers, and who is independent of whom.
abstract contract BenchBase is IVerifierBench, SignedEvidence, CourtCredits {
    /// @dev A verifier's place in the list, from 1, and what it can be drawn with.
    struct Listing {
        uint32 place;
        uint40 since;
        uint64 stake;
    }

    /// @notice Most verifiers: a jury is drawn by walking over all of them.
    uint256 public constant MAX_VERIFIERS = 64;
    /// @notice Least active stake of a verifier.
    uint256 public immutable MIN_VERIFIER_STAKE;
    /// @notice Least active stake of a node whose probe can't be skipped: a tenth of a verifier's. Below it the finder's
    /// share of a slash pays no proof, and a crowd of nodes that answer nobody would cost next to nothing.
    uint256 public immutable MIN_PROBED_STAKE;
    IBeacon public immutable BEACON;
    IModelRegistry public immutable MODELS;
    IProbeCourt internal immutable _COURT;

    INodeStaking internal _staking;
    IJobEscrow internal _escrow;
    IReputationLedger internal _ledger;
    uint32[] internal _verifiers;
    mapping(uint32 verifierId => Listing listing) internal _listings;

    constructor(IProbeCourt court, IModelRegistry models, IBeacon beacon, uint256 minVerifierStake) {
        require(
            address(court) != address(0) && address(models) != address(0) && address(beacon) != address(0),
            ProbeCourtZeroAddress()
        );
        _COURT = court;
        MODELS = models;
        BEACON = beacon;
        MIN_VERIFIER_STAKE = minVerifierStake;
        MIN_PROBED_STAKE = (minVerifierStake + 9) / 10;
    }

    /// @inheritdoc IVerifierBench
    function bind() external {
        (address staking, address escrow, address ledger, address bench) = _COURT.boundContracts();
        require(
            bench == address(this) && address(_staking) == address(0),
            ProbeCourtBenchBound(address(_COURT), bench)
        );

        _staking = INodeStaking(staking);
        _escrow = IJobEscrow(escrow);
        _ledger = IReputationLedger(ledger);
        emit BenchBound(staking, escrow, ledger);
    }

    /// @inheritdoc IVerifierBench
    function COURT() external view returns (address) {
        return address(_COURT);
    }

    function _times() internal view returns (ICourtParameters.Steps memory) {
        return _COURT.steps();
    }

    function _prices() internal view returns (ICourtParameters.Amounts memory) {
        return _COURT.amountsNow();
    }

    /// @dev Nodes of one owner, or of one declared operator, are not independent of each other. Group 0 is none.
    function _sameOperator(uint32 first, uint32 second) internal view returns (bool) {
        (address[] memory owners, uint32[] memory groups) = _operatorsOfTwo(first, second);
        return owners[0] == owners[1] || (groups[0] != 0 && groups[0] == groups[1]);
    }

    function _operatorsOfTwo(
        uint32 first,
        uint32 second
    ) internal view returns (address[] memory owners, uint32[] memory groups) {
        uint32[] memory nodeIds = new uint32[](2);
        (nodeIds[0], nodeIds[1]) = (first, second);
        return _operatorsOf(nodeIds);
    }

    function _operatorsOf(
        uint32[] memory nodeIds
    ) internal view returns (address[] memory owners, uint32[] memory groups) {
        return REGISTRY.operatorsOf(nodeIds);
    }
}
