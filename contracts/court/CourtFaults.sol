// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ICourtFaults} from "../interfaces/ICourtFaults.sol";
import {IModelRegistry} from "../interfaces/IModelRegistry.sol";
import {LeafOpening, RaceTranscript} from "../libraries/RaceTranscript.sol";
import {CompactSignature, Quote, Receipt, Receipts} from "../libraries/Receipts.sol";
import {CourtBase} from "./CourtBase.sol";

/// @title CourtFaults
/// @notice Lane A: checks the evidence and punishes in the same transaction.
/// @dev Everything is computed from what the node signed; nothing that a requester does or fails to do is evidence. A
/// node that signs one receipt per task, races as promised and bills what its quote says can't be convicted by anyone.
abstract contract CourtFaults is CourtBase {
    IModelRegistry public immutable MODELS;

    constructor(IModelRegistry models) {
        require(address(models) != address(0), ProbeCourtZeroAddress());
        MODELS = models;
    }

    /// @inheritdoc ICourtFaults
    function proveRaceFault(
        SignedReceipt calldata signed,
        bytes32 seed,
        LeafOpening calldata opening,
        uint256 better,
        address sessionKey
    ) external {
        bytes32 digest = _verified(signed);
        Receipt calldata receipt = signed.receipt;
        bytes32 commit = keccak256(abi.encode(seed));
        require(commit == receipt.seedCommit, ProbeCourtWrongSeed(receipt.seedCommit, commit));
        uint32 position = _requireOwnPlace(receipt, opening);
        require(_isBeaten(opening.leaf, seed, receipt.temperatureMilli, better), ProbeCourtNoFault(Fault.Race));

        _convict(receipt, digest, Fault.Race, position, sessionKey);
    }

    /// @inheritdoc ICourtFaults
    function proveEarlyStop(SignedReceipt calldata signed, LeafOpening calldata opening, address sessionKey) external {
        bytes32 digest = _verified(signed);
        Receipt calldata receipt = signed.receipt;
        uint32 position = _requireOwnPlace(receipt, opening);
        bool ends = _endsAnswer(receipt, RaceTranscript.token(opening.leaf));
        require(
            receipt.finishReason == Receipts.FINISHED_BY_STOP && position + 1 == receipt.outputTokens && !ends,
            ProbeCourtNoFault(Fault.EarlyStop)
        );

        _convict(receipt, digest, Fault.EarlyStop, position, sessionKey);
    }

    /// @inheritdoc ICourtFaults
    function proveLateStop(SignedReceipt calldata signed, LeafOpening calldata opening, address sessionKey) external {
        bytes32 digest = _verified(signed);
        Receipt calldata receipt = signed.receipt;
        uint32 position = _requireOwnPlace(receipt, opening);
        bool ends = _endsAnswer(receipt, RaceTranscript.token(opening.leaf));
        require(ends && position + 1 < receipt.outputTokens, ProbeCourtNoFault(Fault.LateStop));

        _convict(receipt, digest, Fault.LateStop, position, sessionKey);
    }

    /// @inheritdoc ICourtFaults
    function proveMalformedLeaf(
        SignedReceipt calldata signed,
        LeafOpening calldata opening,
        uint256 place,
        address sessionKey
    ) external {
        bytes32 digest = _verified(signed);
        Receipt calldata receipt = signed.receipt;
        _requireUnder(receipt, opening, place);
        require(!RaceTranscript.isWellFormed(opening.leaf, place), ProbeCourtNoFault(Fault.MalformedLeaf));

        _convict(receipt, digest, Fault.MalformedLeaf, uint32(place), sessionKey);
    }

    /// @inheritdoc ICourtFaults
    function proveEquivocation(
        SignedReceipt calldata first,
        SignedReceipt calldata second,
        address sessionKey
    ) external {
        bytes32 digest = _verified(first);
        bytes32 other = _verified(second);
        require(
            first.receipt.taskId == second.receipt.taskId && first.receipt.nodeId == second.receipt.nodeId,
            ProbeCourtUnrelated(first.receipt.taskId, second.receipt.taskId)
        );
        require(digest != other, ProbeCourtNoFault(Fault.Equivocation));

        _convict(first.receipt, digest, Fault.Equivocation, NO_POSITION, sessionKey);
    }

    /// @inheritdoc ICourtFaults
    function proveOvercharge(
        SignedReceipt calldata signed,
        Quote calldata quote,
        CompactSignature calldata quoteSignature,
        address sessionKey
    ) external {
        bytes32 digest = _verified(signed);
        Receipt calldata receipt = signed.receipt;
        bytes32 quoteDigest = Receipts.digest(quote, _domain());
        _requireSigned(quoteDigest, quoteSignature, quote.nodeId);
        require(
            quote.quoteId == receipt.quoteId && quote.nodeId == receipt.nodeId && quote.modelId == receipt.modelId,
            ProbeCourtUnrelated(quote.quoteId, receipt.quoteId)
        );
        require(receipt.amount > Receipts.costOf(receipt, quote), ProbeCourtNoFault(Fault.Overcharge));

        _convict(receipt, digest, Fault.Overcharge, NO_POSITION, sessionKey);
    }

    function _isBeaten(
        bytes calldata leaf,
        bytes32 seed,
        uint16 temperature,
        uint256 better
    ) internal pure virtual returns (bool) {
        return RaceTranscript.isBeaten(leaf, seed, temperature, better);
    }

    /// @dev Returns the position that the leaf names, at which it must lie.
    function _requireOwnPlace(
        Receipt calldata receipt,
        LeafOpening calldata opening
    ) private pure returns (uint32 position) {
        require(RaceTranscript.hasHead(opening.leaf), ProbeCourtForeignLeaf(receipt.transcriptRoot, 0, 0));
        position = RaceTranscript.position(opening.leaf);
        _requireUnder(receipt, opening, position);
    }

    function _requireUnder(Receipt calldata receipt, LeafOpening calldata opening, uint256 place) private pure {
        require(
            RaceTranscript.isUnder(opening, receipt.transcriptRoot, receipt.outputTokens, place),
            ProbeCourtForeignLeaf(receipt.transcriptRoot, place, receipt.outputTokens)
        );
    }

    /// @dev A record counts only if the node could compare it with its own model before it began.
    function _endsAnswer(Receipt calldata receipt, uint32 token) private view returns (bool ends) {
        uint40 registeredAt;
        (ends, registeredAt) = MODELS.stopToken(receipt.modelId, token);
        require(
            registeredAt != 0 && registeredAt < receipt.startedAt,
            ProbeCourtModelTooYoung(receipt.modelId, registeredAt, receipt.startedAt)
        );
    }
}
