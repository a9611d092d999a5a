// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {NodeStaking} from "../../../contracts/NodeStaking.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {INodeRegistry} from "../../../contracts/interfaces/INodeRegistry.sol";
import {INodeStaking} from "../../../contracts/interfaces/INodeStaking.sol";
import {StakingHandler} from "../invariant/StakingHandler.sol";
import {Base} from "../support/Base.sol";

/// @notice What stakes are built from.
struct StakingParts {
    IERC20 token;
    INodeRegistry registry;
    uint256 thaw;
    INodeStaking.Windows windows;
    address court;
}

/// @notice The real stakes; each mutant has one bug.
abstract contract BuiltStaking is NodeStaking {
    constructor(
        StakingParts memory parts
    ) NodeStaking(parts.token, parts.registry, parts.thaw, parts.windows, parts.court) {}
}

/// @dev Breaks 1: loses a unit of every slash.
contract LostShare is BuiltStaking {
    constructor(StakingParts memory parts) BuiltStaking(parts) {}

    function _share(Punishment calldata punishment, uint256 taken, uint256 fromThawing) internal override {
        super._share(punishment, taken == 0 ? 0 : taken - 1, fromThawing);
    }
}

/// @dev Breaks 5: a slash leaves the node a unit that was taken already.
contract GiftAfterSlash is BuiltStaking {
    constructor(StakingParts memory parts) BuiltStaking(parts) {}

    function _share(Punishment calldata punishment, uint256 taken, uint256 fromThawing) internal override {
        super._share(punishment, taken, fromThawing);
        _accounts[punishment.nodeId].active += 1;
    }
}

/// @dev Breaks 6: a slash leaves the thawing stake alone.
contract SafeWhileThawing is BuiltStaking {
    constructor(StakingParts memory parts) BuiltStaking(parts) {}

    function _share(Punishment calldata punishment, uint256 taken, uint256 fromThawing) internal override {
        super._share(punishment, taken - fromThawing, 0);
        _accounts[punishment.nodeId].thawing += uint64(fromThawing);
    }
}

/// @dev Breaks 6: after a slash the rest of the thawing stake may leave at once.
contract EarlyAfterSlash is BuiltStaking {
    constructor(StakingParts memory parts) BuiltStaking(parts) {}

    function _share(Punishment calldata punishment, uint256 taken, uint256 fromThawing) internal override {
        super._share(punishment, taken, fromThawing);
        _accounts[punishment.nodeId].thawsAt = uint32(block.timestamp);
    }
}

/// @dev Breaks 9 and 10: a slash makes the rest of the thawing stake wait for ever.
contract FrozenAfterSlash is BuiltStaking {
    constructor(StakingParts memory parts) BuiltStaking(parts) {}

    function _share(Punishment calldata punishment, uint256 taken, uint256 fromThawing) internal override {
        super._share(punishment, taken, fromThawing);
        _accounts[punishment.nodeId].thawsAt = type(uint32).max;
    }
}

/// @dev Breaks invariant_taskIsPunishedOnce: keeps the first conviction of a node alone.
contract ForgetsFurtherTasks is BuiltStaking {
    constructor(StakingParts memory parts) BuiltStaking(parts) {}

    function _convict(Punishment calldata punishment) internal override {
        if (this.convictionOf(punishment.nodeId, punishment.taskId).fault != 0) super._convict(punishment);
        if (!_hasOne[punishment.nodeId]) super._convict(punishment);
        _hasOne[punishment.nodeId] = true;
    }

    mapping(uint32 nodeId => bool) private _hasOne;
}

abstract contract HandlerOfMutant is StakingHandler {
    function parts() internal view returns (StakingParts memory) {
        return StakingParts(dollar, registry, THAW, windows(), COURT);
    }
}

contract OnForgetsFurtherTasks is HandlerOfMutant {
    function newStaking() internal override returns (NodeStaking) {
        return new ForgetsFurtherTasks(parts());
    }
}

contract OnLostShare is HandlerOfMutant {
    function newStaking() internal override returns (NodeStaking) {
        return new LostShare(parts());
    }
}

contract OnGiftAfterSlash is HandlerOfMutant {
    function newStaking() internal override returns (NodeStaking) {
        return new GiftAfterSlash(parts());
    }
}

contract OnSafeWhileThawing is HandlerOfMutant {
    function newStaking() internal override returns (NodeStaking) {
        return new SafeWhileThawing(parts());
    }
}

contract OnEarlyAfterSlash is HandlerOfMutant {
    function newStaking() internal override returns (NodeStaking) {
        return new EarlyAfterSlash(parts());
    }
}

contract OnFrozenAfterSlash is HandlerOfMutant {
    function newStaking() internal override returns (NodeStaking) {
        return new FrozenAfterSlash(parts());
    }
}

/// @notice Each invariant's check finds its mutant, driven by the handler of the invariant tests.
contract StakingMutantsTest is Base {
    uint256 private constant STEPS = 120;

    function test_realStakingHoldsEverything() public {
        StakingHandler handler = new StakingHandler();
        for (uint256 i; i < STEPS; ++i) {
            handler.act(stepOf(i));
            assertTrue(handler.isSolvent(), "1");
            assertTrue(handler.isConserved(), "5");
            assertTrue(handler.isAllSlashable(), "6");
            assertTrue(handler.isPunishedOnce(), "once");
            assertTrue(handler.isNeverBlocked(), "9, 10");
        }
    }

    function test_invariant1_findsALostShare() public {
        assertFound(new OnLostShare(), StakingHandler.isSolvent.selector);
    }

    function test_invariant5_findsAGift() public {
        assertFound(new OnGiftAfterSlash(), StakingHandler.isConserved.selector);
    }

    function test_invariant6_findsStakeThatThawsInSafety() public {
        assertFound(new OnSafeWhileThawing(), StakingHandler.isAllSlashable.selector);
    }

    function test_invariant6_findsStakeThatLeavesEarly() public {
        assertFound(new OnEarlyAfterSlash(), StakingHandler.isAllSlashable.selector);
    }

    function test_taskIsPunishedOnce_findsWhatForgetsFurtherTasks() public {
        assertFound(new OnForgetsFurtherTasks(), StakingHandler.isPunishedOnce.selector);
    }

    function test_invariant9_findsAFrozenThaw() public {
        assertFound(new OnFrozenAfterSlash(), StakingHandler.isNeverBlocked.selector);
    }

    function assertFound(StakingHandler handler, bytes4 check) private {
        for (uint256 i; i < STEPS; ++i) {
            (bool acted, ) = address(handler).call(abi.encodeCall(handler.act, (stepOf(i))));
            acted;
            (bool asked, bytes memory answer) = address(handler).call(abi.encodeWithSelector(check));
            if (asked && !abi.decode(answer, (bool))) return;
        }
        assertTrue(false, "the mutant survived");
    }

    function stepOf(uint256 i) private pure returns (uint256) {
        return uint256(keccak256(abi.encode("step", i)));
    }
}
