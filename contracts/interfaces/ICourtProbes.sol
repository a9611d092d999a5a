// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ISignedEvidence} from "./ISignedEvidence.sol";

/// @title ICourtProbes
/// @notice Verifiers, the probes that they commit to beforehand, and what they find.
/// @dev A verifier commits to its probes and to a secret; the beacon, drawn after that, and the secret give the nodes
/// that it must check; nobody else can know them before the epoch is over.
interface ICourtProbes {
    /// @notice What a verifier committed to for an epoch.
    struct ProbeBatch {
        /// Merkle root of the probes.
        bytes32 root;
        /// Hash of the secret; then the secret itself.
        bytes32 secretCommit;
        bytes32 secret;
        /// Beacon round that draws the duties.
        uint64 round;
        /// Nodes that could be drawn: ids from 1.
        uint32 nodes;
        uint8 count;
        /// Bit `i` is set when probe `i` was reported, rightly skipped, or got no answer.
        uint16 done;
        /// Number of probes that were reported.
        uint8 reported;
        /// Number of probes that got no answer, on the verifier's word.
        uint8 unanswered;
        bool revealed;
        bool rewarded;
    }

    /// @notice A probe opened.
    struct ProbeOpening {
        uint8 index;
        /// Session key of the job that carried the probe.
        address sessionKey;
        /// Hash of the prompt, so that a verifier can't choose it after the answer.
        bytes32 promptHash;
        bytes16 salt;
        bytes32[] path;
    }

    /// @notice Who reported a receipt, and what.
    struct ProbeReport {
        uint32 verifierId;
        uint40 time;
        bool passed;
    }

    /// @notice A node began or ended to serve as a verifier.
    event VerifierJoined(uint32 indexed verifierId);
    event VerifierLeft(uint32 indexed verifierId);
    /// @notice A verifier committed to the probes of an epoch.
    event ProbesCommitted(uint32 indexed verifierId, uint32 indexed epoch, bytes32 root, uint8 count, uint64 round);
    /// @notice A verifier gave its secret; its duties can be recomputed from now on.
    event SecretRevealed(uint32 indexed verifierId, uint32 indexed epoch, bytes32 secret);
    /// @notice A probe turned out to have been one, and what came of it.
    /// @param statsHash Hash of the replay's figures.
    event ProbeReported(
        uint32 indexed verifierId,
        uint32 indexed epoch,
        uint32 indexed nodeId,
        uint8 index,
        bytes32 taskId,
        bytes32 digest,
        bool passed,
        bytes32 statsHash
    );
    /// @notice A probe could not be made, since its node served nobody.
    event ProbeSkipped(uint32 indexed verifierId, uint32 indexed epoch, uint32 indexed nodeId, uint8 index);
    /// @notice A verifier says that the node did not answer its probe. It says nothing about the node: no record of it moves.
    event ProbeUnanswered(uint32 indexed verifierId, uint32 indexed epoch, uint32 indexed nodeId, uint8 index);
    /// @notice A verifier did all its duties of an epoch.
    event DutyRewarded(uint32 indexed verifierId, uint32 indexed epoch, uint256 amount);

    /// @notice The verifier is listed already, or not listed.
    error ProbeCourtListing(uint32 verifierId, bool listed);
    /// @notice The list is full, and no verifier on it has less stake.
    error ProbeCourtTooManyVerifiers(uint256 maxCount);
    /// @notice The stake is too small for a verifier, or still large enough to stay.
    error ProbeCourtVerifierStake(uint32 verifierId, uint256 stake, uint256 minimum);
    /// @notice It is too early or too late for this step.
    error ProbeCourtWrongTime(uint256 timestamp, uint256 from, uint256 until);
    /// @notice The batch exists already, or has no probe, or too many.
    error ProbeCourtBadBatch(uint32 verifierId, uint32 epoch, uint256 count);
    /// @notice The secret does not fit its commitment, or was given before.
    error ProbeCourtBadSecret(uint32 verifierId, uint32 epoch);
    /// @notice The secret of the batch is not known yet.
    error ProbeCourtSecretUnknown(uint32 verifierId, uint32 epoch);
    /// @notice The probe is not under the batch's root.
    error ProbeCourtForeignProbe(uint32 verifierId, uint32 epoch, uint8 index);
    /// @notice The probe was reported or skipped before.
    error ProbeCourtProbeDone(uint32 verifierId, uint32 epoch, uint8 index);
    /// @notice The probe went to another node than the beacon drew.
    error ProbeCourtNotDrawn(uint32 nodeId, uint32 drawn);
    /// @notice The job of the receipt was not paid under the probe's session key.
    error ProbeCourtNotPaid(uint32 nodeId, address sessionKey);
    /// @notice The node serves, so its probe can't be skipped.
    error ProbeCourtNodeServes(uint32 nodeId);
    /// @notice Not all duties are done, or they were rewarded before.
    error ProbeCourtDutyOpen(uint32 verifierId, uint32 epoch, uint16 done, uint8 count);
    /// @notice No pass of this receipt was reported, or it was punished before.
    error ProbeCourtNoPass(bytes32 digest);

    /// @notice Lists a node as a verifier; it can be drawn into juries of cases that are opened or appealed from now on.
    /// @dev In the draw its stake counts as it is now, or less; to count more, leave and join again. From a full list the
    /// verifier with the least stake must go for one with more.
    function joinVerifiers(uint32 verifierId) external;

    /// @notice Takes a verifier off the list; anyone may, once its stake is below the minimum.
    function leaveVerifiers(uint32 verifierId) external;

    /// @notice Commits to the probes of the next epoch.
    /// @param root Merkle root, sorted pairs, over keccak256(0x00 | u8 index | sessionKey | promptHash | salt).
    /// @param secretCommit keccak256 of a secret of 32 bytes.
    /// @param count Probes, 1 to 16.
    function commitProbes(uint32 verifierId, bytes32 root, bytes32 secretCommit, uint8 count) external;

    /// @notice Gives the secret after the end of the epoch.
    function revealSecret(uint32 verifierId, uint32 epoch, bytes32 secret) external;

    /// @notice Reports a probe with the node's receipt.
    function reportProbe(
        uint32 verifierId,
        uint32 epoch,
        ProbeOpening calldata probe,
        ISignedEvidence.SignedReceipt calldata signed,
        bool passed,
        bytes32 statsHash
    ) external;

    /// @notice Skips a duty whose node is inactive, jailed, below MIN_PROBED_STAKE, or of the verifier's own operator.
    /// What can be skipped may still be probed, and its report is paid. Only the verifier: a node that was found faulty
    /// could go inactive and have the probe skipped.
    function skipProbe(uint32 verifierId, uint32 epoch, uint8 index) external;

    /// @notice Closes a duty whose node serves but did not answer. Only the verifier, and nothing proves it: so it earns
    /// nothing, and beyond a quarter of the batch each costs the reward of a probe that was reported.
    function reportUnanswered(uint32 verifierId, uint32 epoch, uint8 index) external;

    /// @notice Credits the verifier's owner for an epoch in which it did every duty. Only the verifier, which chooses the
    /// time: what the pool can't pay then is lost.
    function rewardDuty(uint32 verifierId, uint32 epoch) external returns (uint256 amount);

    /// @notice Punishes a verifier that passed a receipt which was shown to hold a fault.
    function punishLazyPass(ISignedEvidence.SignedReceipt calldata signed) external;

    /// @notice Node that duty `index` of a batch must check; zero while it is not known.
    function dutyOf(uint32 verifierId, uint32 epoch, uint8 index) external view returns (uint32 nodeId);

    function batchOf(uint32 verifierId, uint32 epoch) external view returns (ProbeBatch memory);

    function reportOf(bytes32 digest) external view returns (ProbeReport memory);

    function verifiers() external view returns (uint32[] memory);

    /// @notice Number of the epoch now.
    function epochNow() external view returns (uint32);
}
