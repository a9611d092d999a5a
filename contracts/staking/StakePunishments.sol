// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {INodeStaking} from "../interfaces/INodeStaking.sol";
import {Convictions} from "../libraries/Convictions.sol";
import {Fading} from "../libraries/Fading.sol";
import {StakeProceeds} from "./StakeProceeds.sol";

/// @title StakePunishments
/// @notice Takes stake on the court's word: once for a task, with a jail and a mark that fades.
/// @dev A node's first conviction has a word that was opened with its account: the accused paid for it, not whoever
/// proves the fault. Every further one is a new word.
abstract contract StakePunishments is StakeProceeds {
    using Convictions for uint256;

    /// @inheritdoc INodeStaking
    address public immutable COURT;

    mapping(uint32 nodeId => StakeAccount account) internal _accounts;
    /// @dev Words of Convictions.
    mapping(uint32 nodeId => uint256 conviction) private _first;
    mapping(bytes32 taskKey => uint256 conviction) private _further;

    constructor(address court) {
        require(court != address(0), NodeStakingZeroAddress());
        COURT = court;
    }

    /// @inheritdoc INodeStaking
    function punish(Punishment calldata punishment) external returns (uint256 taken) {
        require(msg.sender == COURT, NodeStakingNotCourt(msg.sender, COURT));
        require(punishment.victim != COURT && punishment.finder != COURT, NodeStakingCourtCannotGain(COURT));
        uint32 nodeId = punishment.nodeId;
        StakeAccount memory account = _accounts[nodeId];
        require(account.opened, NodeStakingUnknownNode(nodeId));
        _convict(punishment);
        uint256 fromThawing;
        (taken, fromThawing) = _take(account, punishment.slashBps);
        _mark(account, punishment);

        _accounts[nodeId] = account;
        emit Jailed(nodeId, account.jailedUntil, account.failed);
        _share(punishment, taken, fromThawing);
    }

    /// @inheritdoc INodeStaking
    function convictionOf(uint32 nodeId, bytes32 taskId) external view returns (Conviction memory) {
        (bytes32 key, uint64 mark) = _taskKey(nodeId, taskId);
        uint256 first = _first[nodeId];
        if (first.fault() == 0) return Conviction(0, 0, 0);
        return (first.task() == mark ? first : _further[key]).toStruct();
    }

    /// @dev Opens what a node's stake and its first conviction are written to.
    function _open(uint32 nodeId) internal {
        _accounts[nodeId].opened = true;
        _first[nodeId] = Convictions.OPENED;
    }

    /// @dev Writes down what the node is punished for, or refuses when it was punished for this task before.
    function _convict(Punishment calldata punishment) internal virtual {
        (uint32 nodeId, bytes32 taskId) = (punishment.nodeId, punishment.taskId);
        require(punishment.fault != 0, NodeStakingNoFault(nodeId, taskId));
        (bytes32 key, uint64 mark) = _taskKey(nodeId, taskId);
        uint256 conviction = Convictions.make(punishment.fault, mark, punishment.digest);
        uint256 first = _first[nodeId];
        if (first.fault() == 0) {
            _first[nodeId] = conviction;
            return;
        }
        uint8 earlier = (first.task() == mark ? first : _further[key]).fault();
        require(earlier == 0, NodeStakingPunishedBefore(nodeId, taskId, earlier));
        _further[key] = conviction;
    }

    /// @dev A share of the active and the thawing stake: active stake first, then thawing stake.
    function _take(
        StakeAccount memory account,
        uint256 slashBps
    ) private pure returns (uint256 taken, uint256 fromThawing) {
        uint256 active = account.active;
        uint256 all = active + account.thawing;
        taken = _min((all * slashBps) / BPS, all);
        fromThawing = taken > active ? taken - active : 0;
        account.active = uint64(active - (taken - fromThawing));
        account.thawing -= uint64(fromThawing);
        if (account.thawing == 0) account.thawsAt = 0;
    }

    function _mark(StakeAccount memory account, Punishment calldata punishment) private pure {
        uint256 left = Fading.faded(account.failed, punishment.epoch - account.failedEpoch);
        account.failed = uint24(_min(left + punishment.weightMilli, type(uint24).max));
        account.failedEpoch = punishment.epoch;
        if (punishment.jailedUntil > account.jailedUntil) account.jailedUntil = punishment.jailedUntil;
    }

    /// @dev Key of a task, and the end of it that the first conviction keeps: 64 bits, so that nobody finds a second task
    /// with the same end, whose conviction would stand in the way of this one.
    function _taskKey(uint32 nodeId, bytes32 taskId) private pure returns (bytes32 key, uint64 mark) {
        key = keccak256(abi.encode(nodeId, taskId));
        mark = uint64(uint256(key));
    }
}
