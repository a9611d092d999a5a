// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {JobEscrow} from "../../../contracts/JobEscrow.sol";
import {NodeRegistry} from "../../../contracts/NodeRegistry.sol";
import {NodeStaking} from "../../../contracts/NodeStaking.sol";
import {INodeRegistry} from "../../../contracts/interfaces/INodeRegistry.sol";
import {World} from "../support/World.sol";

contract NodeRegistryTest is World {
    function test_registeredNodeIsKnownInFull() public {
        expectEvent(address(registry));
        emit INodeRegistry.NodeRegistered(5, ownerOf(5), vm.addr(signerKey(5)), peerIdOf(5), keccak256("record"), 5);
        expectEvent(address(registry));
        emit INodeRegistry.OffersChanged(5, someOffers());
        uint32 nodeId = addNode(5);

        assertEq(nodeId, 5, "ids are given in order");
        INodeRegistry.NodeView memory node = registry.nodeOf(5);
        assertEq(node.nodeId, 5, "nodeId");
        assertEq(node.owner, ownerOf(5), "owner");
        assertEq(node.signer, vm.addr(signerKey(5)), "signer");
        assertEq(node.announcementHash, keccak256("record"), "announcement");
        assertEq(node.operatorGroup, 5, "group");
        assertEq(node.registeredAt, block.timestamp, "registeredAt");
        assertTrue(node.active, "active");
        assertEq(keccak256(node.peerId), keccak256(peerIdOf(5)), "peerId");
        assertEq(keccak256(abi.encode(node.offers)), keccak256(abi.encode(someOffers())), "offers");
        assertEq(registry.nodeOfPeer(peerIdOf(5)), 5, "node of the peer");
        assertTrue(staking.stakeOf(5).opened && escrow.accountOf(5).opened, "accounts are open");
    }

    function test_usedKeysAreRefused() public {
        address signer = vm.addr(signerKey(2));
        expectError(abi.encodeWithSelector(INodeRegistry.NodeRegistrySignerInUse.selector, signer, 2));
        registry.register(signer, peerIdOf(9), 0, 0, someOffers());

        expectError(abi.encodeWithSelector(INodeRegistry.NodeRegistryPeerIdInUse.selector, peerIdOf(2), 2));
        registry.register(address(9), peerIdOf(2), 0, 0, someOffers());

        expectError(abi.encodeWithSelector(INodeRegistry.NodeRegistryZeroSigner.selector));
        registry.register(address(0), peerIdOf(9), 0, 0, someOffers());
    }

    function test_peerIdAndOffersAreBounded() public {
        expectError(abi.encodeWithSelector(INodeRegistry.NodeRegistryPeerIdLength.selector, 0, 64));
        registry.register(address(9), "", 0, 0, someOffers());
        expectError(abi.encodeWithSelector(INodeRegistry.NodeRegistryPeerIdLength.selector, 65, 64));
        registry.register(address(9), new bytes(65), 0, 0, someOffers());
        expectError(abi.encodeWithSelector(INodeRegistry.NodeRegistryTooManyOffers.selector, 17, 16));
        registry.register(address(9), new bytes(64), 0, 0, new INodeRegistry.Offer[](17));
        registry.register(address(9), new bytes(64), 0, 0, new INodeRegistry.Offer[](16));
    }

    function test_ownerChangesOffersStateAndKeys() public {
        INodeRegistry.Offer[] memory fewer = new INodeRegistry.Offer[](1);
        fewer[0] = someOffers()[1];
        vm.startPrank(ownerOf(1));
        registry.setOffers(1, fewer);
        registry.setActive(1, false);
        registry.setPeerId(1, peerIdOf(77));
        registry.setAnnouncement(1, keccak256("next"));
        vm.stopPrank();

        INodeRegistry.NodeView memory node = registry.nodeOf(1);
        assertEq(keccak256(abi.encode(node.offers)), keccak256(abi.encode(fewer)), "offers");
        assertTrue(!node.active, "inactive");
        assertEq(keccak256(node.peerId), keccak256(peerIdOf(77)), "peerId");
        assertEq(node.announcementHash, keccak256("next"), "announcement");
        assertEq(registry.nodeOfPeer(peerIdOf(1)), 1, "the old peer id is never given away");
    }

    function test_strangersChangeNothing() public {
        bytes memory refused = abi.encodeWithSelector(
            INodeRegistry.NodeRegistryNotOwner.selector,
            1,
            ownerOf(1),
            address(this)
        );
        expectError(refused);
        registry.setOffers(1, someOffers());
        expectError(refused);
        registry.setActive(1, false);
        expectError(refused);
        registry.rotateSigner(1, address(9));
        expectError(refused);
        registry.setPeerId(1, "x");
        expectError(refused);
        registry.setAnnouncement(1, 0);
        expectError(abi.encodeWithSelector(INodeRegistry.NodeRegistryNotOwner.selector, 99, address(0), address(this)));
        registry.setActive(99, true);
    }

    function test_signerMayAnnounce() public {
        vm.prank(vm.addr(signerKey(1)));
        registry.setAnnouncement(1, keccak256("epoch 2"));
        assertEq(registry.nodeOf(1).announcementHash, keccak256("epoch 2"), "announcement");
    }

    function test_rotatedSignerStaysValidForTheThaw_andBelongsToItsNodeForGood() public {
        address oldSigner = vm.addr(signerKey(1));
        uint40 until = uint40(block.timestamp + THAW);
        expectEvent(address(registry));
        emit INodeRegistry.SignerRotated(1, oldSigner, address(9), until);
        vm.prank(ownerOf(1));
        registry.rotateSigner(1, address(9));

        assertEq(registry.signerOf(1), address(9), "signer");
        assertTrue(isValid(1, oldSigner) && isValid(1, address(9)), "both are valid");
        vm.warp(until + 1);
        assertTrue(!isValid(1, oldSigner) && isValid(1, address(9)), "only the new one is valid");
        (uint32 nodeId, uint40 validUntil) = registry.keyOf(oldSigner);
        assertEq(nodeId, 1, "node of the old key");
        assertEq(validUntil, until, "validUntil");

        expectError(abi.encodeWithSelector(INodeRegistry.NodeRegistrySignerInUse.selector, oldSigner, 1));
        vm.prank(ownerOf(2));
        registry.rotateSigner(2, oldSigner);
    }

    function test_validityNamesTheFirstBadPosition() public view {
        uint32[] memory nodeIds = new uint32[](3);
        address[] memory signers = new address[](3);
        for (uint256 i; i < 3; ++i) {
            nodeIds[i] = uint32(i + 1);
            signers[i] = vm.addr(signerKey(i + 1));
        }
        assertEq(registry.firstInvalidSigner(nodeIds, signers), 3, "all valid");
        assertEq(registry.firstInactive(nodeIds), 3, "all active");
        signers[1] = signers[0];
        assertEq(registry.firstInvalidSigner(nodeIds, signers), 1, "the key of another node");
        signers[0] = address(0);
        nodeIds[0] = 0;
        assertEq(registry.firstInvalidSigner(nodeIds, signers), 0, "no key of no node");
        assertEq(registry.firstInactive(nodeIds), 0, "node zero");
    }

    function test_pagesCoverTheListOnce() public {
        addNode(5);
        assertEq(registry.nodeCount(), 5, "count");
        INodeRegistry.NodeView[] memory page = registry.nodesPage(0, 2);
        assertEq(page.length, 2, "first page");
        assertEq(page[0].nodeId, 1, "starts at 1");
        page = registry.nodesPage(3, 100);
        assertEq(page.length, 3, "last page is short");
        assertEq(page[2].nodeId, 5, "ends at the count");
        assertEq(registry.nodesPage(6, 10).length, 0, "behind the end");
        assertEq(registry.nodesPage(type(uint32).max, 100).length, 0, "far behind the end");
        assertEq(registry.nodesPage(1, 0).length, 0, "empty page");
        expectError(abi.encodeWithSelector(INodeRegistry.NodeRegistryPageTooLong.selector, 101, 100));
        registry.nodesPage(1, 101);
    }

    function test_unknownNodeIsRefused() public {
        expectError(abi.encodeWithSelector(INodeRegistry.NodeRegistryUnknownNode.selector, 5, 4));
        registry.nodeOf(5);
        expectError(abi.encodeWithSelector(INodeRegistry.NodeRegistryUnknownNode.selector, 0, 4));
        registry.nodeOf(0);
        assertEq(registry.ownerOf(5), address(0), "no owner");
    }

    function test_registryIsBoundOnce_byItsDeployer_toItsOwnContracts() public {
        expectError(
            abi.encodeWithSelector(
                INodeRegistry.NodeRegistryBindRefused.selector,
                address(this),
                address(this),
                address(escrow)
            )
        );
        registry.bind(address(staking), address(escrow));

        NodeRegistry other = new NodeRegistry(THAW);
        expectError(abi.encodeWithSelector(INodeRegistry.NodeRegistryNotBound.selector));
        other.register(address(9), peerIdOf(9), 0, 0, someOffers());
        expectError(
            abi.encodeWithSelector(INodeRegistry.NodeRegistryBindRefused.selector, STRANGER, address(this), address(0))
        );
        vm.prank(STRANGER);
        other.bind(address(staking), address(escrow));
        expectForeign(other, address(staking), address(staking), address(escrow));

        NodeStaking itsStaking = new NodeStaking(dollar, other, THAW, windows(), COURT);
        expectForeign(other, address(escrow), address(itsStaking), address(escrow));
    }

    function test_signersStayValidAsLongAsStakeCanBeSlashed() public {
        NodeRegistry other = new NodeRegistry(THAW - 1);
        NodeStaking itsStaking = new NodeStaking(dollar, other, THAW, windows(), COURT);
        JobEscrow itsEscrow = new JobEscrow(dollar, other, itsStaking, TREASURY, GUARDIAN);
        expectError(abi.encodeWithSelector(INodeRegistry.NodeRegistrySignerThawTooShort.selector, THAW - 1, THAW));
        other.bind(address(itsStaking), address(itsEscrow));
    }

    function expectForeign(NodeRegistry other, address foreign, address itsStaking, address itsEscrow) private {
        expectError(
            abi.encodeWithSelector(INodeRegistry.NodeRegistryForeignContract.selector, foreign, address(registry))
        );
        other.bind(itsStaking, itsEscrow);
    }

    function isValid(uint32 nodeId, address signer) private view returns (bool) {
        uint32[] memory nodeIds = new uint32[](1);
        address[] memory signers = new address[](1);
        (nodeIds[0], signers[0]) = (nodeId, signer);
        return registry.firstInvalidSigner(nodeIds, signers) == 1;
    }
}
