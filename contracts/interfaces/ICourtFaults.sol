// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {LeafOpening} from "../libraries/RaceTranscript.sol";
import {CompactSignature, Quote} from "../libraries/Receipts.sol";
import {ISignedEvidence} from "./ISignedEvidence.sol";

/// @title ICourtFaults
/// @notice Lane A: faults that a contract can check by itself. Whoever shows one gets the finder's share; nobody judges.
interface ICourtFaults {
    /// @notice What a node was punished for.
    enum Fault {
        None,
        /// A token that did not win its race.
        Race,
        /// An output that the model did not end, signed as if it had.
        EarlyStop,
        /// Output billed after the model had ended it.
        LateStop,
        /// A leaf without the promised form.
        MalformedLeaf,
        /// Two receipts for one task.
        Equivocation,
        /// A receipt above what the quote allows.
        Overcharge,
        /// Frames of a signed receipt that the node did not hand out.
        Withheld,
        /// A verdict of a jury.
        Verdict,
        /// A pass reported for a receipt that holds a fault.
        LazyPass
    }

    /// @notice One punishment; a task is punished once.
    struct Conviction {
        Fault fault;
        /// First half of the digest of the receipt that showed the fault.
        bytes16 digest;
    }

    /// @notice A node was punished for a task.
    /// @param slashed Stake taken, smallest unit.
    event FaultProven(
        uint32 indexed nodeId,
        bytes32 indexed taskId,
        Fault indexed fault,
        bytes32 digest,
        uint32 position,
        address finder,
        uint256 slashed
    );

    /// @notice The seed is not the one that the receipt commits to.
    error ProbeCourtWrongSeed(bytes32 seedCommit, bytes32 actual);
    /// @notice The leaf is not at this place under the receipt's root.
    error ProbeCourtForeignLeaf(bytes32 root, uint256 position, uint256 leaves);
    /// @notice The evidence shows no fault of this kind.
    error ProbeCourtNoFault(Fault fault);
    /// @notice The model is unknown, or was registered after the task began.
    error ProbeCourtModelTooYoung(bytes32 modelId, uint40 registeredAt, uint40 startedAt);
    /// @notice The two messages are not about the same thing.
    error ProbeCourtUnrelated(bytes32 first, bytes32 second);

    /// @notice Shows a token that did not win its race.
    /// @param signed Receipt of the output.
    /// @param seed Seed of the races, which the receipt commits to.
    /// @param opening The leaf; its own position says where it belongs.
    /// @param better Place among the leaf's candidates of one that beats the token.
    /// @param sessionKey Session key of the job, so that its requester is refunded first; zero for no refund.
    function proveRaceFault(
        ISignedEvidence.SignedReceipt calldata signed,
        bytes32 seed,
        LeafOpening calldata opening,
        uint256 better,
        address sessionKey
    ) external;

    /// @notice Shows an output whose receipt says that the model ended it, but whose last token does not end anything.
    function proveEarlyStop(
        ISignedEvidence.SignedReceipt calldata signed,
        LeafOpening calldata opening,
        address sessionKey
    ) external;

    /// @notice Shows a token that ends the output with billed tokens after it.
    function proveLateStop(
        ISignedEvidence.SignedReceipt calldata signed,
        LeafOpening calldata opening,
        address sessionKey
    ) external;

    /// @notice Shows a leaf without the promised form.
    /// @param place Place of the leaf in the tree.
    function proveMalformedLeaf(
        ISignedEvidence.SignedReceipt calldata signed,
        LeafOpening calldata opening,
        uint256 place,
        address sessionKey
    ) external;

    /// @notice Shows two different receipts of one node for one task.
    function proveEquivocation(
        ISignedEvidence.SignedReceipt calldata first,
        ISignedEvidence.SignedReceipt calldata second,
        address sessionKey
    ) external;

    /// @notice Shows a receipt that asks for more than its quote allows.
    function proveOvercharge(
        ISignedEvidence.SignedReceipt calldata signed,
        Quote calldata quote,
        CompactSignature calldata quoteSignature,
        address sessionKey
    ) external;

    /// @notice What a node was punished for in a task.
    function convictionOf(uint32 nodeId, bytes32 taskId) external view returns (Conviction memory);
}
