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
/// @notice The one place where stake is taken: once for a task, with a jail and an entry in the ledger.
abstract contract CourtBase is ICourtBase, ICourtFaults, SignedEvidence, CourtCredits, CourtParameters {
    /// @notice Most of a slash that refunds the requester: nobody gets stake out early by robbing himself.
    uint16 public constant VICTIM_BPS = 1_000;
    /// @dev As many as the ledger keeps. A receipt's role is its node's word: one that does not exist counts as the first.
    uint8 private constant ROLES = 7;
    uint32 internal constant NO_POSITION = type(uint32).max;
    /// @notice Weight of a punishment in the ledger, thousandths of a check: as much as ten failed probes.
    uint32 public constant PUNISHMENT_MILLI = 10_000;

    address public immutable DEPLOYER;

    /// @dev First, so that it shares a word with the slash of a fault, which is read with it.
    INodeStaking internal _staking;
    IJobEscrow internal _escrow;
    IReputationLedger internal _ledger;
    address private _bench;
    mapping(bytes32 taskKey => Conviction conviction) private _convictions;

    constructor() {
        DEPLOYER = msg.sender;
    }

    /// @inheritdoc ICourtBase
    function bind(address staking, address escrow, address ledger, address bench) external {
        require(msg.sender == DEPLOYER && _bench == address(0), ProbeCourtBindRefused(msg.sender, DEPLOYER, _bench));
        require(
            address(INodeStaking(staking).REGISTRY()) == address(REGISTRY) &&
                address(IJobEscrow(escrow).REGISTRY()) == address(REGISTRY) &&
                IReputationLedger(ledger).COURT() == address(this) &&
                IReputationLedger(ledger).BENCH() == bench &&
                IVerifierBench(bench).COURT() == address(this),
            ProbeCourtForeignContract(staking, escrow, ledger, bench)
        );
        _requireStepsFit(INodeStaking(staking).windows());

        _staking = INodeStaking(staking);
        _escrow = IJobEscrow(escrow);
        _ledger = IReputationLedger(ledger);
        _bench = bench;
        emit CourtBound(staking, escrow, ledger, bench);
    }

    /// @inheritdoc ICourtBase
    function carryOut(Sentence calldata sentence) external returns (uint256 slashed) {
        require(msg.sender == _bench, ProbeCourtNotBench(msg.sender, _bench));
        if (_earlierFault(sentence.nodeId, sentence.taskId) != Fault.None) return 0;
        return _punish(sentence);
    }

    /// @inheritdoc ICourtBase
    function boundContracts() external view returns (address staking, address escrow, address ledger, address bench) {
        return (address(_staking), address(_escrow), address(_ledger), _bench);
    }

    /// @inheritdoc ICourtFaults
    function convictionOf(uint32 nodeId, bytes32 taskId) external view returns (Conviction memory) {
        return _convictions[_taskKey(nodeId, taskId)];
    }

    function _earlierFault(uint32 nodeId, bytes32 taskId) internal view virtual returns (Fault) {
        return _convictions[_taskKey(nodeId, taskId)].fault;
    }

    /// @dev Punishes a node for a fault that the caller of the function showed.
    function _convict(
        Receipt calldata receipt,
        bytes32 digest,
        Fault fault,
        uint32 position,
        address sessionKey
    ) internal {
        Fault earlier = _earlierFault(receipt.nodeId, receipt.taskId);
        require(earlier == Fault.None, ProbeCourtPunishedBefore(receipt.nodeId, receipt.taskId, earlier));
        Sentence memory sentence;
        sentence.nodeId = receipt.nodeId;
        sentence.role = receipt.role;
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
        _convictions[_taskKey(sentence.nodeId, sentence.taskId)] = Conviction(
            sentence.fault,
            uint40(block.timestamp),
            bytes26(sentence.digest)
        );
        slashed = _staking.punish(
            INodeStaking.Punishment({
                nodeId: sentence.nodeId,
                slashBps: sentence.slashBps,
                victimBps: VICTIM_BPS,
                jailedUntil: uint32(block.timestamp + _JAIL),
                finder: sentence.finder,
                victim: sentence.victim,
                victimAmount: sentence.victimAmount
            })
        );
        _ledger.record(sentence.nodeId, sentence.role < ROLES ? sentence.role : 0, false, PUNISHMENT_MILLI);
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

    function _taskKey(uint32 nodeId, bytes32 taskId) private pure returns (bytes32) {
        return keccak256(abi.encode(nodeId, taskId));
    }
}
