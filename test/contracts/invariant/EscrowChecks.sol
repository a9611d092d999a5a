// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IJobEscrow} from "../../../contracts/interfaces/IJobEscrow.sol";
import {EscrowHandler, IEscrowFactory} from "./EscrowHandler.sol";

/// @notice The invariants of the escrow as questions: true while they hold.
contract EscrowChecks is EscrowHandler {
    constructor(IEscrowFactory factory) EscrowHandler(factory) {}

    /// @dev 1: the tokens are free balances, remainders, earnings and fees, and nothing else.
    function isSolvent() external view returns (bool) {
        uint256 sum = _withdrawable();
        for (uint256 job; job < _books.length; ++job) {
            if (_books[job].released) continue;
            IJobEscrow.AllocationView[] memory lanes = escrow.allocationsOf(_books[job].id, vm.addr(SESSION));
            for (uint256 i; i < lanes.length; ++i) sum += uint256(lanes[i].cap) - lanes[i].claimed;
        }
        (uint256 taken, uint256 collected) = escrow.fees();
        return dollar.balanceOf(address(escrow)) == sum + taken - collected;
    }

    /// @dev 2: claimed is what the best voucher proves up to the cap, and the caps are what left the free balance.
    function isWithinCaps() external view returns (bool) {
        for (uint256 job; job < _books.length; ++job) {
            if (_books[job].released) continue;
            IJobEscrow.AllocationView[] memory lanes = escrow.allocationsOf(_books[job].id, vm.addr(SESSION));
            if (lanes.length != _books[job].caps.length) return false;
            for (uint256 i; i < lanes.length; ++i) {
                if (lanes[i].cap != _books[job].caps[i]) return false;
                if (lanes[i].claimed > lanes[i].cap || lanes[i].claimed != _books[job].claimed[i]) return false;
            }
        }
        for (uint256 i = 1; i <= 3; ++i) if (escrow.freeBalanceOf(requester(i)) != _freeBook[i]) return false;
        return true;
    }

    /// @dev 3: what nodes gained and what was taken as fees depends on the best vouchers alone, not on how they came.
    function isOrderFree() external view returns (bool) {
        for (uint32 nodeId = 1; nodeId <= 4; ++nodeId) {
            if (owedTo(nodeId) + _pulledBook[nodeId] != _earnedBook[nodeId]) return false;
        }
        (uint256 taken, ) = escrow.fees();
        return taken == _feeBook;
    }

    /// @dev 4: no call of the guardian lowers what anyone can withdraw.
    function isSafeFromGuardian() external view returns (bool) {
        return !_guardianTookMoney;
    }

    /// @dev 9: with the worst guardian and court, and without help from anyone, all money leaves in bounded time.
    function canEveryoneLeave() external returns (bool left) {
        uint256 id = vm.snapshotState();
        try this.everyoneLeaves() {
            left = true;
        } catch {}
        vm.revertToState(id);
    }

    /// @dev 9, at every step: no job keeps its money longer than the longest job and the grace.
    function isEveryJobEnding() external view returns (bool) {
        for (uint256 job; job < _books.length; ++job) {
            IJobEscrow.Job memory header = escrow.jobOf(_books[job].id);
            if ((header.status == IJobEscrow.JobStatus.Released) != _books[job].released) return false;
            if (header.endsAt + escrow.GRACE() > _now + 8 days) return false;
        }
        return true;
    }

    /// @dev 10: settle, release and withdraw work while deposits are paused.
    function isNeverBlockedByPause() external view returns (bool) {
        return !_blockedWhilePaused;
    }

    /// @dev 11: a batch costs at most a constant and a constant per row, whatever has happened before.
    function isLinearInGas() external view returns (bool) {
        return !_tooMuchGas;
    }

    /// @dev As `canEveryoneLeave`, and they do leave, or it reverts with what stood in the way.
    function everyoneLeaves() external {
        vm.warp(_now + 8 days);
        vm.startPrank(GUARDIAN);
        if (escrow.pausedUntil() + 7 days <= time()) escrow.pause(uint40(time() + 72 hours));
        vm.stopPrank();
        for (uint256 job; job < _books.length; ++job) {
            if (!_books[job].released) escrow.release(_books[job].id, vm.addr(SESSION));
        }
        for (uint256 i = 1; i <= 3; ++i) {
            uint256 free = escrow.freeBalanceOf(requester(i));
            vm.prank(requester(i));
            escrow.withdraw(free);
        }
        for (uint32 nodeId = 1; nodeId <= 4; ++nodeId) _nodeLeaves(nodeId);
        escrow.collectFees();
        assertEq(dollar.balanceOf(address(escrow)), 0, "left in the escrow");
        assertEq(dollar.balanceOf(address(staking)), 0, "left at stake");
    }

    function _nodeLeaves(uint32 nodeId) private {
        jail(nodeId, type(uint32).max);
        address owner = ownerOf(nodeId);
        uint32[] memory nodeIds = new uint32[](1);
        nodeIds[0] = nodeId;
        uint64 active = staking.stakeOf(nodeId).active;
        vm.startPrank(owner);
        escrow.pull(nodeIds, owner);
        staking.thaw(nodeId, active);
        vm.stopPrank();
        vm.warp(time() + THAW);
        vm.prank(owner);
        staking.withdraw(nodeId, owner);
    }
}
