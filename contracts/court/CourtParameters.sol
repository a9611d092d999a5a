// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {ICourtParameters} from "../interfaces/ICourtParameters.sol";

/// @title CourtParameters
/// @notice The part of the court that governance may change: amounts, inside bounds that are code.
/// @dev No bound lets a slash be turned off, nor lets a bond grow beyond what an ordinary requester can pay.
abstract contract CourtParameters is ICourtParameters, AccessManaged {
    uint256 private constant DOLLAR = 1e6;

    Amounts private _amounts;
    Steps private _steps;

    constructor(Amounts memory amounts, Steps memory steps_) {
        _set(amounts);
        _steps = steps_;
    }

    /// @inheritdoc ICourtParameters
    function setAmounts(Amounts calldata amounts) external restricted {
        _set(amounts);
    }

    /// @inheritdoc ICourtParameters
    function amountsNow() public view returns (Amounts memory) {
        return _amounts;
    }

    /// @inheritdoc ICourtParameters
    function steps() public view returns (Steps memory) {
        return _steps;
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
        emit AmountsChanged(amounts);
    }

    function _within(bytes32 name, uint256 value, uint256 least, uint256 most) private pure {
        require(value >= least && value <= most, ProbeCourtAmountOutOfBounds(name, value, least, most));
    }
}
