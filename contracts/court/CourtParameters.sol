// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {ICourtParameters} from "../interfaces/ICourtParameters.sol";

/// @title CourtParameters
/// @notice The part of the court that governance may change: amounts, inside bounds that are code.
/// @dev No bound lets a slash be turned off, nor lets a bond grow beyond what an ordinary requester can pay.
abstract contract CourtParameters is ICourtParameters, AccessManaged {
    uint256 private constant DOLLAR = 1e6;

    Amounts internal _amounts;
    uint32 internal immutable _DRAW;
    uint32 internal immutable _COMMIT;
    uint32 internal immutable _REVEAL;
    uint32 internal immutable _APPEAL;
    uint32 internal immutable _DATA;
    uint32 internal immutable _EPOCH;
    uint32 internal immutable _REPORT;
    uint32 internal immutable _JAIL;

    /// @dev The amount of that name once more, in the word of what the next contract in the line declares.
    uint16 internal _faultSlashBps;

    constructor(Amounts memory amounts, Steps memory steps_) {
        _set(amounts);
        _DRAW = _withinTime("draw", steps_.draw);
        _COMMIT = _withinTime("commit", steps_.commit);
        _REVEAL = _withinTime("reveal", steps_.reveal);
        _APPEAL = _withinTime("appeal", steps_.appeal);
        _DATA = _withinTime("data", steps_.data);
        _EPOCH = _withinTime("epoch", steps_.epoch);
        _REPORT = _withinTime("report", steps_.report);
        _JAIL = _withinTime("jail", steps_.jail);
    }

    /// @inheritdoc ICourtParameters
    function setAmounts(Amounts calldata amounts) public virtual restricted {
        _set(amounts);
    }

    /// @inheritdoc ICourtParameters
    function amountsNow() external view returns (Amounts memory) {
        return _amounts;
    }

    /// @inheritdoc ICourtParameters
    function steps() public view returns (Steps memory) {
        return Steps(_DRAW, _COMMIT, _REVEAL, _APPEAL, _DATA, _EPOCH, _REPORT, _JAIL);
    }

    function _set(Amounts memory amounts) private {
        _within("faultSlashBps", amounts.faultSlashBps, 1_000, 10_000);
        _within("verdictSlashBps", amounts.verdictSlashBps, 500, 10_000);
        _within("lazySlashBps", amounts.lazySlashBps, 500, 10_000);
        _within("caseBond", amounts.caseBond, DOLLAR / 10, 100 * DOLLAR);
        _within("dataBond", amounts.dataBond, DOLLAR / 10, 100 * DOLLAR);
        _within("probeReward", amounts.probeReward, 0, 10 * DOLLAR);
        _within("jurorFee", amounts.jurorFee, 0, 10 * DOLLAR);
        _amounts = amounts;
        _faultSlashBps = amounts.faultSlashBps;
        emit AmountsChanged(amounts);
    }

    /// @dev A step without time would convict whoever can't act in the very same block.
    function _withinTime(bytes32 name, uint256 value) internal pure returns (uint32) {
        _within(name, value, 1, 365 days);
        return uint32(value);
    }

    function _within(bytes32 name, uint256 value, uint256 least, uint256 most) private pure {
        require(value >= least && value <= most, ProbeCourtAmountOutOfBounds(name, value, least, most));
    }
}
