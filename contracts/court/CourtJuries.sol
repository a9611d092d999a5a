// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ICourtCases} from "../interfaces/ICourtCases.sol";
import {RaceNoise} from "../libraries/RaceNoise.sol";
import {CourtProbes} from "./CourtProbes.sol";

/// @title CourtJuries
/// @notice Draws a jury by stake, at most one juror of an operator, none of a party's operator.
/// @dev Every verifier runs the race of the transcripts with the logarithm of its stake, and the first ones are seated:
/// that draws in proportion to stake. Who joined after the level began takes no part, and stake counts as it was at the
/// joining, so nobody can turn a draw whose randomness is known: one can only drop out of it.
abstract contract CourtJuries is CourtProbes {
    /// @notice Juries of up to 3, 7 and 21.
    uint8 public constant LEVELS = 3;
    uint256 public constant MIN_JURY = 3;
    uint256 private constant SECOND_JURY = 7;
    uint256 private constant LAST_JURY = 21;

    /// @dev A verifier that may be drawn.
    struct Eligible {
        uint32 verifierId;
        uint32 group;
        address owner;
        /// Zero when it takes no part.
        uint256 weight;
        int256 score;
    }

    /// @dev Below every score.
    int256 private constant OUT = type(int256).min;

    uint256 internal _caseCount;
    mapping(uint256 caseId => Case) internal _cases;
    mapping(uint256 caseId => Bond[]) internal _bonds;
    mapping(uint256 caseId => mapping(uint8 level => uint32[] jurors)) internal _juries;
    mapping(uint256 caseId => mapping(uint8 level => mapping(uint32 verifierId => Vote))) internal _votes;

    /// @inheritdoc ICourtCases
    function caseOf(uint256 caseId) external view returns (Case memory) {
        return _cases[caseId];
    }

    /// @inheritdoc ICourtCases
    function juryOf(uint256 caseId, uint8 level) external view returns (uint32[] memory) {
        return _juries[caseId][level];
    }

    /// @inheritdoc ICourtCases
    function voteOf(uint256 caseId, uint8 level, uint32 verifierId) external view returns (Vote memory) {
        return _votes[caseId][level][verifierId];
    }

    /// @inheritdoc ICourtCases
    function bondsOf(uint256 caseId) external view returns (Bond[] memory) {
        return _bonds[caseId];
    }

    /// @inheritdoc ICourtCases
    function caseCount() external view returns (uint256) {
        return _caseCount;
    }

    /// @inheritdoc ICourtCases
    function voteHash(
        uint256 caseId,
        uint8 level,
        uint32 verifierId,
        bool guilty,
        bytes32 statsHash,
        bytes32 salt
    ) public pure returns (bytes32) {
        return keccak256(abi.encode(caseId, level, verifierId, guilty, statsHash, salt));
    }

    function _close(uint256 caseId, Case storage open) internal virtual;

    function _startDrawing(uint256, Case storage open) internal {
        open.round = BEACON.nextRound();
        (open.jurySize, open.committed, open.guiltyVotes, open.notGuiltyVotes) = (0, 0, 0, 0);
        _enter(open, Phase.Drawing, _times().draw);
    }

    function _enter(Case storage open, Phase phase, uint256 seconds_) internal virtual {
        open.phase = phase;
        open.phaseEndsAt = uint40(block.timestamp + seconds_);
    }

    /// @dev Draws when the beacon is there; asks again when its round was missed; ends as hung when time is over.
    function _draw(uint256 caseId, Case storage open) internal virtual {
        (bytes32 value, bool known, bool missed) = BEACON.randomness(open.round);
        if (known) {
            if (_seat(caseId, open, value)) return _enter(open, Phase.Committing, _times().commit);
        } else if (block.timestamp < open.phaseEndsAt) {
            require(missed, ProbeCourtWrongPhase(caseId, open.phase, block.timestamp, open.phaseEndsAt));
            open.round = BEACON.nextRound();
            return;
        }
        open.verdict = Verdict.Hung;
        _close(caseId, open);
    }

    function _requirePhase(uint256 caseId, Case storage open, Phase phase) internal view {
        require(
            open.phase == phase && block.timestamp < open.phaseEndsAt,
            ProbeCourtWrongPhase(caseId, open.phase, block.timestamp, open.phaseEndsAt)
        );
    }

    function _requireJuror(uint256 caseId, uint8 level, uint32 verifierId) internal view returns (Vote storage vote) {
        vote = _votes[caseId][level][verifierId];
        uint32[] storage jurors = _juries[caseId][level];
        for (uint256 i; i < jurors.length; ++i) if (jurors[i] == verifierId) return vote;
        revert ProbeCourtNotJuror(caseId, verifierId);
    }

    /// @dev Returns whether a jury could be seated. Small networks seat fewer at appeals, never fewer than MIN_JURY.
    function _seat(uint256 caseId, Case storage open, bytes32 value) private returns (bool) {
        Eligible[] memory racing = _eligible(open, keccak256(abi.encode(value, caseId, open.level)));
        uint256 size = _seatsOf(open.level, _equalsOf(racing));
        uint32[] memory drawn = new uint32[](size);
        uint256 count;
        for (; count < size; ++count) {
            (uint256 place, int256 score) = _first(racing);
            if (score == OUT) break;
            drawn[count] = racing[place].verifierId;
            _removeOperator(racing, place);
        }
        if (count < MIN_JURY) return false;

        uint32[] storage jury = _juries[caseId][open.level];
        uint32[] memory seated = new uint32[](count);
        for (uint256 i; i < count; ++i) {
            jury.push(drawn[i]);
            seated[i] = drawn[i];
        }
        open.jurySize = uint8(count);
        emit JuryDrawn(caseId, open.level, seated, value);
        return true;
    }

    function _eligible(Case storage open, bytes32 seed) private view returns (Eligible[] memory racing) {
        uint32[] memory listed = _verifiers;
        racing = new Eligible[](listed.length);
        uint256 began = open.phaseEndsAt - _times().draw;
        (Eligible memory accused, Eligible memory accusing) = _parties(open);
        (address[] memory owners, uint32[] memory groups) = _operatorsOf(listed);
        address accuser = open.accuser;
        for (uint256 i; i < listed.length; ++i) {
            Eligible memory one = Eligible(listed[i], groups[i], owners[i], 0, OUT);
            racing[i] = one;
            if (one.owner == accuser || _isSame(one, accused) || _isSame(one, accusing)) continue;
            uint256 weight = _weightOf(listed[i], began);
            if (weight == 0) continue;
            one.weight = weight;
            one.score = RaceNoise.gumbel(seed, 0, listed[i]) + RaceNoise.lnQ96(weight);
        }
    }

    /// @dev The accused node, and the verifier that accuses; the accused again where a requester does.
    function _parties(Case storage open) private view returns (Eligible memory accused, Eligible memory accusing) {
        uint32 accuserId = open.accuserId == 0 ? open.nodeId : open.accuserId;
        (address[] memory owners, uint32[] memory groups) = _operatorsOfTwo(open.nodeId, accuserId);
        accused = Eligible(open.nodeId, groups[0], owners[0], 0, OUT);
        accusing = Eligible(accuserId, groups[1], owners[1], 0, OUT);
    }

    function _isSame(Eligible memory first, Eligible memory second) private pure returns (bool) {
        return first.owner == second.owner || (first.group != 0 && first.group == second.group);
    }

    /// @dev Stake of a verifier in a draw that began then; zero when it takes no part.
    function _weightOf(uint32 verifierId, uint256 began) private view returns (uint256) {
        Listing memory listing = _listings[verifierId];
        uint256 active = _staking.stakeOf(verifierId).active;
        if (listing.since > began || active < MIN_VERIFIER_STAKE) return 0;
        return active < listing.stake ? active : listing.stake;
    }

    /// @dev The number of equal stakes that would be as concentrated as those that race: the square of their sum by the sum
    /// of their squares (the inverse of the Herfindahl index).
    function _equalsOf(Eligible[] memory racing) private pure returns (uint256) {
        uint256 sum;
        uint256 squares;
        for (uint256 i; i < racing.length; ++i) {
            uint256 weight = racing[i].weight;
            sum += weight;
            squares += weight * weight;
        }
        return squares == 0 ? 0 : (sum * sum) / squares;
    }

    function _first(Eligible[] memory racing) private pure returns (uint256 place, int256 score) {
        score = OUT;
        for (uint256 i; i < racing.length; ++i) {
            if (racing[i].score > score) (place, score) = (i, racing[i].score);
        }
    }

    /// @dev Takes the drawn one and everyone of its operator out.
    function _removeOperator(Eligible[] memory racing, uint256 place) private pure {
        Eligible memory drawn = racing[place];
        for (uint256 i; i < racing.length; ++i) if (_isSame(racing[i], drawn)) racing[i].score = OUT;
    }

    /// @dev A jury has one seat for an operator, so one that seats nearly all of them counts heads, and heads are cheap: it
    /// is at most half as large as the stakes would be many if they were equal, and odd.
    function _seatsOf(uint8 level, uint256 equals) internal pure virtual returns (uint256 seats) {
        seats =
            level == 0
                ? MIN_JURY
                : level == 1
                    ? SECOND_JURY
                    : LAST_JURY;
        uint256 half = equals / 2;
        uint256 most = half < MIN_JURY ? MIN_JURY : (half - 1) | 1;
        if (seats > most) seats = most;
    }
}
