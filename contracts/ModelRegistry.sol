// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {IModelRegistry} from "./interfaces/IModelRegistry.sol";

/// @title ModelRegistry
/// @notice Says what a model is, where it ends an answer, and by which thresholds a replay of it is judged.
/// @dev Invariant: a registered model never changes; its calibrations are only ever added to.
/// Powers: none. Anyone registers any model for the fee; only its publisher adds calibrations, and a verdict names the
/// version that it used: the newest from before the job was funded, which nobody can add any more. A wrong record of
/// somebody else's model harms nobody: a node serves a model only after it
/// compared the record with its own file, and the court believes a record only for receipts that began after it.
contract ModelRegistry is IModelRegistry {
    using SafeERC20 for IERC20;

    uint256 public constant MAX_STOP_TOKENS = 4;
    /// @notice Longest uri or licence, bytes: they are for people.
    uint256 public constant MAX_TEXT_BYTES = 256;
    /// @notice Longest encoded thresholds: four lengths of answer and four figures need under 300 bytes.
    uint256 public constant MAX_THRESHOLD_BYTES = 1_024;
    address public constant BURN_ADDRESS = 0x000000000000000000000000000000000000dEaD;

    IERC20 public immutable TOKEN;
    /// @notice Price of a registration, burned: against spam.
    uint256 public immutable FEE;

    mapping(bytes32 modelId => Model model) private _models;
    mapping(bytes32 modelId => mapping(uint32 version => Calibration calibration)) private _calibrations;

    /// @param token Token of the fee.
    /// @param fee Price of a registration, smallest unit.
    constructor(IERC20 token, uint256 fee) {
        require(address(token) != address(0), ModelRegistryZeroAddress());
        TOKEN = token;
        FEE = fee;
    }

    /// @inheritdoc IModelRegistry
    function register(ModelParts calldata parts) external returns (bytes32 modelId) {
        modelId = modelIdOf(parts);
        Model storage model = _models[modelId];
        require(model.registeredAt == 0, ModelRegistryTaken(modelId, model.publisher));
        require(
            parts.contextTokens != 0 && parts.rolesBitmap != 0,
            ModelRegistryEmptyModel(parts.contextTokens, parts.rolesBitmap)
        );
        _requireShort(bytes(parts.uri).length, MAX_TEXT_BYTES);
        _requireShort(bytes(parts.licence).length, MAX_TEXT_BYTES);

        model.publisher = msg.sender;
        model.registeredAt = uint40(block.timestamp);
        model.rolesBitmap = parts.rolesBitmap;
        model.contextTokens = parts.contextTokens;
        model.stopCount = uint8(parts.stopTokens.length);
        model.stopTokens = _pack(parts.stopTokens);
        emit ModelRegistered(modelId, msg.sender, parts);

        TOKEN.safeTransferFrom(msg.sender, BURN_ADDRESS, FEE);
    }

    /// @inheritdoc IModelRegistry
    function publishCalibration(
        bytes32 modelId,
        bytes32 calibrationSetHash,
        uint32 tokens,
        bytes calldata thresholds
    ) external returns (uint32 version) {
        Model storage model = _models[modelId];
        require(model.registeredAt != 0, ModelRegistryUnknownModel(modelId));
        require(msg.sender == model.publisher, ModelRegistryNotPublisher(modelId, model.publisher, msg.sender));
        _requireShort(thresholds.length, MAX_THRESHOLD_BYTES);

        version = ++model.calibrations;
        Calibration memory calibration = Calibration(calibrationSetHash, tokens, uint40(block.timestamp), thresholds);
        _calibrations[modelId][version] = calibration;
        emit CalibrationPublished(modelId, version, calibration);
    }

    /// @inheritdoc IModelRegistry
    function modelOf(bytes32 modelId) external view returns (Model memory) {
        return _models[modelId];
    }

    /// @inheritdoc IModelRegistry
    function calibrationOf(bytes32 modelId, uint32 version) external view returns (Calibration memory) {
        return _calibrations[modelId][version];
    }

    /// @inheritdoc IModelRegistry
    function calibrationBefore(bytes32 modelId, uint40 time) external view returns (uint32 version) {
        // halves what is left each time: nobody can make it dear by publishing many versions
        uint32 after_ = _models[modelId].calibrations + 1;
        while (version + 1 < after_) {
            uint32 middle = (version + after_) / 2;
            if (_calibrations[modelId][middle].publishedAt < time) version = middle;
            else after_ = middle;
        }
    }

    /// @inheritdoc IModelRegistry
    function stopToken(bytes32 modelId, uint32 token) external view returns (bool isStop, uint40 registeredAt) {
        Model memory model = _models[modelId];
        for (uint256 i; i < model.stopCount; ++i) {
            if (uint32(model.stopTokens >> (32 * i)) == token) return (true, model.registeredAt);
        }
        return (false, model.registeredAt);
    }

    /// @inheritdoc IModelRegistry
    function modelIdOf(ModelParts calldata parts) public pure returns (bytes32) {
        return
            keccak256(
                abi.encodePacked(
                    parts.ggufSha256,
                    parts.tokenizerSha256,
                    parts.chatTemplateSha256,
                    parts.engineProfileId
                )
            );
    }

    function _pack(uint32[] calldata tokens) private pure returns (uint128 packed) {
        bool ascending = tokens.length != 0 && tokens.length <= MAX_STOP_TOKENS;
        for (uint256 i; ascending && i < tokens.length; ++i) {
            ascending = i == 0 || tokens[i] > tokens[i - 1];
            packed |= uint128(tokens[i]) << uint128(32 * i);
        }
        require(ascending, ModelRegistryBadStopTokens(tokens.length, MAX_STOP_TOKENS));
    }

    function _requireShort(uint256 length, uint256 maxLength) private pure {
        require(length <= maxLength, ModelRegistryTooLong(length, maxLength));
    }
}
