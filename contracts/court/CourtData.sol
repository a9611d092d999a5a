// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ICourtData} from "../interfaces/ICourtData.sol";
import {IJobEscrow} from "../interfaces/IJobEscrow.sol";
import {Receipt} from "../libraries/Receipts.sol";
import {CourtFaults} from "./CourtFaults.sol";

/// @title CourtData
/// @notice Withheld data becomes a fault only after a window in which the node could have answered, at no cost to it.
abstract contract CourtData is ICourtData, CourtFaults {
    /// @notice Longest output whose frames can be demanded. A slow node sends a frame of about a kilobyte for every
    /// token, and all of them must fit the 128 kB of a transaction.
    uint256 public constant MAX_DEMANDED_TOKENS = 96;

    mapping(bytes32 digest => Demand demand) private _demands;

    /// @inheritdoc ICourtData
    function challengeData(SignedReceipt calldata signed) external {
        bytes32 digest = _verified(signed);
        Receipt calldata receipt = signed.receipt;
        IJobEscrow.Job memory job = _escrow.jobOf(receipt.jobId);
        require(msg.sender == job.requester, ProbeCourtNotRequester(job.requester, msg.sender));
        // by the job's own end: the receipt's times are the node's word
        uint256 until = uint256(job.endsAt) + _staking.windows().challenge;
        require(block.timestamp <= until, ProbeCourtDemandTooLate(block.timestamp, until));
        require(_demands[digest].endsAt == 0, ProbeCourtDemandExists(digest));
        require(
            receipt.outputTokens <= MAX_DEMANDED_TOKENS,
            ProbeCourtTooLongForChain(receipt.outputTokens, MAX_DEMANDED_TOKENS)
        );

        Demand memory demand = Demand({
            nodeId: receipt.nodeId,
            role: receipt.role,
            endsAt: uint40(block.timestamp + _DATA),
            answered: false,
            bond: _amounts.dataBond,
            by: msg.sender,
            taskId: receipt.taskId,
            responseHash: receipt.responseHash
        });
        _demands[digest] = demand;
        emit DataDemanded(digest, demand.nodeId, msg.sender, demand.endsAt, demand.bond);

        _takeBond(demand.bond);
    }

    /// @inheritdoc ICourtData
    function answerData(bytes32 digest, bytes calldata frames) external {
        Demand storage demand = _demands[digest];
        require(
            demand.endsAt != 0 && !demand.answered && block.timestamp < demand.endsAt,
            ProbeCourtNoDemand(digest, block.timestamp, demand.endsAt)
        );
        bytes32 actual = keccak256(frames);
        require(actual == demand.responseHash, ProbeCourtWrongFrames(demand.responseHash, actual));

        demand.answered = true;
        _creditHeld(REGISTRY.ownerOf(demand.nodeId), demand.bond);
        emit DataAnswered(digest, demand.nodeId, frames);
    }

    /// @inheritdoc ICourtData
    function proveWithheld(SignedReceipt calldata signed, address sessionKey) external {
        bytes32 digest = receiptDigest(signed.receipt);
        Demand storage demand = _demands[digest];
        require(
            demand.endsAt != 0 && !demand.answered && block.timestamp >= demand.endsAt,
            ProbeCourtNoDemand(digest, block.timestamp, demand.endsAt)
        );

        demand.answered = true;
        _creditHeld(demand.by, demand.bond);
        emit DataWithheld(digest, demand.nodeId);
        // punished in the meantime: the bond is back, and a task is punished once
        if (_isPunished(demand.nodeId, demand.taskId)) return;
        _convict(signed.receipt, digest, Fault.Withheld, NO_POSITION, sessionKey);
    }

    /// @inheritdoc ICourtData
    function demandOf(bytes32 digest) external view returns (Demand memory) {
        return _demands[digest];
    }
}
