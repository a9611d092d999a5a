// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {WitanTimelock} from "./WitanTimelock.sol";

/// @title CourtManager
/// @notice Says who may move the court's amounts: the timelock, and whoever it lets, never sooner than its delay.
/// @dev Invariants, tested: nobody but the timelock ever calls a managed contract without the timelock's least delay, and
/// the authority of a managed contract never changes.
/// Powers: the timelock is the only administrator. It may give roles to others, whose calls wait here for as long.
contract CourtManager is AccessManager {
    /// @notice A managed contract keeps its manager for good.
    error CourtManagerIsFixed(address target, address newAuthority);

    WitanTimelock public immutable TIMELOCK;

    /// @param timelock Where governance waits.
    constructor(WitanTimelock timelock) AccessManager(address(timelock)) {
        TIMELOCK = timelock;
    }

    /// @notice Refused: a new authority could do without the delay.
    function updateAuthority(address target, address newAuthority) public pure override {
        revert CourtManagerIsFixed(target, newAuthority);
    }

    /// @notice Whether a call may be made now, or after which delay.
    function canCall(
        address caller,
        address target,
        bytes4 selector
    ) public view override returns (bool immediate, uint32 delay) {
        if (selector == IAccessManaged.setAuthority.selector) return (false, 0);
        (immediate, delay) = super.canCall(caller, target, selector);
        // a call of the manager itself is one that was let through or has waited here
        if (caller == address(TIMELOCK) || caller == address(this)) return (immediate, delay);
        uint32 least = uint32(TIMELOCK.getMinDelay());
        if (immediate || (delay != 0 && delay < least)) return (false, least);
    }
}
