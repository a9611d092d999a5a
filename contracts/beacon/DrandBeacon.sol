// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IBeacon} from "../interfaces/IBeacon.sol";
import {IDrandBeacon} from "../interfaces/IDrandBeacon.sol";
import {Bls} from "../libraries/Bls.sol";
import {RoundBeacon} from "./RoundBeacon.sol";

/// @title DrandBeacon
/// @notice Randomness of drand's quicknet (scheme bls-unchained-g1-rfc9380): a signature of many parties every three
/// seconds, which none of them can choose or foresee.
/// @dev Invariant: the randomness of a round is sha256 of the network's signature of it, stored once.
/// A round is asked for DELAY_ROUNDS ahead, since a block may be stamped earlier than it is made; signatures of later
/// rounds than the block's time are refused, so is a round older than MAX_AGE, which can be asked for anew.
/// Whoever wants a round to be missed must keep everybody from proving it for all of that time.
/// Powers: none. The key of the network is part of the code.
/// Trust: fewer than the network's threshold of its members collude. Needs the precompiles of EIP-2537.
contract DrandBeacon is IDrandBeacon, RoundBeacon {
    /// @notice When the network signed its first round, Unix seconds.
    uint64 public constant GENESIS = 1_692_803_367;
    /// @notice Seconds from one round to the next.
    uint64 public constant PERIOD = 3;
    /// @notice Rounds between asking and the answer.
    uint64 public constant DELAY_ROUNDS = 10;
    /// @notice Seconds after which a round that nobody proved is missed.
    uint256 public constant MAX_AGE = 7 days;
    /// @dev The network's key in G2, chain 52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971.
    bytes private constant KEY =
        hex"000000000000000000000000000000000d1fec758c921cc22b0e17e63aaf4bcb5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a"
        hex"0000000000000000000000000000000003cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c8c4b450b6a0a6c3ac6a5776a2d106451"
        hex"000000000000000000000000000000000e5db2b6bfbb01c867749cadffca88b36c24f3012ba09fc4d3022c5c37dce0f977d3adb5d183c7477c442b1f04515273"
        hex"0000000000000000000000000000000001a714f2edb74119a2f2b0d5a7c75ba902d163700a61bc224ededd8e63aef7be1aaf8e93d7a9718b047ccddb3eb5d68b";

    /// @inheritdoc IDrandBeacon
    function prove(uint64 round, bytes calldata signature) external returns (bytes32 value) {
        uint64 newest = roundAt(block.timestamp);
        uint64 oldest = roundAt(block.timestamp - MAX_AGE);
        require(round != 0, BeaconUnavailable(round, oldest, newest));
        value = _valueIn(round, oldest, newest);
        if (value != bytes32(0)) return value;

        require(signature.length == Bls.G1_BYTES, DrandBeaconSignatureLength(signature.length, Bls.G1_BYTES));
        value = sha256(Bls.compress(signature));
        bytes32 message = sha256(abi.encodePacked(round));
        require(Bls.isSigned(signature, abi.encodePacked(message), KEY), DrandBeaconWrongSignature(round, value));
        _keep(round, value);
    }

    /// @inheritdoc IBeacon
    function nextRound() external view returns (uint64 round) {
        return roundAt(block.timestamp) + DELAY_ROUNDS;
    }

    /// @inheritdoc IBeacon
    function isPublic() external pure returns (bool) {
        return true;
    }

    /// @inheritdoc IDrandBeacon
    function timeOf(uint64 round) public pure returns (uint256) {
        return round == 0 ? 0 : GENESIS + (uint256(round) - 1) * PERIOD;
    }

    /// @inheritdoc IDrandBeacon
    function roundAt(uint256 timestamp) public pure returns (uint64) {
        return timestamp < GENESIS ? 0 : uint64((timestamp - GENESIS) / PERIOD + 1);
    }

    function _isOver(uint64 round) internal view override returns (bool) {
        return block.timestamp > timeOf(round) + MAX_AGE;
    }
}
