// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {JobId} from "../types/JobId.sol";

/// @title IAgentFeedback
/// @notice ERC-8004's reputation registry, where only money opens a mouth: a feedback needs a settled voucher, and counts
/// in proportion to it. Responses and single entries are read from the events.
interface IAgentFeedback {
    event FeedbackPaid(uint256 indexed agentId, address indexed client, JobId indexed jobId, uint256 added);
    event NewFeedback(
        uint256 indexed agentId,
        address indexed clientAddress,
        uint64 feedbackIndex,
        int128 value,
        uint8 valueDecimals,
        string indexed indexedTag1,
        string tag1,
        string tag2,
        string endpoint,
        string feedbackURI,
        bytes32 feedbackHash
    );
    event FeedbackRevoked(uint256 indexed agentId, address indexed clientAddress, uint64 indexed feedbackIndex);
    event ResponseAppended(
        uint256 indexed agentId,
        address indexed clientAddress,
        uint64 feedbackIndex,
        address indexed responder,
        string responseURI,
        bytes32 responseHash
    );

    /// @notice The caller did not fund the job.
    error AdapterNotRequester(JobId jobId, address requester, address caller);
    /// @notice The allocation has no settled voucher, or none that was not counted before.
    error AdapterNothingSettled(JobId jobId, uint8 index, uint256 claimed, uint256 counted);
    /// @notice An operator does not rate its own node.
    error AdapterSelfFeedback(uint256 agentId, address operator);
    /// @notice The caller has paid nothing that a feedback was not given for before.
    error AdapterUnpaidFeedback(uint256 agentId, address client);
    /// @notice The value has more decimals, or is greater, than a summary can hold.
    error AdapterBadValue(int128 value, uint8 decimals, int128 most);
    /// @notice A tag is too long.
    error AdapterTagTooLong(uint256 length, uint256 most);
    /// @notice There is no such feedback, or it was revoked before.
    error AdapterNoFeedback(uint256 agentId, address client, uint64 feedbackIndex);

    /// @notice Counts what vouchers of an allocation have paid and was not counted before; the caller may then give one
    /// feedback for it. Before the job is released, since an allocation is empty afterwards.
    /// @param jobId Job that the caller funded.
    /// @param sessionKey Session key of the job.
    /// @param index Position of the node's allocation.
    /// @return agentId Node that was paid.
    function openFeedback(JobId jobId, address sessionKey, uint8 index) external returns (uint256 agentId);

    /// @notice Rates an agent, once for everything that was counted since the last time.
    function giveFeedback(
        uint256 agentId,
        int128 value,
        uint8 valueDecimals,
        string calldata tag1,
        string calldata tag2,
        string calldata endpoint,
        string calldata feedbackURI,
        bytes32 feedbackHash
    ) external;

    /// @notice Takes a feedback of the caller back; what was paid for it stays used.
    function revokeFeedback(uint256 agentId, uint64 feedbackIndex) external;

    /// @notice Answers a feedback; anyone may, and it is an event only.
    function appendResponse(
        uint256 agentId,
        address clientAddress,
        uint64 feedbackIndex,
        string calldata responseURI,
        bytes32 responseHash
    ) external;

    /// @notice What was paid for the next feedback of a client.
    function paidFor(uint256 agentId, address client) external view returns (uint256);

    /// @notice Mean of the feedback of some clients, each weighing what was paid for it, with 18 decimals.
    /// @param clientAddresses Clients to count; none means all of the agent's.
    /// @param tag1 Only feedback with this tag, unless empty.
    /// @param tag2 Only feedback with this second tag, unless empty.
    function getSummary(
        uint256 agentId,
        address[] calldata clientAddresses,
        string calldata tag1,
        string calldata tag2
    ) external view returns (uint64 count, int128 summaryValue, uint8 summaryValueDecimals);

    function readFeedback(
        uint256 agentId,
        address clientAddress,
        uint64 feedbackIndex
    ) external view returns (int128 value, uint8 valueDecimals, string memory tag1, string memory tag2, bool isRevoked);

    function getClients(uint256 agentId) external view returns (address[] memory);

    /// @notice Number of a client's feedback on an agent; indices run from 1.
    function getLastIndex(uint256 agentId, address clientAddress) external view returns (uint64);
}
