// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";

/// @title WitanTimelock
/// @notice Where governance waits: whatever it wants is public for 48 hours before it happens.
/// @dev Invariant, tested: no operation is carried out before `leastDelay` after it was scheduled, whatever the
/// timelock itself is told to set as its delay.
/// Powers: governors (PROPOSER_ROLE, CANCELLER_ROLE) schedule operations and take them back; anyone carries out one
/// whose time has come. The timelock is its own administrator, so roles and delay change only through it. What it can
/// reach is the manager, and through that the court's bounded amounts; nothing of anybody's money, stake or verdict.
contract WitanTimelock is TimelockController {
    /// @notice The delay is shorter than the least one of this chain.
    error WitanTimelockTooShort(uint256 delay, uint256 least);

    uint256 private constant PUBLIC_DELAY = 48 hours;
    uint256 private constant LOCAL_DELAY = 1 seconds;
    uint256 private constant HARDHAT_CHAIN_ID = 31337;
    uint256 private constant GANACHE_CHAIN_ID = 1337;

    /// @param delay Seconds that every operation waits.
    /// @param governors Who schedules and cancels operations.
    constructor(uint256 delay, address[] memory governors) TimelockController(delay, governors, _anyone(), address(0)) {
        require(delay >= leastDelay(), WitanTimelockTooShort(delay, leastDelay()));
    }

    /// @notice Delay of an operation, seconds: what was set, and never less than `leastDelay`.
    function getMinDelay() public view override returns (uint256) {
        uint256 delay = super.getMinDelay();
        return delay < leastDelay() ? leastDelay() : delay;
    }

    /// @notice Least delay on this chain: 48 hours, and one second on the local chains, where nobody needs protection.
    function leastDelay() public view returns (uint256) {
        bool isLocal = block.chainid == HARDHAT_CHAIN_ID || block.chainid == GANACHE_CHAIN_ID;
        return isLocal ? LOCAL_DELAY : PUBLIC_DELAY;
    }

    /// @dev The zero address as executor lets everybody execute.
    function _anyone() private pure returns (address[] memory executors) {
        executors = new address[](1);
    }
}
