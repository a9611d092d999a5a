// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ICourtBase} from "../interfaces/ICourtBase.sol";
import {ICourtCases} from "../interfaces/ICourtCases.sol";
import {ICourtFaults} from "../interfaces/ICourtFaults.sol";
import {Receipt} from "../libraries/Receipts.sol";
import {CourtJuries} from "./CourtJuries.sol";

/// @title CourtCases
/// @notice Lane B: accuses, votes, appeals and closes.
/// @dev Silence is not evidence, neither of a node nor of a jury: a level with fewer than half of its jury's votes gives
/// way to the next larger jury, and the case ends as hung only after the largest, or where no jury can be drawn. Guilt
/// needs more than half of the jury, not of the votes.
abstract contract CourtCases is CourtJuries {
    mapping(bytes32 digest => uint256 caseId) private _caseOfReceipt;

    /// @inheritdoc ICourtCases
    function openCase(
        SignedReceipt calldata signed,
        bytes32 evidenceHash,
        uint32 verifierId
    ) external returns (uint256 caseId) {
        bytes32 digest = _verified(signed);
        Receipt calldata receipt = signed.receipt;
        _requireAccuser(receipt, digest, verifierId);
        require(_caseOfReceipt[digest] == 0, ProbeCourtCaseExists(_caseOfReceipt[digest]));
        ICourtFaults.Fault earlier = ICourtFaults.Fault(_staking.convictionOf(receipt.nodeId, receipt.taskId).fault);
        require(earlier == ICourtFaults.Fault.None, ProbeCourtPunishedBefore(receipt.nodeId, receipt.taskId, earlier));

        caseId = ++_caseCount;
        _caseOfReceipt[digest] = caseId;
        Case storage opened = _cases[caseId];
        opened.nodeId = receipt.nodeId;
        opened.role = receipt.role;
        opened.accuserId = verifierId;
        opened.accuser = msg.sender;
        opened.taskId = receipt.taskId;
        opened.digest = digest;
        opened.evidenceHash = evidenceHash;
        opened.calibrationVersion = _calibrationOf(receipt);
        uint64 bond = _prices().caseBond;
        _bonds[caseId].push(Bond(msg.sender, bond, true));
        emit CaseOpened(
            caseId,
            receipt.nodeId,
            msg.sender,
            receipt.taskId,
            digest,
            evidenceHash,
            opened.calibrationVersion,
            bond
        );
        _startDrawing(caseId, opened);

        _takeBond(bond);
    }

    /// @inheritdoc ICourtCases
    function commitVerdict(uint256 caseId, uint32 verifierId, bytes32 commitment) external {
        Case storage open = _cases[caseId];
        _requirePhase(caseId, open, Phase.Committing);
        _requireSpeaker(verifierId);
        Vote storage vote = _requireJuror(caseId, open.level, verifierId);
        require(vote.commitment == bytes32(0) && commitment != bytes32(0), ProbeCourtBadVote(caseId, verifierId));

        vote.commitment = commitment;
        ++open.committed;
        emit VerdictCommitted(caseId, open.level, verifierId, commitment);
    }

    /// @inheritdoc ICourtCases
    function revealVerdict(uint256 caseId, uint32 verifierId, bool guilty, bytes32 statsHash, bytes32 salt) external {
        Case storage open = _cases[caseId];
        _requirePhase(caseId, open, Phase.Revealing);
        uint8 level = open.level;
        Vote storage vote = _requireJuror(caseId, level, verifierId);
        require(
            vote.verdict == Verdict.None &&
                vote.commitment == voteHash(caseId, level, verifierId, guilty, statsHash, salt),
            ProbeCourtBadVote(caseId, verifierId)
        );

        vote.verdict = guilty ? Verdict.Guilty : Verdict.NotGuilty;
        if (guilty) ++open.guiltyVotes;
        else ++open.notGuiltyVotes;
        emit VerdictRevealed(caseId, level, verifierId, guilty, statsHash);
    }

    /// @inheritdoc ICourtCases
    function appeal(uint256 caseId) external {
        Case storage open = _cases[caseId];
        _requirePhase(caseId, open, Phase.Appealable);

        Bond[] storage bonds = _bonds[caseId];
        uint64 bond = bonds[bonds.length - 1].amount * 2;
        bonds.push(Bond(msg.sender, bond, open.verdict == Verdict.NotGuilty));
        _drawLarger(caseId, open);
        emit CaseAppealed(caseId, open.level, msg.sender, bond);

        _takeBond(bond);
    }

    /// @inheritdoc ICourtCases
    function advance(uint256 caseId) external {
        Case storage open = _cases[caseId];
        if (open.phase == Phase.Drawing) return _draw(caseId, open);
        bool over = block.timestamp >= open.phaseEndsAt;
        if (open.phase == Phase.Committing && (over || open.committed == open.jurySize)) {
            return _enter(open, Phase.Revealing, _times().reveal);
        }
        uint256 votes = uint256(open.guiltyVotes) + open.notGuiltyVotes;
        if (open.phase == Phase.Revealing && (over || votes == open.committed)) return _rule(caseId, open);
        require(
            open.phase == Phase.Appealable && over,
            ProbeCourtWrongPhase(caseId, open.phase, block.timestamp, open.phaseEndsAt)
        );
        _close(caseId, open);
    }

    /// @dev Neither party's word: the receipt's times are the node's, and the funding came before any answer.
    function _calibrationOf(Receipt calldata receipt) internal view virtual returns (uint32 version) {
        return MODELS.calibrationBefore(receipt.modelId, _escrow.jobOf(receipt.jobId).fundedAt);
    }

    function _rule(uint256 caseId, Case storage open) private {
        uint256 votes = uint256(open.guiltyVotes) + open.notGuiltyVotes;
        if (2 * votes < open.jurySize || votes == 0) open.verdict = Verdict.Hung;
        else open.verdict = 2 * uint256(open.guiltyVotes) > open.jurySize ? Verdict.Guilty : Verdict.NotGuilty;
        emit CaseRuled(caseId, open.level, open.verdict, open.guiltyVotes, open.notGuiltyVotes);
        if (open.level + 1 == LEVELS) return _close(caseId, open);
        if (open.verdict == Verdict.Hung) return _drawLarger(caseId, open);
        _enter(open, Phase.Appealable, _times().appeal);
    }

    function _drawLarger(uint256 caseId, Case storage open) internal virtual {
        ++open.level;
        _startDrawing(caseId, open);
    }

    /// @dev Whoever stood for the verdict gets the bonds back; the other side's pay the jurors, and the rest is burned
    /// by staying in the pool of probes, which no party of the case can draw from at will.
    function _close(uint256 caseId, Case storage open) internal override {
        Verdict verdict = open.verdict;
        open.phase = Phase.Closed;
        open.phaseEndsAt = uint40(block.timestamp);

        uint256 lost = _returnBonds(caseId, verdict);
        _held -= lost;
        if (verdict != Verdict.Hung) _payJurors(caseId, open.level, verdict);
        uint256 slashed = verdict == Verdict.Guilty ? _COURT.carryOut(_sentenceOf(open)) : 0;
        emit CaseClosed(caseId, open.nodeId, verdict, slashed);
    }

    function _sentenceOf(Case storage open) private view returns (ICourtBase.Sentence memory sentence) {
        sentence.nodeId = open.nodeId;
        sentence.fault = ICourtFaults.Fault.Verdict;
        sentence.slashBps = _prices().verdictSlashBps;
        sentence.position = type(uint32).max;
        sentence.finder = open.accuser;
        sentence.taskId = open.taskId;
        sentence.digest = open.digest;
    }

    function _returnBonds(uint256 caseId, Verdict verdict) private returns (uint256 lost) {
        Bond[] storage bonds = _bonds[caseId];
        for (uint256 i; i < bonds.length; ++i) {
            Bond memory bond = bonds[i];
            bool wins = verdict == Verdict.Hung || bond.accuses == (verdict == Verdict.Guilty);
            if (wins) _creditHeld(bond.payer, bond.amount);
            else lost += bond.amount;
        }
    }

    function _payJurors(uint256 caseId, uint8 lastLevel, Verdict verdict) private {
        uint256 fee = _prices().jurorFee;
        for (uint8 level; level <= lastLevel; ++level) {
            uint32[] memory jurors = _juries[caseId][level];
            for (uint256 i; i < jurors.length; ++i) {
                if (_votes[caseId][level][jurors[i]].verdict != verdict) continue;
                _creditFromPool(REGISTRY.ownerOf(jurors[i]), fee);
            }
        }
    }

    function _requireAccuser(Receipt calldata receipt, bytes32 digest, uint32 verifierId) private view {
        if (verifierId == 0) {
            require(msg.sender == _escrow.jobOf(receipt.jobId).requester, ProbeCourtNotAccuser(digest, msg.sender));
            return;
        }
        _requireSpeaker(verifierId);
        ProbeReport memory report = _reports[digest];
        require(report.verifierId == verifierId && !report.passed, ProbeCourtNotAccuser(digest, msg.sender));
    }
}
