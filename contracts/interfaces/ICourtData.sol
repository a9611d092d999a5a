// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ISignedEvidence} from "./ISignedEvidence.sol";

/// @title ICourtData
/// @notice Makes a node hand out the sealed frames of a receipt that it signed.
/// @dev The frames are sealed to the requester, so an answer shows nobody else the text.
interface ICourtData {
    /// @notice A demand for the frames of a receipt.
    struct Demand {
        uint32 nodeId;
        uint8 role;
        /// Unix seconds, zero when there is none.
        uint40 endsAt;
        bool answered;
        uint64 bond;
        address by;
        bytes32 taskId;
        bytes32 responseHash;
    }

    event DataDemanded(bytes32 indexed digest, uint32 indexed nodeId, address indexed by, uint40 endsAt, uint64 bond);
    event DataAnswered(bytes32 indexed digest, uint32 indexed nodeId, bytes frames);
    event DataWithheld(bytes32 indexed digest, uint32 indexed nodeId);

    /// @notice The frames were demanded before.
    error ProbeCourtDemandExists(bytes32 digest);
    /// @notice The node need not have the frames any more.
    error ProbeCourtDemandTooLate(uint256 timestamp, uint256 until);
    /// @notice The output is too long to be handed out on chain.
    error ProbeCourtTooLongForChain(uint256 outputTokens, uint256 maxTokens);
    /// @notice The caller is not the requester of the job.
    error ProbeCourtNotRequester(address requester, address caller);
    /// @notice There is no open demand, or its time is over, or not over yet.
    error ProbeCourtNoDemand(bytes32 digest, uint256 timestamp, uint256 endsAt);
    /// @notice The frames are not those of the receipt.
    error ProbeCourtWrongFrames(bytes32 responseHash, bytes32 actual);

    /// @notice Demands the frames; the bond pays the node when it answers. Only the requester of the job, until the
    /// challenge window of the stakes after the job's end is over.
    function challengeData(ISignedEvidence.SignedReceipt calldata signed) external;

    /// @notice Hands out the frames, one after the other in order. Anyone may; the bond goes to the node's owner.
    function answerData(bytes32 digest, bytes calldata frames) external;

    /// @notice Punishes a node whose time to answer is over, and gives the bond back.
    function proveWithheld(ISignedEvidence.SignedReceipt calldata signed, address sessionKey) external;

    function demandOf(bytes32 digest) external view returns (Demand memory);
}
