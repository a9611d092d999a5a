// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @title IBeacon
/// @notice Random numbers that nobody could know when they were asked for.
interface IBeacon {
    /// @notice The randomness of a round became known.
    event RoundProven(uint64 indexed round, bytes32 randomness);

    /// @notice The round lies too far back, or is not there yet.
    error BeaconUnavailable(uint64 round, uint64 oldest, uint64 newest);

    /// @notice First round whose randomness nobody can know now; what is asked for now uses this round.
    function nextRound() external view returns (uint64 round);

    /// @notice Randomness of a round.
    /// @return value The randomness, meaningless while `known` is false.
    /// @return known Whether it is there.
    /// @return missed Whether it can never be there any more; then a new round must be asked for.
    function randomness(uint64 round) external view returns (bytes32 value, bool known, bool missed);

    /// @notice Whether the randomness is good enough for money of strangers; false for a test beacon.
    function isPublic() external pure returns (bool);
}
