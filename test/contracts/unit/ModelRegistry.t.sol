// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {ModelRegistry} from "../../../contracts/ModelRegistry.sol";
import {BlockBeacon} from "../../../contracts/beacon/BlockBeacon.sol";
import {IBeacon} from "../../../contracts/interfaces/IBeacon.sol";
import {IModelRegistry} from "../../../contracts/interfaces/IModelRegistry.sol";
import {CourtWorld} from "../support/CourtWorld.sol";

/// @notice What a model's record is, and what a test beacon gives.
contract ModelRegistryTest is CourtWorld {
    function test_register_keepsTheRecordForGoodAndBurnsTheFee() public {
        IModelRegistry.ModelParts memory parts = _parts();
        uint256 burned = dollar.balanceOf(models.BURN_ADDRESS());
        bytes32 id = _register(parts);

        IModelRegistry.Model memory model = models.modelOf(id);
        assertEq(model.registeredAt, time(), "registered");
        assertEq(model.publisher, address(this), "publisher");
        assertEq(dollar.balanceOf(models.BURN_ADDRESS()) - burned, DOLLAR, "fee");
        (bool isStop, ) = models.stopToken(id, 7);
        assertTrue(isStop, "7 stops");
        (isStop, ) = models.stopToken(id, 8);
        assertTrue(!isStop, "8 does not");
        assertEq(
            id,
            keccak256(
                abi.encodePacked(
                    parts.ggufSha256,
                    parts.tokenizerSha256,
                    parts.chatTemplateSha256,
                    parts.engineProfileId
                )
            ),
            "id"
        );
        expectError(abi.encodeWithSelector(IModelRegistry.ModelRegistryTaken.selector, id, address(this)));
        models.register(parts);
    }

    function test_register_refusesWhatIsMalformed() public {
        IModelRegistry.ModelParts memory parts = _parts();
        parts.stopTokens = new uint32[](5);
        expectError(abi.encodeWithSelector(IModelRegistry.ModelRegistryBadStopTokens.selector, 5, 4));
        models.register(parts);
        parts.stopTokens = new uint32[](2);
        expectError(abi.encodeWithSelector(IModelRegistry.ModelRegistryBadStopTokens.selector, 2, 4));
        models.register(parts);

        parts = _parts();
        parts.contextTokens = 0;
        expectError(abi.encodeWithSelector(IModelRegistry.ModelRegistryEmptyModel.selector, 0, 1));
        models.register(parts);

        parts = _parts();
        parts.uri = string(new bytes(257));
        expectError(abi.encodeWithSelector(IModelRegistry.ModelRegistryTooLong.selector, 257, 256));
        models.register(parts);
    }

    function test_calibrations_areAddedByThePublisherAndKept() public {
        bytes32 id = _register(_parts());
        assertEq(models.publishCalibration(id, keccak256("set"), 50_000, hex"01"), 1, "first");
        assertEq(models.publishCalibration(id, keccak256("set 2"), 60_000, hex"02"), 2, "second");
        assertEq(models.calibrationOf(id, 1).tokens, 50_000, "the first is still there");

        vm.prank(STRANGER);
        expectError(
            abi.encodeWithSelector(IModelRegistry.ModelRegistryNotPublisher.selector, id, address(this), STRANGER)
        );
        models.publishCalibration(id, 0, 0, "");
        expectError(abi.encodeWithSelector(IModelRegistry.ModelRegistryUnknownModel.selector, bytes32(0)));
        models.publishCalibration(0, 0, 0, "");
        expectError(abi.encodeWithSelector(IModelRegistry.ModelRegistryTooLong.selector, 1_025, 1_024));
        models.publishCalibration(id, 0, 0, new bytes(1_025));
    }

    function test_calibrationBefore_isTheNewestThatWasThere() public {
        bytes32 id = _register(_parts());
        assertEq(models.calibrationBefore(id, type(uint40).max), 0, "none yet");
        uint40 start = uint40(time());
        for (uint40 i; i < 9; ++i) {
            vm.warp(start + 10 * i);
            models.publishCalibration(id, 0, 0, "");
        }
        assertEq(models.calibrationBefore(id, 0), 0, "before all");
        for (uint40 i; i < 9; ++i) {
            assertEq(models.calibrationBefore(id, start + 10 * i), i, "in the same second: too late");
            assertEq(models.calibrationBefore(id, start + 10 * i + 1), i + 1, "a second later");
        }
        assertEq(models.calibrationBefore(id, type(uint40).max), 9, "the newest");
        assertEq(models.calibrationBefore(keccak256("unknown"), type(uint40).max), 0, "unknown");
    }

    function test_registry_needsAToken() public {
        expectError(abi.encodeWithSelector(IModelRegistry.ModelRegistryZeroAddress.selector));
        new ModelRegistry(IERC20(address(0)), 1);
    }

    function test_blockBeacon_isKnownOnceProvenAndMissedWhenNobodyDid() public {
        uint64 round = beacon.nextRound();
        (, bool known, bool missed) = beacon.randomness(round);
        assertTrue(!known && !missed, "not yet");
        expectError(
            abi.encodeWithSelector(
                IBeacon.BeaconUnavailable.selector,
                round,
                block.number > 256 ? block.number - 256 : 0,
                block.number
            )
        );
        beacon.prove(round);

        vm.roll(round);
        bytes32 value = beacon.prove(round);
        assertEq(beacon.prove(round), value, "fixed");
        (, known, ) = beacon.randomness(round);
        assertTrue(known, "known");

        uint64 other = round + 1;
        vm.roll(uint256(other) + 257);
        (, known, missed) = beacon.randomness(other);
        assertTrue(!known && missed, "missed");
        expectError(abi.encodeWithSelector(IBeacon.BeaconUnavailable.selector, other, other + 1, other + 257));
        beacon.prove(other);
        assertTrue(!new BlockBeacon().isPublic(), "a test beacon says so");
    }

    function _parts() private pure returns (IModelRegistry.ModelParts memory parts) {
        parts.ggufSha256 = keccak256("a file");
        parts.rolesBitmap = 1;
        parts.contextTokens = 128;
        parts.stopTokens = new uint32[](2);
        (parts.stopTokens[0], parts.stopTokens[1]) = (3, 7);
        parts.licence = "Apache-2.0";
    }

    function _register(IModelRegistry.ModelParts memory parts) private returns (bytes32) {
        dollar.faucet(address(this), DOLLAR);
        dollar.approve(address(models), DOLLAR);
        return models.register(parts);
    }
}
