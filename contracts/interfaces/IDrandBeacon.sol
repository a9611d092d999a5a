// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IBeacon} from "./IBeacon.sol";

/// @title IDrandBeacon
/// @notice Randomness of drand's quicknet, each round of which is a BLS signature that anybody can check.
interface IDrandBeacon is IBeacon {
    /// @notice The signature has another length than a point of G1 in the form of the precompiles.
    error DrandBeaconSignatureLength(uint256 length, uint256 expected);
    /// @notice The signature is a point, but not the network's signature of this round.
    error DrandBeaconWrongSignature(uint64 round, bytes32 randomness);

    /// @notice Fixes the randomness of a round by the network's signature. Anyone may call it; nobody can choose it.
    /// @param round Round of the network, at most MAX_AGE old.
    /// @param signature Uncompressed point: 16 zero bytes and x, 16 zero bytes and y.
    /// @return value sha256 of the compressed point, as the network defines it.
    function prove(uint64 round, bytes calldata signature) external returns (bytes32 value);

    /// @notice When the network signs a round, Unix seconds.
    function timeOf(uint64 round) external pure returns (uint256);

    /// @notice Newest round that is signed at a time, 0 before the first.
    function roundAt(uint256 timestamp) external pure returns (uint64);
}
