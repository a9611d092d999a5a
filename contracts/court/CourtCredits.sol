// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ICourtCredits} from "../interfaces/ICourtCredits.sol";

/// @title CourtCredits
/// @notice Bonds, and what is owed to whom; everything is pulled, nothing is pushed.
/// @dev `_held` is what belongs to somebody, as a bond or a credit; the rest of the tokens is the pool.
/// `virtual` is there for the mutants of the tests alone, here and in the other parts of court and bench.
abstract contract CourtCredits is ICourtCredits {
    using SafeERC20 for IERC20;

    IERC20 public immutable TOKEN;

    uint256 internal _held;
    mapping(address account => uint256 amount) private _credits;

    constructor(IERC20 token) {
        require(address(token) != address(0), ProbeCourtZeroAddress());
        TOKEN = token;
    }

    /// @inheritdoc ICourtCredits
    function claimCredit(address to) external returns (uint256 amount) {
        require(to != address(0), ProbeCourtZeroAddress());
        amount = _credits[msg.sender];
        require(amount != 0, ProbeCourtNoCredit(msg.sender));

        _credits[msg.sender] = 0;
        emit CreditClaimed(msg.sender, to, amount);

        TOKEN.safeTransfer(to, amount);
        // last, so that the pool never counts tokens that are on their way out, whatever the token calls
        _held -= amount;
    }

    /// @inheritdoc ICourtCredits
    function creditOf(address account) external view returns (uint256) {
        return _credits[account];
    }

    /// @inheritdoc ICourtCredits
    function pool() public view returns (uint256) {
        return TOKEN.balanceOf(address(this)) - _held;
    }

    /// @dev Takes a bond from the caller. Last in a function: the token is called.
    function _takeBond(uint256 amount) internal {
        _held += amount;
        TOKEN.safeTransferFrom(msg.sender, address(this), amount);
    }

    /// @dev Gives a bond, or a part of it, to somebody.
    function _creditHeld(address account, uint256 amount) internal virtual {
        _credits[account] += amount;
    }

    /// @dev Pays out of the pool as far as it goes.
    function _creditFromPool(address account, uint256 amount) internal returns (uint256 credited) {
        uint256 available = pool();
        credited = amount < available ? amount : available;
        _held += credited;
        _credits[account] += credited;
    }
}
