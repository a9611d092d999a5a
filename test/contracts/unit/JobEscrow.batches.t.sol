// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IJobEscrow} from "../../../contracts/interfaces/IJobEscrow.sol";
import {JobId} from "../../../contracts/types/JobId.sol";
import {World} from "../support/World.sol";

/// @notice Any way to hand in the same vouchers ends in the same state.
contract BatchesTest is World {
    uint256 private constant ROWS = 12;
    JobId[3] private _jobs;

    function setUp() public override {
        super.setUp();
        for (uint256 i; i < 3; ++i) _jobs[i] = fundJob(i + 2, 1_000);
    }

    function testFuzz_orderDoesNotMatter(uint256 seed) public {
        IJobEscrow.Row[] memory rows = randomRows(seed);
        bytes32 straight = stateAfter(rows);

        IJobEscrow.Row[] memory shuffled = randomRows(seed);
        for (uint256 i = ROWS - 1; i > 0; --i) {
            uint256 j = uint256(keccak256(abi.encode(seed, "shuffle", i))) % (i + 1);
            (shuffled[i], shuffled[j]) = (shuffled[j], shuffled[i]);
        }
        assertEq(stateAfter(shuffled), straight, "state");
    }

    function testFuzz_splittingAndReplayingDoNotMatter(uint256 seed) public {
        IJobEscrow.Row[] memory rows = randomRows(seed);
        bytes32 straight = stateAfter(rows);

        uint256 id = vm.snapshotState();
        for (uint256 i; i < ROWS; ++i) {
            settleOne(rows[i]);
            if ((seed >> i) & 1 == 1) settleOne(rows[seed % (i + 1)]);
        }
        escrow.settle(rows);
        assertEq(stateHash(), straight, "state");
        vm.revertToState(id);
    }

    function testFuzz_batchWithBadRowsEqualsTheBatchWithoutThem(uint256 seed) public {
        IJobEscrow.Row[] memory rows = randomRows(seed);
        bytes32 straight = stateAfter(rows);

        IJobEscrow.Row[] memory mixed = new IJobEscrow.Row[](2 * ROWS);
        for (uint256 i; i < ROWS; ++i) {
            mixed[2 * i] = badRow(uint256(keccak256(abi.encode(seed, "bad", i))), rows[i]);
            mixed[2 * i + 1] = rows[i];
        }
        assertEq(stateAfter(mixed), straight, "state");
    }

    /// Trap 2: the fee is a function of the running total.
    function testFuzz_feeDoesNotDependOnHowTotalsAreSplit(uint256 seed, uint48 total) public {
        total = uint48(bound(total, 1, 1_000));
        uint256 paid;
        for (uint48 sum; sum < total;) {
            sum += uint48(1 + (seed % 7));
            seed = uint256(keccak256(abi.encode(seed)));
            if (sum > total) sum = total;
            paid += settleOne(row(_jobs[0], 1, 0, sum));
        }
        assertEq(paid, total - escrow.feeOn(total), "net");
        (uint256 taken, ) = escrow.fees();
        assertEq(taken, escrow.feeOn(total), "fee");
    }

    /// Nothing in a row can revert: random words as rows.
    function testFuzz_anyWordsAreARow(uint256[9] memory words) public {
        IJobEscrow.Row[] memory rows = new IJobEscrow.Row[](3);
        for (uint256 i; i < 3; ++i) {
            rows[i] = IJobEscrow.Row(words[3 * i], bytes32(words[3 * i + 1]), bytes32(words[3 * i + 2]));
        }
        assertEq(escrow.settle(rows), 0, "net");
    }

    function randomRows(uint256 seed) private view returns (IJobEscrow.Row[] memory rows) {
        rows = new IJobEscrow.Row[](ROWS);
        for (uint256 i; i < ROWS; ++i) {
            uint256 random = uint256(keccak256(abi.encode(seed, i)));
            uint256 job = random % 3;
            uint8 index = uint8((random >> 8) % (job + 2));
            uint48 total = uint48(bound(random >> 16, 0, 1_200));
            rows[i] = row(_jobs[job], index + 1, index, total);
        }
    }

    function badRow(uint256 random, IJobEscrow.Row memory good) private view returns (IJobEscrow.Row memory bad) {
        bad = IJobEscrow.Row(good.head, good.r, good.vs);
        uint256 kind = random % 6;
        if (kind == 0) bad.r = bytes32(0);
        else if (kind == 1) bad = rowBy(0xBAD, good.head);
        else if (kind == 2) bad.head = good.head + 1;
        else if (kind == 3) bad.head = good.head | (uint256(255) << 48);
        else if (kind == 4) bad.head = good.head ^ (uint256(1) << 200);
        else bad.vs = bytes32(type(uint256).max);
    }

    function stateAfter(IJobEscrow.Row[] memory rows) private returns (bytes32 hash) {
        uint256 id = vm.snapshotState();
        escrow.settle(rows);
        hash = stateHash();
        vm.revertToState(id);
    }

    function stateHash() private view returns (bytes32 hash) {
        for (uint32 nodeId = 1; nodeId <= 4; ++nodeId) hash = keccak256(abi.encode(hash, escrow.accountOf(nodeId)));
        for (uint256 i; i < 3; ++i) {
            hash = keccak256(abi.encode(hash, escrow.allocationsOf(_jobs[i], vm.addr(SESSION))));
        }
        (uint256 taken, uint256 collected) = escrow.fees();
        return keccak256(abi.encode(hash, taken, collected, dollar.balanceOf(address(escrow))));
    }
}
