// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Receipt} from "../libraries/Receipts.sol";

/// @title IAgentValidation
/// @notice The reading half of ERC-8004's validation registry. Nobody can request a validation or answer one here: what
/// probes and the court found is presented, by anyone. A request's hash is the digest of the receipt.
interface IAgentValidation {
    event ValidationRequest(
        address indexed validatorAddress,
        uint256 indexed agentId,
        string requestURI,
        bytes32 indexed requestHash
    );
    event ValidationResponse(
        address indexed validatorAddress,
        uint256 indexed agentId,
        bytes32 indexed requestHash,
        uint8 response,
        string responseURI,
        bytes32 responseHash,
        string tag
    );

    /// @notice No probe of this receipt passed, and no punishment names it.
    error AdapterNoVerdict(bytes32 digest);
    /// @notice This was presented before.
    error AdapterPresentedBefore(bytes32 digest, uint8 response);

    /// @notice Presents a passed probe (100) or a punishment (0) of a receipt. A punishment replaces a pass.
    function presentVerdict(Receipt calldata receipt) external returns (bytes32 requestHash);

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
        );

    /// @notice Number and mean of an agent's responses.
    /// @param validatorAddresses Validators to count; none means all.
    /// @param tag "probe" or "fault", or empty for both.
    function getSummary(
        uint256 agentId,
        address[] calldata validatorAddresses,
        string calldata tag
    ) external view returns (uint64 count, uint8 averageResponse);

    function getAgentValidations(uint256 agentId) external view returns (bytes32[] memory requestHashes);
}
