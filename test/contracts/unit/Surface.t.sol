// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IModelRegistry} from "../../../contracts/interfaces/IModelRegistry.sol";
import {CourtWorld} from "../support/CourtWorld.sol";

/// @notice Constants and views that no other test asks for.
contract SurfaceTest is CourtWorld {
    function test_escrow_namesItsConstants() public view {
        assertEq(escrow.BURN_BPS(), 5_000, "burned share");
        assertEq(escrow.FEE_BPS(), 250, "fee");
        assertEq(escrow.GUARDIAN(), GUARDIAN, "guardian");
        assertEq(escrow.MAX_ALLOCATIONS(), 32, "allocations");
        assertEq(escrow.MAX_PAUSE(), 72 hours, "pause");
        assertEq(escrow.PAUSE_COOLDOWN(), 7 days, "cooldown");
        assertEq(address(escrow.REGISTRY()), address(registry), "registry");
        assertEq(address(escrow.STAKING()), address(staking), "staking");
        assertEq(address(escrow.TOKEN()), address(dollar), "token");
        assertEq(escrow.TREASURY(), address(bench), "treasury");
        (, string memory name, string memory version, uint256 chainId, address verifying, , ) = escrow.eip712Domain();
        assertEq(keccak256(bytes(name)), keccak256("JobEscrow"), "name");
        assertEq(keccak256(bytes(version)), keccak256("1"), "version");
        assertEq(chainId, block.chainid, "chain");
        assertEq(verifying, address(escrow), "contract");
    }

    function test_registries_nameTheirConstants() public view {
        assertEq(registry.DEPLOYER(), address(this), "deployer");
        assertEq(registry.MAX_OFFERS(), 16, "offers");
        assertEq(registry.MAX_PAGE(), 100, "page");
        assertEq(registry.MAX_PEER_ID_BYTES(), 64, "peer id");
        assertEq(registry.SIGNER_THAW(), THAW, "thaw");
        (address boundStaking, address boundEscrow) = registry.boundContracts();
        assertEq(boundStaking, address(staking), "staking");
        assertEq(boundEscrow, address(escrow), "escrow");
        assertEq(registry.operatorGroupOf(2), 2, "group");
        uint32[] memory nodeIds = new uint32[](2);
        (nodeIds[0], nodeIds[1]) = (3, 99);
        (address[] memory owners, uint32[] memory groups) = registry.operatorsOf(nodeIds);
        assertEq(owners[0], ownerOf(3), "owner");
        assertEq(groups[0], 3, "its group");
        assertEq(owners[1], address(0), "nobody");
        assertEq(models.FEE(), DOLLAR, "fee");
        assertEq(models.MAX_STOP_TOKENS(), 4, "stops");
        assertEq(models.MAX_TEXT_BYTES(), 256, "text");
        assertEq(models.MAX_THRESHOLD_BYTES(), 1_024, "thresholds");
        assertEq(address(models.TOKEN()), address(dollar), "token");
        IModelRegistry.ModelParts memory parts;
        parts.ggufSha256 = keccak256("math");
        assertEq(models.modelIdOf(parts), modelId, "model");
    }

    function test_staking_namesItsConstants() public view {
        assertEq(staking.CAPACITY_FACTOR(), 1, "capacity");
        assertEq(staking.COURT(), address(court), "court");
        assertEq(staking.BURN_ADDRESS(), 0x000000000000000000000000000000000000dEaD, "burn");
        assertEq(staking.FINDER_BPS(), 1_000, "finder");
        assertEq(address(staking.REGISTRY()), address(registry), "registry");
        assertEq(staking.THAW_MARGIN(), 1 days, "margin");
        assertEq(staking.THAW_PERIOD(), THAW, "thaw");
        assertEq(address(staking.TOKEN()), address(dollar), "token");
    }

    function test_testDollar_isAToken() public {
        dollar.faucet(address(this), DOLLAR);
        dollar.approve(STRANGER, DOLLAR);
        assertEq(dollar.allowance(address(this), STRANGER), DOLLAR, "allowance");
        uint256 supply = dollar.totalSupply();
        vm.prank(STRANGER);
        dollar.transferFrom(address(this), STRANGER, DOLLAR);
        assertEq(dollar.totalSupply(), supply, "supply");
        assertTrue(bytes(dollar.name()).length != 0 && bytes(dollar.symbol()).length != 0, "names");
    }
}
