// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";
import {IAgentValidation} from "../interfaces/IAgentValidation.sol";
import {ICourtFaults} from "../interfaces/ICourtFaults.sol";
import {ICourtProbes} from "../interfaces/ICourtProbes.sol";
import {IProbeCourt} from "../interfaces/IProbeCourt.sol";
import {IVerifierBench} from "../interfaces/IVerifierBench.sol";
import {Receipt, Receipts} from "../libraries/Receipts.sol";
import {AgentIdentity} from "./AgentIdentity.sol";

/// @title AgentValidation
/// @notice What probes and the court found about receipts, as ERC-8004 sees validations.
/// @dev The digest that bench and court kept proves the receipt, so no signature is asked for again.
abstract contract AgentValidation is IAgentValidation, AgentIdentity {
    struct Validation {
        address validator;
        uint32 agentId;
        uint40 time;
        uint8 response;
    }

    uint8 public constant PASSED = 100;
    uint8 public constant FAILED = 0;
    IProbeCourt public immutable COURT;
    IVerifierBench public immutable BENCH;

    mapping(bytes32 digest => Validation validation) private _validations;
    mapping(uint256 agentId => bytes32[] digests) private _ofAgent;

    constructor(IProbeCourt court, IVerifierBench bench) {
        COURT = court;
        BENCH = bench;
    }

    /// @inheritdoc IAgentValidation
    function presentVerdict(Receipt calldata receipt) external returns (bytes32 requestHash) {
        requestHash = Receipts.digest(receipt, Receipts.domainSeparator(address(REGISTRY)));
        ICourtFaults.Conviction memory conviction = COURT.convictionOf(receipt.nodeId, receipt.taskId);
        bool isFault = conviction.fault != ICourtFaults.Fault.None && conviction.digest == bytes16(requestHash);
        require(isFault || _isPassed(requestHash, receipt.nodeId), AdapterNoVerdict(requestHash));
        uint8 response = isFault ? FAILED : PASSED;
        Validation storage kept = _validations[requestHash];
        bool isNew = kept.time == 0;
        require(isNew || kept.response != response, AdapterPresentedBefore(requestHash, response));

        address validator = isFault ? address(COURT) : address(BENCH);
        _validations[requestHash] = Validation(validator, receipt.nodeId, uint40(block.timestamp), response);
        if (isNew) {
            _ofAgent[receipt.nodeId].push(requestHash);
            emit ValidationRequest(validator, receipt.nodeId, "", requestHash);
        }
        emit ValidationResponse(validator, receipt.nodeId, requestHash, response, "", requestHash, _tagOf(response));
    }

    /// @inheritdoc IAgentValidation
    function getValidationStatus(
        bytes32 requestHash
    )
        external
        view
        returns (
            address validatorAddress,
            uint256 agentId,
            uint8 response,
            bytes32 responseHash,
            string memory tag,
            uint256 lastUpdate
        )
    {
        Validation memory kept = _validations[requestHash];
        require(kept.time != 0, AdapterNoVerdict(requestHash));
        return (kept.validator, kept.agentId, kept.response, requestHash, _tagOf(kept.response), kept.time);
    }

    /// @inheritdoc IAgentValidation
    function getSummary(
        uint256 agentId,
        address[] calldata validatorAddresses,
        string calldata tag
    ) external view returns (uint64 count, uint8 averageResponse) {
        bytes32[] storage digests = _ofAgent[agentId];
        uint256 sum;
        for (uint256 i; i < digests.length; ++i) {
            Validation memory kept = _validations[digests[i]];
            if (bytes(tag).length != 0 && !Strings.equal(tag, _tagOf(kept.response))) continue;
            if (!_isAmong(kept.validator, validatorAddresses)) continue;
            ++count;
            sum += kept.response;
        }
        if (count != 0) averageResponse = uint8(sum / count);
    }

    /// @inheritdoc IAgentValidation
    function getAgentValidations(uint256 agentId) external view returns (bytes32[] memory requestHashes) {
        return _ofAgent[agentId];
    }

    /// @dev What an operator reports of its own node says nothing.
    function _isPassed(bytes32 digest, uint32 nodeId) private view returns (bool) {
        ICourtProbes.ProbeReport memory report = BENCH.reportOf(digest);
        if (!report.passed || REGISTRY.ownerOf(report.verifierId) == REGISTRY.ownerOf(nodeId)) return false;
        uint32 group = REGISTRY.operatorGroupOf(nodeId);
        return group == 0 || group != REGISTRY.operatorGroupOf(report.verifierId);
    }

    function _isAmong(address validator, address[] calldata list) private pure returns (bool) {
        for (uint256 i; i < list.length; ++i) if (list[i] == validator) return true;
        return list.length == 0;
    }

    function _tagOf(uint8 response) private pure returns (string memory) {
        return response == PASSED ? "probe" : "fault";
    }
}
