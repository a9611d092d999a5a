// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ICourtBase} from "../interfaces/ICourtBase.sol";
import {ICourtFaults} from "../interfaces/ICourtFaults.sol";
import {IJobEscrow} from "../interfaces/IJobEscrow.sol";
import {INodeStaking} from "../interfaces/INodeStaking.sol";
import {IReputationLedger} from "../interfaces/IReputationLedger.sol";
import {IVerifierBench} from "../interfaces/IVerifierBench.sol";
import {Receipt} from "../libraries/Receipts.sol";
import {CourtCredits} from "./CourtCredits.sol";
import {CourtParameters} from "./CourtParameters.sol";
import {SignedEvidence} from "./SignedEvidence.sol";

/// @title CourtBase
/// @notice The one place where stake is taken: once for a task, with a jail and a mark in the reputation.
abstract contract CourtBase is ICourtBase, ICourtFaults, SignedEvidence, CourtCredits, CourtParameters {
    /// @notice Most of a slash that refunds the requester: nobody gets stake out early by robbing himself.
    uint16 public constant VICTIM_BPS = 1_000;
    uint32 internal constant NO_POSITION = type(uint32).max;
    /// @notice Weight of a punishment in the node's reputation, thousandths of a check: as much as ten failed probes.
    uint24 public constant PUNISHMENT_MILLI = 10_000;

    address public immutable DEPLOYER;

    /// @dev The first two share a word with the slash of a fault, which is read with them.
    INodeStaking internal _staking;
    uint32 private _ledgerEpoch;
    IJobEscrow internal _escrow;
    IReputationLedger private _ledger;
    address private _bench;

    constructor() {
        DEPLOYER = msg.sender;
    }

    /// @inheritdoc ICourtBase
    function bind(address staking, address escrow, address ledger, address bench) external {
        require(msg.sender == DEPLOYER && _bench == address(0), ProbeCourtBindRefused(msg.sender, DEPLOYER, _bench));
        require(
            address(INodeStaking(staking).REGISTRY()) == address(REGISTRY) &&
                address(IJobEscrow(escrow).REGISTRY()) == address(REGISTRY) &&
                INodeStaking(staking).COURT() == address(this) &&
                address(IReputationLedger(ledger).STAKING()) == staking &&
                IReputationLedger(ledger).BENCH() == bench &&
                IVerifierBench(bench).COURT() == address(this),
            ProbeCourtForeignContract(staking, escrow, ledger, bench)
        );
        _requireStepsFit(INodeStaking(staking).windows());

        _staking = INodeStaking(staking);
        _ledgerEpoch = _withinTime("ledgerEpoch", IReputationLedger(ledger).EPOCH());
        _escrow = IJobEscrow(escrow);
        _ledger = IReputationLedger(ledger);
        _bench = bench;
        emit CourtBound(staking, escrow, ledger, bench);
    }

    /// @inheritdoc ICourtBase
    function carryOut(Sentence calldata sentence) external returns (uint256 slashed) {
        require(msg.sender == _bench, ProbeCourtNotBench(msg.sender, _bench));
        if (_isPunished(sentence.nodeId, sentence.taskId)) return 0;
        return _punish(sentence);
    }

    /// @inheritdoc ICourtBase
    function boundContracts() external view returns (address staking, address escrow, address ledger, address bench) {
        return (address(_staking), address(_escrow), address(_ledger), _bench);
    }

    /// @inheritdoc ICourtFaults
    function convictionOf(uint32 nodeId, bytes32 taskId) external view returns (Conviction memory) {
        INodeStaking.Conviction memory kept = _staking.convictionOf(nodeId, taskId);
        return Conviction(Fault(kept.fault), kept.digest);
    }

    function _isPunished(uint32 nodeId, bytes32 taskId) internal view returns (bool) {
        return _staking.convictionOf(nodeId, taskId).fault != 0;
    }

    /// @dev Punishes a node for a fault that the caller of the function showed.
    function _convict(
        Receipt calldata receipt,
        bytes32 digest,
        Fault fault,
        uint32 position,
        address sessionKey
    ) internal {
        Sentence memory sentence;
        sentence.nodeId = receipt.nodeId;
        sentence.fault = fault;
        sentence.slashBps = _faultSlashBps;
        sentence.position = position;
        sentence.finder = msg.sender;
        sentence.taskId = receipt.taskId;
        sentence.digest = digest;
        (sentence.victim, sentence.victimAmount) = _victimOf(receipt, sessionKey);
        _punish(sentence);
    }

    function _punish(Sentence memory sentence) private returns (uint256 slashed) {
        slashed = _staking.punish(
            INodeStaking.Punishment({
                nodeId: sentence.nodeId,
                slashBps: sentence.slashBps,
                victimBps: VICTIM_BPS,
                jailedUntil: uint32(block.timestamp + _JAIL),
                weightMilli: PUNISHMENT_MILLI,
                epoch: uint32(block.timestamp / _ledgerEpoch),
                fault: uint8(sentence.fault),
                taskId: sentence.taskId,
                digest: sentence.digest,
                finder: sentence.finder,
                victim: sentence.victim,
                victimAmount: sentence.victimAmount
            })
        );
        emit FaultProven(
            sentence.nodeId,
            sentence.taskId,
            sentence.fault,
            sentence.digest,
            sentence.position,
            sentence.finder,
            slashed
        );
    }

    /// @dev Who paid for the task, and how much of it was claimed at most.
    function _victimOf(Receipt calldata receipt, address sessionKey) private view returns (address, uint256) {
        if (sessionKey == address(0)) return (address(0), 0);
        IJobEscrow.AllocationView memory lane = _escrow.allocationAt(receipt.jobId, sessionKey, receipt.index);
        if (lane.nodeId != receipt.nodeId) return (address(0), 0);
        uint256 paid = receipt.amount < lane.claimed ? receipt.amount : lane.claimed;
        return (_escrow.jobOf(receipt.jobId).requester, paid);
    }

    /// @dev Stake must still be there when the last appeal of the last report is over.
    function _requireStepsFit(INodeStaking.Windows memory windows) private view {
        Steps memory times = steps();
        uint256 appeals = 3 * (uint256(times.draw) + times.commit + times.reveal + times.appeal);
        require(appeals <= windows.appeals, ProbeCourtStepsTooLong(appeals, windows.appeals));
        uint256 report = uint256(times.epoch) + times.report;
        uint256 challenge = report < times.data ? times.data : report;
        require(challenge <= windows.challenge, ProbeCourtStepsTooLong(challenge, windows.challenge));
    }
}
