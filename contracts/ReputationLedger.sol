// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IJobEscrow} from "./interfaces/IJobEscrow.sol";
import {INodeStaking} from "./interfaces/INodeStaking.sol";
import {IReputationLedger} from "./interfaces/IReputationLedger.sol";
import {IReputationView} from "./interfaces/IReputationView.sol";
import {Fading} from "./libraries/Fading.sol";

/// @title ReputationLedger
/// @notice Keeps what checks and settled money say about nodes, and lets it fade.
/// @dev Punishments are kept with the stake they took, and read from there: they count in every role of the node, since a
/// receipt's role is its node's own word.
/// Invariants, each with a test of the name in brackets:
/// - a record moves only when the bench records a pass, or when the escrow has taken fees since the last poke
///   [invariant_reputationMovesWithMoneyOrVerdict];
/// - splitting stake and fees over many nodes never raises the sum of their weights
///   [testFuzz_splittingNeverRaisesTheSum]: the vouched stake is linear in both, and quality starts at P0 for everyone;
/// - a weight is never above the stake [testFuzz_splittingNeverRaisesTheSum];
/// - fees vouch for no more than they cost [invariant_feesBuyNoMoreThanTheyCost].
/// Everything fades by 15/16 an epoch, so an idle node falls back to BETA * stake * P0.
/// Settling does not write here: the escrow keeps a running total of each node's fees, and `poke` folds it in. To wait
/// with a poke gains nothing, since fees count for nothing before it, and anybody may call it for any node.
/// Powers: BENCH records passes. Nobody can change the formula.
/// `virtual` is there for the mutants of the tests alone; nothing inherits from this contract.
contract ReputationLedger is IReputationLedger {
    /// @notice Share of the stake that counts without any fee, parts of 10,000.
    uint256 public constant BETA_BPS = 5_000;
    /// @notice Stake that one unit of decayed fees vouches for: no more than itself. Fees that a node pays on work for
    /// itself count like all others, so they must not buy more work from others than they cost. Fees for the other half
    /// of a stake at 2.5 % need 1.25 times the stake in sales an epoch: 0.025 * 16 * 1.25 = 0.5 (16 = 1 / (1 - 15/16)).
    uint256 public constant KAPPA = 1;
    /// @notice Prior of quality, parts of 1e18: a newcomer is trusted half.
    uint256 public constant P0 = 5e17;
    /// @notice Weight of the prior, thousandths of a check.
    uint256 public constant C_MILLI = 4_000;
    uint256 public constant MAX_NODES = 256;
    uint256 public constant ROLES = 7;
    uint256 private constant ONE = 1e18;
    uint256 private constant BPS = 10_000;

    IJobEscrow public immutable ESCROW;
    /// @inheritdoc IReputationLedger
    INodeStaking public immutable STAKING;
    /// @inheritdoc IReputationLedger
    address public immutable BENCH;
    /// @inheritdoc IReputationLedger
    uint256 public immutable EPOCH;

    mapping(uint32 nodeId => mapping(uint8 role => Record)) private _records;
    mapping(uint32 nodeId => FeeRecord) private _fees;

    /// @param escrow Escrow that takes the fees.
    /// @param staking Stakes of the nodes.
    /// @param bench Bench that records passed probes.
    /// @param epochSeconds Length of an epoch.
    constructor(IJobEscrow escrow, INodeStaking staking, address bench, uint256 epochSeconds) {
        require(
            address(escrow) != address(0) && address(staking) != address(0) && bench != address(0) && epochSeconds != 0,
            ReputationLedgerZeroAddress()
        );
        ESCROW = escrow;
        STAKING = staking;
        BENCH = bench;
        EPOCH = epochSeconds;
    }

    /// @inheritdoc IReputationLedger
    function record(uint32 nodeId, uint8 role, uint32 weightMilli) external {
        _requireBench();
        _requireRole(role);

        Record storage kept = _records[nodeId][role];
        uint64 passed = uint64(_faded(kept.passed, kept.epoch) + weightMilli);
        (kept.passed, kept.epoch) = (passed, _epoch());
        emit CheckRecorded(nodeId, role, passed);
    }

    /// @inheritdoc IReputationLedger
    function poke(uint32[] calldata nodeIds) external {
        _requireFew(nodeIds.length);
        for (uint256 i; i < nodeIds.length; ++i) {
            FeeRecord storage kept = _fees[nodeIds[i]];
            uint88 total = ESCROW.accountOf(nodeIds[i]).feesPaid;
            uint256 added = total - kept.counted;
            uint256 decayed = _faded(kept.decayed, kept.epoch) + added;
            (kept.counted, kept.decayed, kept.epoch) = (total, uint88(decayed), _epoch());
            emit FeesFolded(nodeIds[i], added, decayed);
        }
    }

    /// @inheritdoc IReputationView
    function weights(uint32[] calldata nodeIds, uint8 role) external view returns (uint256[] memory all) {
        _requireRole(role);
        _requireFew(nodeIds.length);
        all = new uint256[](nodeIds.length);
        INodeStaking.StakeAccount[] memory accounts = STAKING.stakesOf(nodeIds);
        for (uint256 i; i < nodeIds.length; ++i) all[i] = _termsOf(nodeIds[i], role, accounts[i]).weight;
    }

    /// @inheritdoc IReputationLedger
    function termsOf(uint32 nodeId, uint8 role) external view returns (Terms memory) {
        _requireRole(role);
        return _termsOf(nodeId, role, STAKING.stakeOf(nodeId));
    }

    /// @notice The node's passes in a role as they were last written.
    function recordOf(uint32 nodeId, uint8 role) external view returns (Record memory) {
        return _records[nodeId][role];
    }

    /// @notice The node's fees as they were last folded in.
    function feesOf(uint32 nodeId) external view returns (FeeRecord memory) {
        return _fees[nodeId];
    }

    function _termsOf(
        uint32 nodeId,
        uint8 role,
        INodeStaking.StakeAccount memory account
    ) private view returns (Terms memory terms) {
        terms.stake = account.active;
        terms.jailed = account.jailedUntil > block.timestamp;
        FeeRecord memory feeRecord = _fees[nodeId];
        terms.decayedFees = _faded(feeRecord.decayed, feeRecord.epoch);
        Record memory kept = _records[nodeId][role];
        terms.passed = _faded(kept.passed, kept.epoch);
        terms.failed = _faded(account.failed, account.failedEpoch);

        terms.vouched = _vouched(terms.stake, terms.decayedFees);
        terms.quality = (terms.passed * ONE + P0 * C_MILLI) / (terms.passed + terms.failed + C_MILLI);
        if (!terms.jailed) terms.weight = (terms.vouched * terms.quality) / ONE;
    }

    function _vouched(uint256 stake, uint256 decayedFees) internal pure virtual returns (uint256) {
        uint256 vouched = (stake * BETA_BPS) / BPS + KAPPA * decayedFees;
        return vouched < stake ? vouched : stake;
    }

    function _faded(uint256 value, uint32 since) private view returns (uint256) {
        return Fading.faded(value, _epoch() - since);
    }

    function _epoch() private view returns (uint32) {
        return uint32(block.timestamp / EPOCH);
    }

    function _requireBench() internal view virtual {
        require(msg.sender == BENCH, ReputationLedgerNotBench(msg.sender, BENCH));
    }

    function _requireRole(uint8 role) private pure {
        require(role < ROLES, ReputationLedgerUnknownRole(role));
    }

    function _requireFew(uint256 count) private pure {
        require(count <= MAX_NODES, ReputationLedgerTooManyNodes(count, MAX_NODES));
    }
}
