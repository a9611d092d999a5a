// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IAccessControl} from "@openzeppelin/contracts/access/IAccessControl.sol";
import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {IAccessManager} from "@openzeppelin/contracts/access/manager/IAccessManager.sol";
import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {CourtManager} from "../../../contracts/governance/CourtManager.sol";
import {WitanTimelock} from "../../../contracts/governance/WitanTimelock.sol";
import {ICourtBase} from "../../../contracts/interfaces/ICourtBase.sol";
import {ICourtParameters} from "../../../contracts/interfaces/ICourtParameters.sol";
import {INodeStaking} from "../../../contracts/interfaces/INodeStaking.sol";
import {JobId} from "../../../contracts/types/JobId.sol";
import {CourtWorld} from "../support/CourtWorld.sol";

/// @notice What governance and the guardian can do, and that nobody gets around the delay.
contract GovernanceTest is CourtWorld {
    uint64 private constant ADMIN = 0;
    uint64 private constant ROLE = 7;
    bytes32 private constant SALT = keccak256("operation");
    address private constant ALLY = address(0xA11);

    function test_amounts_moveAfterTheDelayOnly() public {
        bytes memory call = _newAmounts();
        vm.prank(GOVERNANCE);
        timelock.schedule(address(court), 0, call, 0, SALT, 2 days);
        bytes32 id = timelock.hashOperation(address(court), 0, call, 0, SALT);
        bytes memory early = abi.encodeWithSelector(
            TimelockController.TimelockUnexpectedOperationState.selector,
            id,
            bytes32(uint256(1 << uint8(TimelockController.OperationState.Ready)))
        );
        vm.warp(time() + 2 days - 1);
        expectError(early);
        timelock.execute(address(court), 0, call, 0, SALT);

        vm.warp(time() + 1);
        vm.prank(STRANGER);
        timelock.execute(address(court), 0, call, 0, SALT);
        assertEq(court.amountsNow().faultSlashBps, 6_000, "changed");
        assertTrue(court.isConsumingScheduledOp() == bytes4(0), "nothing is under way");
        assertEq(court.authority(), address(manager), "authority");
    }

    function test_amounts_stayInsideTheirBounds() public {
        ICourtParameters.Amounts memory amounts = someAmounts();
        amounts.faultSlashBps = 0;
        bytes memory refused = abi.encodeWithSelector(
            ICourtParameters.ProbeCourtAmountOutOfBounds.selector,
            bytes32("faultSlashBps"),
            0,
            1_000,
            10_000
        );
        bytes memory call = abi.encodeCall(court.setAmounts, (amounts));
        vm.prank(GOVERNANCE);
        timelock.schedule(address(court), 0, call, 0, SALT, 2 days);
        vm.warp(time() + 2 days);
        expectError(refused);
        timelock.execute(address(court), 0, call, 0, SALT);
    }

    function test_nobody_movesAmountsDirectly() public {
        address[5] memory callers = [GOVERNANCE, GUARDIAN, STRANGER, address(this), address(bench)];
        for (uint256 i; i < callers.length; ++i) {
            expectError(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, callers[i]));
            vm.prank(callers[i]);
            court.setAmounts(someAmounts());
        }
        bytes32 proposer = timelock.PROPOSER_ROLE();
        bytes memory call = _newAmounts();
        expectError(
            abi.encodeWithSelector(IAccessControl.AccessControlUnauthorizedAccount.selector, GUARDIAN, proposer)
        );
        vm.prank(GUARDIAN);
        timelock.schedule(address(court), 0, call, 0, SALT, 2 days);
        expectError(abi.encodeWithSelector(TimelockController.TimelockInsufficientDelay.selector, 2 days - 1, 2 days));
        vm.prank(GOVERNANCE);
        timelock.schedule(address(court), 0, call, 0, SALT, 2 days - 1);
    }

    /// Not even an administrator that the timelock itself named, with no delay of its own.
    function test_administratorsOfTheManager_waitAsLong() public {
        vm.chainId(1);
        vm.prank(address(timelock));
        manager.grantRole(ADMIN, ALLY, 0);
        (bool immediate, uint32 delay) = manager.canCall(ALLY, address(court), court.setAmounts.selector);
        assertTrue(!immediate, "at once");
        assertEq(delay, 2 days, "the delay of the timelock");

        bytes memory call = _newAmounts();
        bytes32 id = manager.hashOperation(ALLY, address(court), call);
        vm.startPrank(ALLY);
        expectError(abi.encodeWithSelector(IAccessManager.AccessManagerNotScheduled.selector, id));
        court.setAmounts(_amounts());
        expectError(abi.encodeWithSelector(IAccessManager.AccessManagerNotScheduled.selector, id));
        manager.execute(address(court), call);
        manager.schedule(address(court), call, 0);
        expectError(abi.encodeWithSelector(IAccessManager.AccessManagerNotReady.selector, id));
        manager.execute(address(court), call);
        vm.warp(time() + 2 days);
        manager.execute(address(court), call);
        vm.stopPrank();
        assertEq(court.amountsNow().faultSlashBps, 6_000, "changed");
        vm.chainId(31_337);
    }

    function test_rolesWithAShortDelay_waitAsLong() public {
        bytes4[] memory selectors = new bytes4[](1);
        selectors[0] = court.setAmounts.selector;
        vm.startPrank(address(timelock));
        manager.setTargetFunctionRole(address(court), selectors, ROLE);
        manager.grantRole(ROLE, ALLY, 1 hours);
        vm.stopPrank();
        (bool immediate, uint32 delay) = manager.canCall(ALLY, address(court), court.setAmounts.selector);
        assertTrue(!immediate && delay == 2 days, "sooner than the timelock");
        (immediate, delay) = manager.canCall(STRANGER, address(court), court.setAmounts.selector);
        assertTrue(!immediate && delay == 0, "a stranger");
    }

    function test_authority_isFixed() public {
        expectError(abi.encodeWithSelector(CourtManager.CourtManagerIsFixed.selector, address(court), ALLY));
        vm.prank(address(timelock));
        manager.updateAuthority(address(court), ALLY);

        bytes memory call = abi.encodeCall(IAccessManaged.setAuthority, (ALLY));
        expectError(
            abi.encodeWithSelector(
                IAccessManager.AccessManagerUnauthorizedCall.selector,
                address(timelock),
                address(court),
                IAccessManaged.setAuthority.selector
            )
        );
        vm.prank(address(timelock));
        manager.execute(address(court), call);
        expectError(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, address(timelock)));
        vm.prank(address(timelock));
        court.setAuthority(ALLY);
        vm.prank(address(manager));
        expectError(abi.encodeWithSelector(IAccessManaged.AccessManagedInvalidAuthority.selector, ALLY));
        court.setAuthority(ALLY);
        assertEq(address(manager.TIMELOCK()), address(timelock), "timelock");
    }

    function test_delay_isNeverLessThanTheChainsLeast() public {
        address[] memory governors = new address[](1);
        governors[0] = GOVERNANCE;
        assertEq(new WitanTimelock(1, governors).leastDelay(), 1, "a local chain, named as such");
        vm.chainId(1);
        assertEq(timelock.leastDelay(), 48 hours, "a public chain");
        expectError(abi.encodeWithSelector(WitanTimelock.WitanTimelockTooShort.selector, 48 hours - 1, 48 hours));
        new WitanTimelock(48 hours - 1, governors);

        vm.prank(address(timelock));
        timelock.updateDelay(0);
        assertEq(timelock.getMinDelay(), 48 hours, "whatever it was set to");
        vm.chainId(31_337);
    }

    function test_governors_takeOperationsBack() public {
        bytes memory call = _newAmounts();
        vm.startPrank(GOVERNANCE);
        timelock.schedule(address(court), 0, call, 0, SALT, 2 days);
        bytes32 id = timelock.hashOperation(address(court), 0, call, 0, SALT);
        timelock.cancel(id);
        vm.stopPrank();
        assertTrue(!timelock.isOperation(id), "gone");
        bytes32 admin = timelock.DEFAULT_ADMIN_ROLE();
        assertTrue(timelock.hasRole(admin, address(timelock)), "its own administrator");
        assertTrue(!timelock.hasRole(admin, address(this)), "not its deployer");
    }

    /// The guardian pauses deposits and new jobs, and that is all.
    function test_guardian_touchesNothingElse() public {
        JobId jobId = fundJob(1, uint48(DOLLAR));
        INodeStaking.Punishment memory punishment = aPunishment(1, 1);
        vm.startPrank(GUARDIAN);
        escrow.pause(uint40(time() + 72 hours));
        expectError(abi.encodeWithSelector(INodeStaking.NodeStakingNotCourt.selector, GUARDIAN, address(court)));
        staking.punish(punishment);
        ICourtBase.Sentence memory sentence;
        expectError(abi.encodeWithSelector(ICourtBase.ProbeCourtNotBench.selector, GUARDIAN, address(bench)));
        court.carryOut(sentence);
        vm.stopPrank();

        settleOne(row(jobId, 1, 0, uint48(DOLLAR)));
        vm.startPrank(ownerOf(1));
        uint32[] memory nodeIds = new uint32[](1);
        nodeIds[0] = 1;
        assertTrue(escrow.pull(nodeIds, ownerOf(1)) != 0, "pulled");
        staking.thaw(1, STAKE);
        vm.warp(time() + THAW);
        assertEq(staking.withdraw(1, ownerOf(1)), STAKE, "withdrawn");
        vm.stopPrank();
    }

    function _newAmounts() private view returns (bytes memory) {
        return abi.encodeCall(court.setAmounts, (_amounts()));
    }

    function _amounts() private pure returns (ICourtParameters.Amounts memory amounts) {
        amounts = someAmounts();
        amounts.faultSlashBps = 6_000;
    }
}
