// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ReputationLedger} from "../../../contracts/ReputationLedger.sol";
import {IEscrowBalances} from "../../../contracts/interfaces/IEscrowBalances.sol";
import {IJobEscrow} from "../../../contracts/interfaces/IJobEscrow.sol";
import {INodeStaking} from "../../../contracts/interfaces/INodeStaking.sol";
import {IReputationLedger} from "../../../contracts/interfaces/IReputationLedger.sol";
import {Base} from "../support/Base.sol";

/// @dev Says what the ledger asks escrow and staking for.
contract Sources {
    mapping(uint32 nodeId => uint88) public fees;
    mapping(uint32 nodeId => INodeStaking.StakeAccount) private _accounts;

    function set(uint32 nodeId, uint64 stake, uint88 feesPaid, uint24 failed) external {
        fees[nodeId] = feesPaid;
        INodeStaking.StakeAccount storage account = _accounts[nodeId];
        (account.active, account.failed) = (stake, failed);
        account.failedEpoch = uint32(block.timestamp / 1 days);
    }

    function accountOf(uint32 nodeId) external view returns (IEscrowBalances.NodeAccount memory account) {
        account.feesPaid = fees[nodeId];
    }

    function stakeOf(uint32 nodeId) public view returns (INodeStaking.StakeAccount memory) {
        return _accounts[nodeId];
    }
}

/// @notice The formula on the vectors of test/hardhat/reputation.test.ts, and what Sybils can't do with it.
contract ReputationVectorsTest is Base {
    /// @dev The hash over all vectors, which the program's formula gives too.
    bytes32 private constant ALL = 0xaf204b05a9e0267d3a21520e0c184db88c859e764ed4c8676a2fa37d66e5c4d6;
    uint256 private constant CASES = 64;
    uint256 private constant START = 20_833 * 1 days;
    uint256 private constant THAW_DAYS = 21;

    ReputationLedger private _ledger;
    Sources private _sources;

    function setUp() public {
        vm.warp(START);
        _sources = new Sources();
        _ledger = new ReputationLedger(
            IJobEscrow(address(_sources)),
            INodeStaking(address(_sources)),
            address(this),
            1 days
        );
    }

    function test_vectors_areThoseOfThePrograms() public {
        bytes32 all;
        for (uint256 i; i < CASES; ++i) {
            IReputationLedger.Terms memory terms = _run(i);
            all = keccak256(abi.encode(all, terms.vouched, terms.quality, terms.weight));
        }
        assertEq(all, ALL, "another formula");
    }

    /// However an operator splits stake, fees and checks, its identities weigh no more than one would.
    function testFuzz_splitting_neverWeighsMore(
        uint40 stake,
        uint40 fees,
        uint16 passed,
        uint8 stakeShare,
        uint8 feeShare
    ) public {
        uint64 first = uint64((uint256(stake) * stakeShare) / 255);
        uint88 firstFees = uint88((uint256(fees) * feeShare) / 255);
        uint256 whole = _weightOf(1, stake, fees, passed, 0);
        uint256 parts =
            _weightOf(2, first, firstFees, passed / 2, 0) +
                _weightOf(3, stake - first, fees - firstFees, passed / 2, 0);
        assertTrue(parts <= whole, "the parts weigh more");
        assertTrue(whole <= stake, "more than the stake");
    }

    /// Fees buy at most KAPPA of weight each, whoever pays them, and never more than the stake.
    function testFuzz_fees_buyNoMoreThanKappa(uint40 stake, uint40 fees, uint16 passed) public {
        uint256 without = _weightOf(1, stake, 0, passed, 0);
        uint256 with_ = _weightOf(2, stake, fees, passed, 0);
        assertTrue(with_ - without <= uint256(fees), "too cheap");
        assertTrue(with_ <= stake, "more than the stake");
    }

    /// A fresh identity never weighs more than the old one did before it was punished.
    function testFuzz_freshIdentity_neverWeighsMoreThanAnHonestOne(uint40 stake, uint40 fees, uint16 passed) public {
        assertTrue(_weightOf(2, stake, 0, 0, 0) <= _weightOf(1, stake, fees, passed, 0), "a fresh start pays");
    }

    /// Nor is leaving better than staying: the thaw costs more weight than the record does, even without any slash.
    function test_leavingABadName_doesNotPay() public {
        _weightOf(1, 1e12, 0, 0, 10_000);
        uint256 fresh = _weightOf(2, 1e12, 0, 0, 0);
        uint256 staying;
        uint256 leaving;
        for (uint256 day; day < 365; ++day) {
            vm.warp(START + day * 1 days);
            staying += _ledger.termsOf(1, 0).weight;
            if (day >= THAW_DAYS) leaving += fresh;
        }
        assertTrue(staying > leaving, "leaving pays");
    }

    function test_idleness_fallsToTheFloor() public {
        uint256 before = _weightOf(1, 1e12, 1e12, 40_000, 0);
        vm.warp(START + 1_000 days);
        assertTrue(before > 9e11, "trusted");
        assertEq(_ledger.termsOf(1, 0).weight, 1e12 / 4, "the floor");
    }

    /// @dev Case `i`: checks and fees now, more checks some epochs later, and the weight some epochs after that.
    function _run(uint256 i) private returns (IReputationLedger.Terms memory) {
        uint256 h = uint256(keccak256(abi.encode(i)));
        (uint32 nodeId, uint8 role) = (uint32(1_000 + i), uint8(i % 7));
        vm.warp(START);
        _sources.set(nodeId, uint64(h % 1e12), uint88((h >> 128) % 1e11), uint24((h >> 96) % 20_000));
        _ledger.record(nodeId, role, uint32((h >> 48) % 50_000));
        _poke(nodeId);
        uint256 later = START + ((h >> 192) % 60) * 1 days;
        vm.warp(later);
        _ledger.record(nodeId, role, uint32((h >> 208) % 10_000));
        vm.warp(later + ((h >> 224) % 60) * 1 days);
        return _ledger.termsOf(nodeId, role);
    }

    function _weightOf(
        uint32 nodeId,
        uint64 stake,
        uint88 fees,
        uint32 passed,
        uint24 failed
    ) private returns (uint256) {
        _sources.set(nodeId, stake, fees, failed);
        _ledger.record(nodeId, 0, passed);
        _poke(nodeId);
        return _ledger.termsOf(nodeId, 0).weight;
    }

    function _poke(uint32 nodeId) private {
        uint32[] memory nodeIds = new uint32[](1);
        nodeIds[0] = nodeId;
        _ledger.poke(nodeIds);
    }
}
