// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ICourtBase} from "./ICourtBase.sol";
import {ICourtData} from "./ICourtData.sol";
import {ICourtFaults} from "./ICourtFaults.sol";
import {ICourtParameters} from "./ICourtParameters.sol";

/// @title IProbeCourt
/// @notice Punishes nodes: by proof alone, or on behalf of a jury.
interface IProbeCourt is ICourtBase, ICourtFaults, ICourtData, ICourtParameters {}
