// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ICourtFaults} from "./ICourtFaults.sol";
import {ISignedEvidence} from "./ISignedEvidence.sol";

/// @title ICourtCases
/// @notice Lane B: a bonded accusation, a jury of verifiers drawn by the beacon, sealed votes, appeals to larger juries.
/// @dev Every step has a longest time, and anyone may call `advance` when it is over. A jury that stays silent gives way
/// to the next larger one, without a bond.
interface ICourtCases {
    enum Phase {
        None,
        /// Waits for the beacon.
        Drawing,
        /// Jurors commit to their votes.
        Committing,
        /// Jurors open their votes.
        Revealing,
        /// The verdict stands unless somebody appeals.
        Appealable,
        Closed
    }

    enum Verdict {
        None,
        NotGuilty,
        Guilty,
        /// Too few votes: of the last jury, and everybody gets their bonds back; of an earlier one, and a larger is drawn.
        Hung
    }

    /// @notice An accusation.
    struct Case {
        uint32 nodeId;
        uint8 role;
        /// 0 for the first jury, then one more for each appeal, and for each jury that stayed silent.
        uint8 level;
        Phase phase;
        /// Verdict of the level that was counted last.
        Verdict verdict;
        uint8 jurySize;
        uint8 committed;
        uint8 guiltyVotes;
        uint8 notGuiltyVotes;
        /// When the phase is over, Unix seconds.
        uint40 phaseEndsAt;
        uint64 round;
        /// Verifier that reported the failure, or zero for the requester.
        uint32 accuserId;
        address accuser;
        bytes32 taskId;
        bytes32 digest;
        /// Content address of the evidence.
        bytes32 evidenceHash;
        /// Version of the model's thresholds by which it is judged: the newest that was published before the job was
        /// funded. Zero when there was none: jurors then go by the limits of their programs.
        uint32 calibrationVersion;
    }

    /// @notice A bond in a case.
    struct Bond {
        address payer;
        uint64 amount;
        /// Whether it stands for guilt.
        bool accuses;
    }

    /// @notice A juror's vote.
    struct Vote {
        bytes32 commitment;
        Verdict verdict;
    }

    event CaseOpened(
        uint256 indexed caseId,
        uint32 indexed nodeId,
        address indexed accuser,
        bytes32 taskId,
        bytes32 digest,
        bytes32 evidenceHash,
        uint32 calibrationVersion,
        uint64 bond
    );
    event JuryDrawn(uint256 indexed caseId, uint8 level, uint32[] jurors, bytes32 randomness);
    event VerdictCommitted(uint256 indexed caseId, uint8 level, uint32 indexed verifierId, bytes32 commitment);
    event VerdictRevealed(
        uint256 indexed caseId,
        uint8 level,
        uint32 indexed verifierId,
        bool guilty,
        bytes32 statsHash
    );
    event CaseRuled(uint256 indexed caseId, uint8 level, Verdict verdict, uint8 guiltyVotes, uint8 notGuiltyVotes);
    event CaseAppealed(uint256 indexed caseId, uint8 level, address indexed by, uint64 bond);
    event CaseClosed(uint256 indexed caseId, uint32 indexed nodeId, Verdict verdict, uint256 slashed);

    /// @notice The caller may not accuse with this receipt.
    error ProbeCourtNotAccuser(bytes32 digest, address caller);
    /// @notice The node was punished for this task before.
    error ProbeCourtPunishedBefore(uint32 nodeId, bytes32 taskId, ICourtFaults.Fault fault);
    /// @notice A case about this receipt is or was open.
    error ProbeCourtCaseExists(uint256 caseId);
    /// @notice The case is in another phase, or the phase is over, or not over yet.
    error ProbeCourtWrongPhase(uint256 caseId, Phase phase, uint256 timestamp, uint256 phaseEndsAt);
    /// @notice The verifier is not in the jury of this level.
    error ProbeCourtNotJuror(uint256 caseId, uint32 verifierId);
    /// @notice The juror committed before, or opens what it did not commit to, or opens twice.
    error ProbeCourtBadVote(uint256 caseId, uint32 verifierId);

    /// @notice Accuses a node of an output that is not its model's. The bond is taken from the caller.
    /// @dev The verifier that reported the failed probe may, and the requester of the job.
    /// @param evidenceHash keccak256 of the evidence bundle.
    /// @param verifierId Verifier that reported the failure, or zero for the requester.
    function openCase(
        ISignedEvidence.SignedReceipt calldata signed,
        bytes32 evidenceHash,
        uint32 verifierId
    ) external returns (uint256 caseId);

    /// @notice Commits a juror to its vote.
    /// @param commitment voteHash of the vote.
    function commitVerdict(uint256 caseId, uint32 verifierId, bytes32 commitment) external;

    /// @notice Opens a juror's vote.
    function revealVerdict(uint256 caseId, uint32 verifierId, bool guilty, bytes32 statsHash, bytes32 salt) external;

    /// @notice Takes a ruled case to a larger jury. The bond is twice that of the level below. The verdict of the largest
    /// jury closes the case at once, so there is no appeal from it.
    function appeal(uint256 caseId) external;

    /// @notice Moves a case on when its phase is over, or when the beacon is there. Anyone may call it.
    function advance(uint256 caseId) external;

    function caseOf(uint256 caseId) external view returns (Case memory);

    function juryOf(uint256 caseId, uint8 level) external view returns (uint32[] memory);

    function voteOf(uint256 caseId, uint8 level, uint32 verifierId) external view returns (Vote memory);

    function bondsOf(uint256 caseId) external view returns (Bond[] memory);

    /// @notice Number of cases so far; ids run from 1.
    function caseCount() external view returns (uint256);

    /// @notice What a juror commits to; it holds case, level and juror, so no vote can be copied.
    function voteHash(
        uint256 caseId,
        uint8 level,
        uint32 verifierId,
        bool guilty,
        bytes32 statsHash,
        bytes32 salt
    ) external pure returns (bytes32);
}
