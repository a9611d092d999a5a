// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAgentFeedback} from "../interfaces/IAgentFeedback.sol";
import {IJobEscrow} from "../interfaces/IJobEscrow.sol";
import {JobId} from "../types/JobId.sol";
import {AgentIdentity} from "./AgentIdentity.sol";

/// @title AgentFeedback
/// @notice Feedback that was paid for: every micro-dollar of a settled voucher opens and weighs one feedback, once.
/// @dev Whoever praises himself through another account pays the protocol fee on all that the praise weighs.
abstract contract AgentFeedback is IAgentFeedback, AgentIdentity {
    struct Feedback {
        int128 value;
        uint8 decimals;
        bool revoked;
        uint96 paid;
        string tag1;
        string tag2;
    }

    /// @dev The arguments of giveFeedback.
    struct Given {
        uint256 agentId;
        int128 value;
        uint8 decimals;
        string tag1;
        string tag2;
        string endpoint;
        string feedbackURI;
        bytes32 feedbackHash;
    }

    /// @dev Which feedback a summary counts.
    struct Filter {
        uint256 agentId;
        bytes32 tag1;
        bytes32 tag2;
    }

    /// @notice Longest tag, bytes.
    uint256 public constant MAX_TAG_BYTES = 64;
    /// @notice Greatest value of a feedback, either way.
    int128 public constant MAX_VALUE = 1e18;
    uint8 public constant SUMMARY_DECIMALS = 18;
    IJobEscrow public immutable ESCROW;

    mapping(uint256 agentId => mapping(address client => uint256 paid)) private _paid;
    mapping(JobId jobId => mapping(uint8 index => uint256 counted)) private _counted;
    mapping(uint256 agentId => mapping(address client => Feedback[])) private _feedback;
    mapping(uint256 agentId => address[]) private _clients;

    constructor(IJobEscrow escrow) {
        ESCROW = escrow;
    }

    /// @inheritdoc IAgentFeedback
    function openFeedback(JobId jobId, address sessionKey, uint8 index) external returns (uint256 agentId) {
        address requester = ESCROW.jobOf(jobId).requester;
        require(msg.sender == requester, AdapterNotRequester(jobId, requester, msg.sender));
        IJobEscrow.AllocationView memory lane = ESCROW.allocationAt(jobId, sessionKey, index);
        uint256 counted = _counted[jobId][index];
        require(lane.claimed > counted, AdapterNothingSettled(jobId, index, lane.claimed, counted));
        agentId = lane.nodeId;
        _requireStranger(lane.nodeId);

        _counted[jobId][index] = lane.claimed;
        _paid[agentId][msg.sender] += lane.claimed - counted;
        emit FeedbackPaid(agentId, msg.sender, jobId, lane.claimed - counted);
    }

    /// @inheritdoc IAgentFeedback
    function giveFeedback(
        uint256,
        int128,
        uint8,
        string calldata,
        string calldata,
        string calldata,
        string calldata,
        bytes32
    ) external {
        // the arguments as one struct: they are more than the stack holds
        Given memory given = abi.decode(bytes.concat(bytes32(uint256(32)), msg.data[4:]), (Given));
        _requireStranger(_node(given.agentId));
        uint256 paid = _paid[given.agentId][msg.sender];
        require(paid != 0, AdapterUnpaidFeedback(given.agentId, msg.sender));
        require(
            given.decimals <= SUMMARY_DECIMALS && given.value <= MAX_VALUE && given.value >= -MAX_VALUE,
            AdapterBadValue(given.value, given.decimals, MAX_VALUE)
        );
        _requireTag(given.tag1);
        _requireTag(given.tag2);

        _paid[given.agentId][msg.sender] = 0;
        Feedback[] storage kept = _feedback[given.agentId][msg.sender];
        if (kept.length == 0) _clients[given.agentId].push(msg.sender);
        kept.push(Feedback(given.value, given.decimals, false, uint96(paid), given.tag1, given.tag2));
        _tell(given, uint64(kept.length));
    }

    /// @inheritdoc IAgentFeedback
    function revokeFeedback(uint256 agentId, uint64 feedbackIndex) external {
        Feedback storage given = _at(agentId, msg.sender, feedbackIndex);
        require(!given.revoked, AdapterNoFeedback(agentId, msg.sender, feedbackIndex));

        given.revoked = true;
        emit FeedbackRevoked(agentId, msg.sender, feedbackIndex);
    }

    /// @inheritdoc IAgentFeedback
    function appendResponse(
        uint256 agentId,
        address clientAddress,
        uint64 feedbackIndex,
        string calldata responseURI,
        bytes32 responseHash
    ) external {
        _at(agentId, clientAddress, feedbackIndex);
        emit ResponseAppended(agentId, clientAddress, feedbackIndex, msg.sender, responseURI, responseHash);
    }

    /// @inheritdoc IAgentFeedback
    function paidFor(uint256 agentId, address client) external view returns (uint256) {
        return _paid[agentId][client];
    }

    /// @inheritdoc IAgentFeedback
    function getSummary(
        uint256 agentId,
        address[] calldata clientAddresses,
        string calldata tag1,
        string calldata tag2
    ) external view returns (uint64 count, int128 summaryValue, uint8 summaryValueDecimals) {
        address[] memory clients = clientAddresses;
        if (clients.length == 0) clients = _clients[agentId];
        (count, summaryValue) = _mean(clients, Filter(agentId, _hashOf(tag1), _hashOf(tag2)));
        summaryValueDecimals = SUMMARY_DECIMALS;
    }

    /// @inheritdoc IAgentFeedback
    function readFeedback(
        uint256 agentId,
        address clientAddress,
        uint64 feedbackIndex
    )
        external
        view
        returns (int128 value, uint8 valueDecimals, string memory tag1, string memory tag2, bool isRevoked)
    {
        Feedback storage given = _at(agentId, clientAddress, feedbackIndex);
        return (given.value, given.decimals, given.tag1, given.tag2, given.revoked);
    }

    /// @inheritdoc IAgentFeedback
    function getClients(uint256 agentId) external view returns (address[] memory) {
        return _clients[agentId];
    }

    /// @inheritdoc IAgentFeedback
    function getLastIndex(uint256 agentId, address clientAddress) external view returns (uint64) {
        return uint64(_feedback[agentId][clientAddress].length);
    }

    /// @dev Mean with 18 decimals, each feedback weighing what was paid for it.
    function _mean(address[] memory clients, Filter memory filter) private view returns (uint64 count, int128 mean) {
        int256 sum;
        int256 weight;
        for (uint256 i; i < clients.length; ++i) {
            Feedback[] storage kept = _feedback[filter.agentId][clients[i]];
            for (uint256 j; j < kept.length; ++j) {
                if (!_counts(kept[j], filter)) continue;
                ++count;
                int256 paid = int256(uint256(kept[j].paid));
                sum += kept[j].value * int256(10 ** (SUMMARY_DECIMALS - kept[j].decimals)) * paid;
                weight += paid;
            }
        }
        if (count != 0) mean = int128(sum / weight);
    }

    function _tell(Given memory given, uint64 index) private {
        emit NewFeedback(
            given.agentId,
            msg.sender,
            index,
            given.value,
            given.decimals,
            given.tag1,
            given.tag1,
            given.tag2,
            given.endpoint,
            given.feedbackURI,
            given.feedbackHash
        );
    }

    function _counts(Feedback storage kept, Filter memory filter) private view returns (bool) {
        if (kept.revoked) return false;
        if (filter.tag1 != 0 && keccak256(bytes(kept.tag1)) != filter.tag1) return false;
        return filter.tag2 == 0 || keccak256(bytes(kept.tag2)) == filter.tag2;
    }

    function _at(uint256 agentId, address client, uint64 index) private view returns (Feedback storage) {
        Feedback[] storage given = _feedback[agentId][client];
        require(index != 0 && index <= given.length, AdapterNoFeedback(agentId, client, index));
        return given[index - 1];
    }

    /// @dev The owner and the signer are the operator.
    function _requireStranger(uint32 nodeId) private view {
        require(
            msg.sender != REGISTRY.ownerOf(nodeId) && msg.sender != REGISTRY.signerOf(nodeId),
            AdapterSelfFeedback(nodeId, msg.sender)
        );
    }

    /// @dev Zero for an empty tag, which stands for all.
    function _hashOf(string calldata tag) private pure returns (bytes32) {
        return bytes(tag).length == 0 ? bytes32(0) : keccak256(bytes(tag));
    }

    function _requireTag(string memory tag) private pure {
        require(bytes(tag).length <= MAX_TAG_BYTES, AdapterTagTooLong(bytes(tag).length, MAX_TAG_BYTES));
    }
}
