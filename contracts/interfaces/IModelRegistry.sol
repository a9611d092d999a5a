// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @title IModelRegistry
/// @notice Says what a model is, where it ends an answer, and by which thresholds a replay of it is judged.
/// @dev A record never changes once it is there, so a node can compare it with its own model before it serves it.
interface IModelRegistry {
    /// @notice What a model id is made of, and what the court must know of the model.
    struct ModelParts {
        /// SHA-256 of the model file.
        bytes32 ggufSha256;
        /// SHA-256 of the tokenizer.
        bytes32 tokenizerSha256;
        /// SHA-256 of the chat template.
        bytes32 chatTemplateSha256;
        /// Hash of the engine profile: engine, device, flash attention, batch, cache, sampling.
        bytes32 engineProfileId;
        /// Roles that the model is for: bit `n` is set for role `n`.
        uint8 rolesBitmap;
        /// Longest request and answer together, tokens.
        uint32 contextTokens;
        /// Tokens that end an answer, ascending, 1 to 4.
        uint32[] stopTokens;
        /// Where the file is to be had.
        string uri;
        /// SPDX name of the licence.
        string licence;
    }

    /// @notice What the chain keeps of a model.
    struct Model {
        /// Who registered it, and may publish calibrations of it.
        address publisher;
        /// Unix seconds; zero for an unknown model.
        uint40 registeredAt;
        uint8 rolesBitmap;
        uint32 contextTokens;
        /// Number of stop tokens.
        uint8 stopCount;
        /// Four stop tokens of 32 bits, the first one lowest.
        uint128 stopTokens;
        /// Version of the newest calibration, zero for none.
        uint32 calibrations;
    }

    /// @notice By which thresholds a replay is judged; a verdict names the version.
    struct Calibration {
        /// Hash of the set of honest and dishonest runs that the thresholds were found on.
        bytes32 calibrationSetHash;
        /// Honest tokens in that set.
        uint32 tokens;
        /// Unix seconds of the publication.
        uint40 publishedAt;
        /// Encoded thresholds, at most 1,024 bytes; docs/protocol.md has the form.
        bytes thresholds;
    }

    /// @notice A model was registered.
    event ModelRegistered(bytes32 indexed modelId, address indexed publisher, ModelParts parts);
    /// @notice Thresholds of a model were published.
    event CalibrationPublished(bytes32 indexed modelId, uint32 indexed version, Calibration calibration);

    /// @notice The model is registered already.
    error ModelRegistryTaken(bytes32 modelId, address publisher);
    /// @notice The model is not registered.
    error ModelRegistryUnknownModel(bytes32 modelId);
    /// @notice Only the publisher may publish calibrations.
    error ModelRegistryNotPublisher(bytes32 modelId, address publisher, address caller);
    /// @notice The stop tokens are none, too many, or not ascending.
    error ModelRegistryBadStopTokens(uint256 count, uint256 maxCount);
    /// @notice A text or a list of bytes is too long.
    error ModelRegistryTooLong(uint256 length, uint256 maxLength);
    /// @notice The model has no context or no role.
    error ModelRegistryEmptyModel(uint32 contextTokens, uint8 rolesBitmap);
    /// @notice An address is zero.
    error ModelRegistryZeroAddress();

    /// @notice Registers a model for good; costs FEE, which is burned.
    /// @param parts What the model is.
    /// @return modelId Its id.
    function register(ModelParts calldata parts) external returns (bytes32 modelId);

    /// @notice Publishes the next version of a model's thresholds.
    /// @param modelId Model that the caller registered.
    /// @param calibrationSetHash Hash of the set they were found on.
    /// @param tokens Honest tokens in that set.
    /// @param thresholds Encoded thresholds.
    /// @return version Its number, from 1.
    function publishCalibration(
        bytes32 modelId,
        bytes32 calibrationSetHash,
        uint32 tokens,
        bytes calldata thresholds
    ) external returns (uint32 version);

    /// @notice What the chain keeps of a model; all zero for an unknown one.
    function modelOf(bytes32 modelId) external view returns (Model memory);

    /// @notice A version of a model's thresholds; all zero for one that does not exist.
    function calibrationOf(bytes32 modelId, uint32 version) external view returns (Calibration memory);

    /// @notice Version of a model's thresholds that was the newest just before a moment; zero when there was none.
    /// @param time Unix seconds; what was published in that very second came too late.
    function calibrationBefore(bytes32 modelId, uint40 time) external view returns (uint32 version);

    /// @notice Whether a token ends the model's answers, and since when the chain says so.
    /// @return isStop Whether it does.
    /// @return registeredAt Unix seconds, zero for an unknown model.
    function stopToken(bytes32 modelId, uint32 token) external view returns (bool isStop, uint40 registeredAt);

    /// @notice Id of a model with these parts.
    function modelIdOf(ModelParts calldata parts) external pure returns (bytes32);
}
