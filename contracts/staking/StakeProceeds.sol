// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {INodeStaking} from "../interfaces/INodeStaking.sol";

/// @title StakeProceeds
/// @notice Where slashed stake goes: to the victim first, then to the finder, then to nobody. All of it is pulled.
abstract contract StakeProceeds is INodeStaking {
    using SafeERC20 for IERC20;

    uint256 public constant FINDER_BPS = 1_000;
    address public constant BURN_ADDRESS = 0x000000000000000000000000000000000000dEaD;
    uint256 internal constant BPS = 10_000;
    uint256 private constant BURN_SHIFT = 128;

    IERC20 public immutable TOKEN;

    /// @dev In one word, since a slash changes both: what an account is owed, and above BURN_SHIFT what its finds left for
    /// nobody. Neither ever reaches 2^128: a slash takes less than 2^65.
    mapping(address account => uint256 proceeds) private _proceeds;

    constructor(IERC20 token) {
        require(address(token) != address(0), NodeStakingZeroAddress());
        TOKEN = token;
    }

    /// @inheritdoc INodeStaking
    function claimProceeds(address to) external returns (uint256 amount) {
        require(to != address(0), NodeStakingZeroAddress());
        amount = uint128(_proceeds[msg.sender]);
        require(amount != 0, NodeStakingNoProceeds(msg.sender));

        _proceeds[msg.sender] -= amount;
        emit ProceedsClaimed(msg.sender, to, amount);

        TOKEN.safeTransfer(to, amount);
    }

    /// @inheritdoc INodeStaking
    function burnProceeds(address finder) external returns (uint256 amount) {
        amount = _proceeds[finder] >> BURN_SHIFT;
        require(amount != 0, NodeStakingNoProceeds(finder));

        _proceeds[finder] -= amount << BURN_SHIFT;
        emit ProceedsBurned(finder, amount);

        TOKEN.safeTransfer(BURN_ADDRESS, amount);
    }

    /// @inheritdoc INodeStaking
    function proceedsOf(address account) external view returns (uint256) {
        return uint128(_proceeds[account]);
    }

    /// @inheritdoc INodeStaking
    function burnableOf(address finder) external view returns (uint256) {
        return _proceeds[finder] >> BURN_SHIFT;
    }

    /// @dev The victim first, then the finder out of what is left, then nobody.
    function _share(Punishment calldata punishment, uint256 taken, uint256 fromThawing) internal virtual {
        (address victim, address finder) = (punishment.victim, punishment.finder);
        uint256 most = (taken * punishment.victimBps) / BPS;
        uint256 toVictim = victim == address(0) ? 0 : _min(punishment.victimAmount, most);
        uint256 left = taken - toVictim;
        uint256 toFinder = finder == address(0) ? 0 : (left * FINDER_BPS) / BPS;
        uint256 toBurn = left - toFinder;

        if (toVictim != 0) _proceeds[victim] += toVictim;
        _proceeds[finder] += toFinder | (toBurn << BURN_SHIFT);
        emit Slashed(punishment.nodeId, taken, fromThawing, victim, toVictim, finder, toFinder, toBurn);
    }

    function _min(uint256 a, uint256 b) internal pure returns (uint256) {
        return a < b ? a : b;
    }
}
