// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {MessageHashUtils} from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";
import {IEscrowBalances} from "../../../contracts/interfaces/IEscrowBalances.sol";
import {INodeStaking} from "../../../contracts/interfaces/INodeStaking.sol";
import {Accounts} from "../../../contracts/libraries/Accounts.sol";
import {Convictions} from "../../../contracts/libraries/Convictions.sol";
import {Fading} from "../../../contracts/libraries/Fading.sol";
import {Lanes} from "../../../contracts/libraries/Lanes.sol";
import {Vouchers} from "../../../contracts/libraries/Vouchers.sol";
import {JobId} from "../../../contracts/types/JobId.sol";
import {Base} from "../support/Base.sol";

/// @notice Makes internal errors visible to a test.
contract AccountsCaller {
    function credit(uint256 word, uint256 net, uint256 fee) external pure returns (uint256) {
        return Accounts.credit(word, net, fee);
    }

    function subtractOpen(uint256 word, uint256 value) external pure returns (uint256) {
        return Accounts.subtractOpen(word, value);
    }
}

contract LibrariesTest is Base {
    AccountsCaller private immutable CALLER = new AccountsCaller();

    /// The assembly hashes the same as abi.encode, with any dirt in the top byte.
    function testFuzz_voucherDigestEqualsAbiEncode(
        bytes20 jobId,
        uint32 nodeId,
        uint8 index,
        uint48 total,
        uint8 dirt,
        bytes32 domain
    ) public pure {
        uint256 head = (uint256(dirt) << 248) | (uint256(uint160(jobId)) << 88);
        head |= (uint256(nodeId) << 56) | (uint256(index) << 48) | total;
        bytes32 structHash = keccak256(
            abi.encode(
                keccak256("Voucher(bytes20 jobId,uint32 nodeId,uint8 index,uint48 total)"),
                jobId,
                nodeId,
                index,
                total
            )
        );
        bytes32 expected = MessageHashUtils.toTypedDataHash(domain, structHash);
        assertEq(Vouchers.digest(head, domain), expected, "digest");
        assertEq(JobId.unwrap(Vouchers.jobId(head)), jobId, "jobId");
        assertEq(Vouchers.nodeId(head), nodeId, "nodeId");
        assertEq(Vouchers.index(head), index, "index");
        assertEq(Vouchers.total(head), total, "total");
        assertEq(Vouchers.withStatus(head, 3), (uint256(uint248(head))) | (uint256(3) << 248), "status");
    }

    /// Hashing leaves memory as it was: what was allocated before and after stays whole.
    function testFuzz_voucherDigestKeepsMemory(bytes memory before, uint256 head) public pure {
        bytes32 hash = keccak256(before);
        bytes32 digest = Vouchers.digest(head, bytes32(0));
        bytes memory later = abi.encode(head);
        assertEq(keccak256(before), hash, "before");
        assertEq(keccak256(later), keccak256(abi.encode(head)), "later");
        assertEq(Vouchers.digest(head, bytes32(0)), digest, "again");
    }

    function testFuzz_lanesKeepApart(uint32[2] memory nodeIds, uint48[2] memory caps, uint8 index) public pure {
        uint256 pair = uint256(index) & ~uint256(1);
        uint256 word = Lanes.make(nodeIds[0], caps[0]) << Lanes.shiftOf(pair);
        word |= Lanes.make(nodeIds[1], caps[1]) << Lanes.shiftOf(pair + 1);
        for (uint256 i; i < 2; ++i) {
            uint256 lane = Lanes.laneAt(word, pair + i);
            assertEq(Lanes.nodeId(lane), nodeIds[i], "nodeId");
            assertEq(Lanes.cap(lane), caps[i], "cap");
            assertEq(Lanes.claimed(lane), 0, "claimed");
        }
    }

    function testFuzz_wordKeysOfJobsNeverMeet(bytes20 a, bytes20 b, uint8 i, uint8 j) public pure {
        bool samePlace = a == b && i / 2 == j / 2;
        bool sameKey = Lanes.wordKey(JobId.wrap(a), i) == Lanes.wordKey(JobId.wrap(b), j);
        assertTrue(samePlace == sameKey, "one key for one place");
    }

    function testFuzz_accountFieldsKeepApart(uint96 owed, uint88 fees, uint64 open, uint64 value) public view {
        uint256 word = Accounts.addOpen(CALLER.credit(Accounts.OPENED, owed, fees), open);
        IEscrowBalances.NodeAccount memory account = Accounts.toStruct(word);
        assertEq(account.owed, owed, "owed");
        assertEq(account.feesPaid, fees, "fees");
        assertEq(account.open, open, "open");
        assertTrue(account.opened, "opened");

        account = Accounts.toStruct(Accounts.withoutOwed(word));
        assertEq(account.owed, 0, "owed after a pull");
        assertEq(account.feesPaid, fees, "fees after a pull");
        value = uint64(bound(value, 0, open));
        account = Accounts.toStruct(CALLER.subtractOpen(word, value));
        assertEq(account.open, open - value, "open after a release");
        assertEq(account.owed, owed, "owed after a release");
    }

    function test_accountFieldsNeverOverflowIntoOthers() public {
        bytes memory overflow = abi.encodeWithSelector(Accounts.AccountsOverflow.selector);
        expectError(overflow);
        CALLER.credit(type(uint96).max, 1, 0);
        expectError(overflow);
        CALLER.credit(uint256(type(uint88).max) << 96, 0, 1);
        expectError(overflow);
        CALLER.subtractOpen(Accounts.addOpen(0, 4), 5);
    }

    function testFuzz_convictionKeepsItsPartsApart(uint8 fault, uint64 task, bytes32 digest) public pure {
        uint256 word = Convictions.make(fault, task, digest);
        INodeStaking.Conviction memory kept = Convictions.toStruct(word);
        assertEq(kept.fault, fault, "fault");
        assertEq(kept.task, task, "task");
        assertTrue(kept.digest == bytes16(digest), "digest");
        assertEq(Convictions.fault(word), fault, "fault by itself");
        assertEq(Convictions.task(word), task, "task by itself");
        assertEq(word >> 208, 0, "nothing above");
        assertTrue(word & Convictions.OPENED != 0, "never an empty word");
    }

    /// Squaring rounds at most a little lower than an epoch at a time, never higher.
    function testFuzz_fadingFollowsOneEpochAtATime(uint64 value, uint8 epochs) public pure {
        uint256 most = value;
        for (uint256 i; i < epochs; ++i) most = (most * 15 + 15) / 16;
        uint256 faded = Fading.faded(value, epochs);
        assertTrue(faded <= most, "more than by epochs");
        assertTrue(Fading.faded(value, uint256(epochs) + 1) <= faded, "grows with time");
        assertEq(Fading.faded(value, 701), 0, "gone");
    }
}
