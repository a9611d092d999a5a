// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {JobEscrow} from "../../../contracts/JobEscrow.sol";
import {NodeRegistry} from "../../../contracts/NodeRegistry.sol";
import {NodeStaking} from "../../../contracts/NodeStaking.sol";
import {TestDollar} from "../../../contracts/TestDollar.sol";
import {IEscrowBalances} from "../../../contracts/interfaces/IEscrowBalances.sol";
import {IJobEscrow} from "../../../contracts/interfaces/IJobEscrow.sol";
import {INodeRegistry} from "../../../contracts/interfaces/INodeRegistry.sol";
import {INodeStaking} from "../../../contracts/interfaces/INodeStaking.sol";
import {JobId} from "../../../contracts/types/JobId.sol";
import {Base} from "./Base.sol";

/// @notice The contracts with some nodes and requesters, and what signs for them.
abstract contract World is Base {
    uint256 internal constant DOLLAR = 1e6;
    uint256 internal constant DAY = 1 days;
    uint256 internal constant THAW = 21 days;
    uint64 internal constant STAKE = uint64(10_000 * DOLLAR);
    uint256 internal constant RICH = 100_000 * DOLLAR;
    /// @dev Secp256k1 order.
    uint256 internal constant ORDER = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141;

    address internal constant COURT = address(0xC0);
    address internal constant TREASURY = address(0x7EA);
    address internal constant GUARDIAN = address(0x6A);
    address internal constant STRANGER = address(0x5742);
    uint256 internal constant SESSION = 0x5E5510;

    TestDollar internal dollar;
    NodeRegistry internal registry;
    NodeStaking internal staking;
    JobEscrow internal escrow;
    uint256 private _salt;

    function setUp() public virtual {
        vm.warp(1_800_000_000);
        dollar = newDollar();
        registry = new NodeRegistry(THAW);
        staking = newStaking();
        escrow = newEscrow();
        registry.bind(address(staking), address(escrow));
        for (uint256 i = 1; i <= 4; ++i) {
            addNode(i);
            addStake(uint32(i), STAKE);
        }
        for (uint256 i = 1; i <= 3; ++i) addRequester(i);
    }

    function newDollar() internal virtual returns (TestDollar) {
        return new TestDollar();
    }

    function newStaking() internal virtual returns (NodeStaking) {
        return new NodeStaking(dollar, registry, THAW, windows(), COURT);
    }

    function newEscrow() internal virtual returns (JobEscrow) {
        return new JobEscrow(dollar, registry, staking, TREASURY, GUARDIAN);
    }

    function windows() internal pure returns (INodeStaking.Windows memory) {
        return INodeStaking.Windows(uint32(7 days), uint32(1 days), uint32(3 days), uint32(9 days));
    }

    // Who is who: keys are numbers, so that every signature can be repeated.

    function ownerOf(uint256 i) internal pure returns (address) {
        return vm.addr(0xA000 + i);
    }

    function signerKey(uint256 i) internal pure returns (uint256) {
        return 0xB000 + i;
    }

    function requesterKey(uint256 i) internal pure returns (uint256) {
        return 0xD000 + i;
    }

    function requester(uint256 i) internal pure returns (address) {
        return vm.addr(requesterKey(i));
    }

    function peerIdOf(uint256 i) internal pure returns (bytes memory) {
        return abi.encodePacked(hex"002408011220", keccak256(abi.encode("peer", i)));
    }

    function someOffers() internal pure returns (INodeRegistry.Offer[] memory offers) {
        offers = new INodeRegistry.Offer[](2);
        offers[0] = INodeRegistry.Offer(keccak256("math"), 0, 120, 2_500, 4, 2);
        offers[1] = INodeRegistry.Offer(keccak256("tools"), 6, type(uint48).max, 0, 1, 3);
    }

    function addNode(uint256 i) internal returns (uint32 nodeId) {
        vm.prank(ownerOf(i));
        return registry.register(vm.addr(signerKey(i)), peerIdOf(i), keccak256("record"), uint32(i), someOffers());
    }

    function addStake(uint32 nodeId, uint64 amount) internal {
        address owner = ownerOf(nodeId);
        dollar.faucet(owner, amount);
        vm.startPrank(owner);
        dollar.approve(address(staking), amount);
        staking.stake(nodeId, amount);
        vm.stopPrank();
    }

    function addRequester(uint256 i) internal {
        dollar.faucet(requester(i), 2 * RICH);
        vm.startPrank(requester(i));
        dollar.approve(address(escrow), RICH);
        escrow.deposit(RICH);
        vm.stopPrank();
    }

    // Punishments

    /// @dev What the court says when it punishes a node; every call is for another task.
    function aPunishment(uint32 nodeId, uint16 slashBps) internal returns (INodeStaking.Punishment memory punishment) {
        punishment.nodeId = nodeId;
        punishment.slashBps = slashBps;
        punishment.victimBps = 1_000;
        punishment.weightMilli = 10_000;
        punishment.epoch = uint32(time() / DAY);
        punishment.fault = 1;
        punishment.taskId = keccak256(abi.encode("punished task", ++_salt));
        punishment.digest = keccak256(abi.encode("punished receipt", _salt));
    }

    function punish(INodeStaking.Punishment memory punishment) internal returns (uint256 taken) {
        address theCourt = staking.COURT();
        vm.prank(theCourt);
        return staking.punish(punishment);
    }

    function jail(uint32 nodeId, uint32 until) internal {
        INodeStaking.Punishment memory punishment = aPunishment(nodeId, 0);
        punishment.jailedUntil = until;
        punish(punishment);
    }

    // Jobs

    function termsFor(uint256 nodes, uint48 cap) internal returns (IJobEscrow.JobTerms memory terms) {
        IJobEscrow.Allocation[] memory allocations = new IJobEscrow.Allocation[](nodes);
        for (uint256 i; i < nodes; ++i) allocations[i] = IJobEscrow.Allocation(uint32(i + 1), cap);
        return
            IJobEscrow.JobTerms({
                sessionKey: vm.addr(SESSION),
                deadline: uint40(block.timestamp + 1 hours),
                mode: 1,
                termsHash: keccak256(abi.encode("terms", ++_salt)),
                allocations: allocations
            });
    }

    /// @dev A job of requester 1 for nodes 1 to `nodes`, vouchers signed by SESSION.
    function fundJob(uint256 nodes, uint48 cap) internal returns (JobId jobId) {
        IJobEscrow.JobTerms memory terms = termsFor(nodes, cap);
        vm.prank(requester(1));
        return escrow.fund(terms);
    }

    function headOf(JobId jobId, uint32 nodeId, uint8 index, uint48 total) internal pure returns (uint256) {
        uint256 id = uint160(JobId.unwrap(jobId));
        return (id << 88) | (uint256(nodeId) << 56) | (uint256(index) << 48) | total;
    }

    function compact(uint256 key, bytes32 digest) internal pure returns (bytes32 r, bytes32 vs) {
        uint8 v;
        bytes32 s;
        (v, r, s) = vm.sign(key, digest);
        vs = bytes32((uint256(v - 27) << 255) | uint256(s));
    }

    function rowBy(uint256 key, uint256 head) internal view returns (IJobEscrow.Row memory) {
        (bytes32 r, bytes32 vs) = compact(key, escrow.voucherDigest(head));
        return IJobEscrow.Row(head, r, vs);
    }

    function row(JobId jobId, uint32 nodeId, uint8 index, uint48 total) internal view returns (IJobEscrow.Row memory) {
        return rowBy(SESSION, headOf(jobId, nodeId, index, total));
    }

    function settleOne(IJobEscrow.Row memory one) internal returns (uint256 net) {
        IJobEscrow.Row[] memory rows = new IJobEscrow.Row[](1);
        rows[0] = one;
        return escrow.settle(rows);
    }

    function doneBy(
        uint256 key,
        JobId jobId,
        uint32 nodeId,
        uint48 total
    ) internal view returns (IJobEscrow.Done memory) {
        (bytes32 r, bytes32 vs) = compact(key, escrow.doneDigest(jobId, nodeId, total));
        return IJobEscrow.Done(total, r, vs);
    }

    function claimedOf(JobId jobId, uint8 index) internal view returns (uint256) {
        return escrow.allocationAt(jobId, vm.addr(SESSION), index).claimed;
    }

    function owedTo(uint32 nodeId) internal view returns (uint256) {
        return escrow.accountOf(nodeId).owed;
    }

    function permitOf(
        uint256 key,
        address spender,
        uint256 value,
        uint256 deadline
    ) internal view returns (IEscrowBalances.Permit memory) {
        address owner = vm.addr(key);
        bytes32 typehash = keccak256(
            "Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)"
        );
        bytes32 structHash = keccak256(abi.encode(typehash, owner, spender, value, dollar.nonces(owner), deadline));
        bytes32 digest = keccak256(abi.encodePacked(hex"1901", dollar.DOMAIN_SEPARATOR(), structHash));
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, digest);
        return IEscrowBalances.Permit(deadline, v, r, s);
    }
}
