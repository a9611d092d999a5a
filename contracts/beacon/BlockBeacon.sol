// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IBeacon} from "../interfaces/IBeacon.sol";
import {RoundBeacon} from "./RoundBeacon.sol";

/// @title BlockBeacon
/// @notice A test beacon for local chains: the randomness of a round is what a later block's producer put into it.
/// @dev A round is a block number. Its randomness is the block's prevrandao, kept by whoever calls `prove` in that very
/// block or, since the EVM shows the past's prevrandao to nobody, in a later one, which then stands for the round. So
/// whoever produces blocks chooses it: on a public chain use DrandBeacon. The constructor refuses every chain but the
/// local ones (31337 and 1337).
/// Powers: none.
contract BlockBeacon is RoundBeacon {
    /// @notice A test beacon was to be deployed to a chain that is not local.
    error BlockBeaconNotLocal(uint256 chainId);

    /// @notice Blocks after which a round that nobody proved is missed.
    uint64 public constant MAX_LATE_BLOCKS = 256;
    /// @notice Blocks between asking and the first block that may answer.
    uint64 public constant DELAY_BLOCKS = 1;

    uint256 private constant HARDHAT_CHAIN_ID = 31337;
    uint256 private constant GANACHE_CHAIN_ID = 1337;

    constructor() {
        require(
            block.chainid == HARDHAT_CHAIN_ID || block.chainid == GANACHE_CHAIN_ID,
            BlockBeaconNotLocal(block.chainid)
        );
    }

    /// @notice Fixes the randomness of a round, in its block or a little later. Anyone may call it.
    /// @param round Block number, at most the current one.
    function prove(uint64 round) external returns (bytes32 value) {
        uint64 newest = uint64(block.number);
        uint64 oldest = newest > MAX_LATE_BLOCKS ? newest - MAX_LATE_BLOCKS : 0;
        value = _valueIn(round, oldest, newest);
        if (value != bytes32(0)) return value;

        value = keccak256(abi.encode("block-beacon/1", round, block.number, block.prevrandao));
        _keep(round, value);
    }

    /// @inheritdoc IBeacon
    function nextRound() external view returns (uint64 round) {
        return uint64(block.number) + DELAY_BLOCKS;
    }

    /// @inheritdoc IBeacon
    function isPublic() external pure returns (bool) {
        return false;
    }

    function _isOver(uint64 round) internal view override returns (bool) {
        return block.number > uint256(round) + MAX_LATE_BLOCKS;
    }
}
