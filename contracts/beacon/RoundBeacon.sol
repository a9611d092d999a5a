// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IBeacon} from "../interfaces/IBeacon.sol";

/// @title RoundBeacon
/// @notice Keeps the randomness of each round once it was proved.
/// @dev Invariant: a round that has a value keeps it.
abstract contract RoundBeacon is IBeacon {
    mapping(uint64 round => bytes32 value) private _values;

    /// @inheritdoc IBeacon
    function randomness(uint64 round) external view returns (bytes32 value, bool known, bool missed) {
        value = _values[round];
        known = value != bytes32(0);
        missed = !known && _isOver(round);
    }

    /// @dev Returns the value of a round that may be proved now; zero while it has none.
    function _valueIn(uint64 round, uint64 oldest, uint64 newest) internal view returns (bytes32) {
        require(round <= newest && round >= oldest, BeaconUnavailable(round, oldest, newest));
        return _values[round];
    }

    function _keep(uint64 round, bytes32 value) internal {
        _values[round] = value;
        emit RoundProven(round, value);
    }

    /// @dev Whether it is too late to prove a round.
    function _isOver(uint64 round) internal view virtual returns (bool);
}
