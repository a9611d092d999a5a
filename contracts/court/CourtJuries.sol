// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ICourtCases} from "../interfaces/ICourtCases.sol";
import {CourtProbes} from "./CourtProbes.sol";

/// @title CourtJuries
/// @notice Draws a jury by stake, at most one juror of an operator, none of a party's operator.
abstract contract CourtJuries is CourtProbes {
    /// @notice Juries of 3, 7 and 21.
    uint8 public constant LEVELS = 3;
    uint256 public constant MIN_JURY = 3;

    /// @dev A verifier that may be drawn.
    struct Eligible {
        uint32 verifierId;
        uint32 group;
        address owner;
        uint256 stake;
    }

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
        _enter(open, Phase.Drawing, _COURT.steps().draw);
    }

    function _enter(Case storage open, Phase phase, uint256 seconds_) internal {
        open.phase = phase;
        open.phaseEndsAt = uint40(block.timestamp + seconds_);
    }

    /// @dev Draws when the beacon is there; asks again when its round was missed; ends as hung when time is over.
    function _draw(uint256 caseId, Case storage open) internal {
        (bytes32 value, bool known, bool missed) = BEACON.randomness(open.round);
        if (known) {
            if (_seat(caseId, open, value)) return _enter(open, Phase.Committing, _COURT.steps().commit);
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
        (Eligible[] memory pool_, uint256 total) = _eligible(open);
        uint256 size = _sizeOf(open.level);
        uint32[] memory drawn = new uint32[](size);
        uint256 count;
        for (; count < size && total != 0; ++count) {
            uint256 point = uint256(keccak256(abi.encode(value, caseId, open.level, count))) % total;
            uint256 place = _walk(pool_, point);
            drawn[count] = pool_[place].verifierId;
            total -= _remove(pool_, place);
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

    function _eligible(Case storage open) private view returns (Eligible[] memory pool_, uint256 total) {
        uint32[] memory listed = _verifiers;
        pool_ = new Eligible[](listed.length);
        for (uint256 i; i < listed.length; ++i) {
            Eligible memory one = Eligible({
                verifierId: listed[i],
                group: REGISTRY.operatorGroupOf(listed[i]),
                owner: REGISTRY.ownerOf(listed[i]),
                stake: _staking.stakeOf(listed[i]).active
            });
            bool party = one.owner == open.accuser || _sameOperator(one.verifierId, open.nodeId);
            if (party || one.stake < MIN_VERIFIER_STAKE) one.stake = 0;
            pool_[i] = one;
            total += one.stake;
        }
    }

    function _walk(Eligible[] memory pool_, uint256 point) private pure returns (uint256 place) {
        while (point >= pool_[place].stake) {
            point -= pool_[place].stake;
            ++place;
        }
    }

    /// @dev Takes the drawn one and everyone of its operator out; returns their stake.
    function _remove(Eligible[] memory pool_, uint256 place) private pure returns (uint256 removed) {
        uint32 group = pool_[place].group;
        address owner = pool_[place].owner;
        for (uint256 i; i < pool_.length; ++i) {
            if (pool_[i].group != group && pool_[i].owner != owner) continue;
            removed += pool_[i].stake;
            pool_[i].stake = 0;
        }
    }

    function _sizeOf(uint8 level) private pure returns (uint256) {
        return
            level == 0
                ? 3
                : level == 1
                    ? 7
                    : 21;
    }
}
