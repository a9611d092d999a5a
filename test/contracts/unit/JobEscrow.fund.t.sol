// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IEscrowBalances} from "../../../contracts/interfaces/IEscrowBalances.sol";
import {IJobEscrow} from "../../../contracts/interfaces/IJobEscrow.sol";
import {JobId} from "../../../contracts/types/JobId.sol";
import {Vm} from "../support/Base.sol";
import {World} from "../support/World.sol";

/// @notice A wallet contract that accepts one digest.
contract OneDigestWallet {
    bytes32 private immutable ACCEPTED;

    constructor(bytes32 accepted) {
        ACCEPTED = accepted;
    }

    function isValidSignature(bytes32 digest, bytes calldata) external view returns (bytes4) {
        return digest == ACCEPTED ? this.isValidSignature.selector : bytes4(0xffffffff);
    }
}

/// @notice A wallet contract that accepts everything.
contract YesWallet {
    function isValidSignature(bytes32, bytes calldata) external pure returns (bytes4) {
        return this.isValidSignature.selector;
    }
}

contract FundTest is World {
    function test_fundLocksTheBudget() public {
        IJobEscrow.JobTerms memory terms = termsFor(3, 1_000);
        JobId expected = escrow.jobIdOf(requester(1), terms);

        expectEvent(address(escrow));
        emit IJobEscrow.JobFunded(
            expected,
            requester(1),
            terms.sessionKey,
            terms.deadline,
            1,
            terms.termsHash,
            terms.allocations
        );
        vm.prank(requester(1));
        JobId jobId = escrow.fund(terms);

        assertEq(JobId.unwrap(jobId), JobId.unwrap(expected), "the id is known before");
        assertEq(escrow.freeBalanceOf(requester(1)), RICH - 3_000, "free");
        IJobEscrow.Job memory job = escrow.jobOf(jobId);
        assertEq(job.fundedAt, time(), "fundedAt");
        assertEq(job.requester, requester(1), "requester");
        assertEq(job.endsAt, terms.deadline, "endsAt");
        assertEq(job.count, 3, "count");
        assertEq(job.mode, 1, "mode");
        IJobEscrow.AllocationView[] memory allocations = escrow.allocationsOf(jobId, vm.addr(SESSION));
        assertEq(allocations.length, 3, "allocations");
        for (uint256 i; i < 3; ++i) {
            assertEq(allocations[i].nodeId, i + 1, "node");
            assertEq(allocations[i].cap, 1_000, "cap");
            assertEq(escrow.accountOf(uint32(i + 1)).open, 1_000, "open value");
        }
        assertEq(escrow.allocationsOf(jobId, STRANGER).length, 0, "wrong key finds nothing");
    }

    /// Trap 5: the id commits to the requester and all terms.
    function testFuzz_idCommitsToEverything(uint256 seed) public {
        IJobEscrow.JobTerms memory terms = termsFor(2, 1_000);
        bytes20 id = JobId.unwrap(escrow.jobIdOf(requester(1), terms));
        address by = requester(1);
        uint256 field = seed % 7;
        if (field == 0) by = requester(2);
        else if (field == 1) terms.sessionKey = address(uint160(seed | 1));
        else if (field == 2) terms.deadline += uint40(1 + (seed % 1000));
        else if (field == 3) terms.mode += 1;
        else if (field == 4) terms.termsHash = keccak256(abi.encode(seed));
        else if (field == 5) terms.allocations[seed % 2].cap += 1;
        else terms.allocations[seed % 2].nodeId += 2;
        assertTrue(JobId.unwrap(escrow.jobIdOf(by, terms)) != id, "another id");
    }

    function test_sameTermsAreNeverFundedTwice_evenAfterRelease() public {
        IJobEscrow.JobTerms memory terms = termsFor(1, 1_000);
        vm.prank(requester(1));
        JobId jobId = escrow.fund(terms);
        expectRefused(terms, abi.encodeWithSelector(IJobEscrow.JobEscrowJobExists.selector, jobId));

        IJobEscrow.Done[] memory done = new IJobEscrow.Done[](1);
        done[0] = doneBy(signerKey(1), jobId, 1, 0);
        escrow.releaseDone(jobId, vm.addr(SESSION), done);
        expectRefused(terms, abi.encodeWithSelector(IJobEscrow.JobEscrowJobExists.selector, jobId));
    }

    function test_badTermsAreRefused() public {
        IJobEscrow.JobTerms memory terms = termsFor(1, 1_000);
        terms.sessionKey = address(0);
        expectRefused(terms, abi.encodeWithSelector(IJobEscrow.JobEscrowZeroSessionKey.selector));

        terms = termsFor(0, 0);
        expectRefused(terms, abi.encodeWithSelector(IJobEscrow.JobEscrowBadAllocationCount.selector, 0, 32));

        terms = termsFor(33, 1);
        expectRefused(terms, abi.encodeWithSelector(IJobEscrow.JobEscrowBadAllocationCount.selector, 33, 32));

        terms = termsFor(2, 0);
        expectRefused(terms, abi.encodeWithSelector(IJobEscrow.JobEscrowBadCap.selector, 1, 0));

        terms = termsFor(2, 5);
        terms.allocations[1].nodeId = 1;
        expectRefused(terms, abi.encodeWithSelector(IJobEscrow.JobEscrowDuplicateNode.selector, 1));

        terms = termsFor(2, 5);
        terms.allocations[1].nodeId = 99;
        expectRefused(terms, abi.encodeWithSelector(IJobEscrow.JobEscrowNodeInactive.selector, 99));
        terms.allocations[1].nodeId = 0;
        expectRefused(terms, abi.encodeWithSelector(IJobEscrow.JobEscrowNodeInactive.selector, 0));
    }

    function test_badDeadlinesAreRefused() public {
        uint256 latest = block.timestamp + 7 days;
        uint40[3] memory deadlines = [uint40(block.timestamp), uint40(latest + 1), uint40(0)];
        for (uint256 i; i < deadlines.length; ++i) {
            IJobEscrow.JobTerms memory terms = termsFor(1, 1_000);
            terms.deadline = deadlines[i];
            expectRefused(
                terms,
                abi.encodeWithSelector(IJobEscrow.JobEscrowBadDeadline.selector, deadlines[i], block.timestamp, latest)
            );
        }
        IJobEscrow.JobTerms memory last = termsFor(1, 1_000);
        last.deadline = uint40(latest);
        vm.prank(requester(1));
        escrow.fund(last);
    }

    function test_budgetAboveTheFreeBalanceIsRefused() public {
        uint256 free = 20_000 * DOLLAR;
        vm.prank(requester(1));
        escrow.withdraw(RICH - free);
        uint256 budget = 4 * 9_000 * DOLLAR;
        IJobEscrow.JobTerms memory terms = termsFor(4, uint48(9_000 * DOLLAR));
        expectRefused(
            terms,
            abi.encodeWithSelector(IEscrowBalances.JobEscrowInsufficientBalance.selector, requester(1), budget, free)
        );
    }

    function test_openValueIsCoveredByStake() public {
        uint256 capacity = STAKE;
        fundJob(1, uint48(capacity - 10));
        IJobEscrow.JobTerms memory terms = termsFor(1, 11);
        expectRefused(
            terms,
            abi.encodeWithSelector(IJobEscrow.JobEscrowOverCapacity.selector, 1, capacity + 1, capacity)
        );
        fundJob(1, 10);
    }

    function test_inactiveAndJailedNodesGetNoNewJobs() public {
        vm.prank(ownerOf(2));
        registry.setActive(2, false);
        expectRefused(termsFor(2, 5), abi.encodeWithSelector(IJobEscrow.JobEscrowNodeInactive.selector, 2));

        jail(1, uint32(block.timestamp + 1));
        expectRefused(termsFor(1, 5), abi.encodeWithSelector(IJobEscrow.JobEscrowOverCapacity.selector, 1, 5, 0));
        vm.warp(block.timestamp + 1);
        fundJob(1, 5);
    }

    function test_anyoneMayRelaySignedTerms() public {
        IJobEscrow.JobTerms memory terms = termsFor(2, 1_000);
        bytes memory signature = signTerms(requesterKey(2), requester(2), terms);
        vm.prank(STRANGER);
        JobId jobId = escrow.fundBySig(requester(2), terms, signature);
        assertEq(escrow.jobOf(jobId).requester, requester(2), "requester");
        assertEq(escrow.freeBalanceOf(requester(2)), RICH - 2_000, "free");
    }

    function test_strangersSignatureOverTermsIsRefused() public {
        IJobEscrow.JobTerms memory terms = termsFor(1, 1_000);
        bytes32 digest = escrow.termsDigest(requester(2), terms);
        bytes memory signature = signTerms(0xBAD, requester(2), terms);
        expectError(abi.encodeWithSelector(IJobEscrow.JobEscrowBadTermsSignature.selector, requester(2), digest));
        escrow.fundBySig(requester(2), terms, signature);
    }

    function test_walletContractsMayFundBySignature() public {
        YesWallet wallet = new YesWallet();
        IJobEscrow.JobTerms memory terms = termsFor(1, 1_000);
        dollar.faucet(address(wallet), 1_000);
        vm.startPrank(address(wallet));
        dollar.approve(address(escrow), 1_000);
        escrow.deposit(1_000);
        vm.stopPrank();
        JobId jobId = escrow.fundBySig(address(wallet), terms, "");
        assertEq(escrow.jobOf(jobId).requester, address(wallet), "requester");
    }

    /// The session key may be a contract: its vouchers are settled one by one.
    function test_contractSessionKeysSettleOneByOne() public {
        IJobEscrow.JobTerms memory terms = termsFor(1, 1_000);
        JobId unknown = JobId.wrap(bytes20(uint160(1)));
        OneDigestWallet stranger = new OneDigestWallet(escrow.voucherDigest(headOf(unknown, 1, 0, 400)));
        YesWallet key = new YesWallet();
        terms.sessionKey = address(key);
        vm.prank(requester(1));
        JobId jobId = escrow.fund(terms);
        uint256 head = headOf(jobId, 1, 0, 400);

        assertEq(escrow.settleByContract(head, address(key), ""), 390, "net");
        assertEq(escrow.settleByContract(head, address(key), ""), 0, "replay");

        bytes32 digest = escrow.voucherDigest(head);
        expectError(
            abi.encodeWithSelector(IJobEscrow.JobEscrowBadVoucherSignature.selector, address(stranger), digest)
        );
        escrow.settleByContract(head, address(stranger), "");
        expectError(abi.encodeWithSelector(IJobEscrow.JobEscrowBadVoucherSignature.selector, STRANGER, digest));
        escrow.settleByContract(head, STRANGER, "");
    }

    function test_receiptsRootRidesOnAVoucher_alsoWhenItsTotalWasClaimed() public {
        JobId jobId = fundJob(1, 1_000);
        settleOne(row(jobId, 1, 0, 400));
        bytes32 root = keccak256("root");
        IJobEscrow.RootRow[] memory rows = new IJobEscrow.RootRow[](2);
        rows[0] = rootRow(SESSION, headOf(jobId, 1, 0, 400), root);
        rows[1] = rootRow(0xBAD, headOf(jobId, 1, 0, 500), root);

        vm.recordLogs();
        escrow.settleWithRoots(rows);

        Vm.Log[] memory logs = vm.getRecordedLogs();
        assertEq(logs.length, 2, "one root and the settlement; no root from a stranger");
        assertEq(logs[0].topics[0], IJobEscrow.ReceiptsRooted.selector, "event");
        rows[1] = rootRow(SESSION, headOf(jobId, 1, 0, 500), root);
        assertEq(escrow.settleWithRoots(rows), 500 - escrow.feeOn(500) - (400 - escrow.feeOn(400)), "net");
    }

    function rootRow(uint256 key, uint256 head, bytes32 root) private view returns (IJobEscrow.RootRow memory) {
        bytes32 typehash = keccak256(
            "RootVoucher(bytes20 jobId,uint32 nodeId,uint8 index,uint48 total,bytes32 receiptsRoot)"
        );
        bytes32 structHash = keccak256(
            abi.encode(
                typehash,
                bytes20(uint160(head >> 88)),
                uint32(head >> 56),
                uint8(head >> 48),
                uint48(head),
                root
            )
        );
        bytes32 digest = keccak256(abi.encodePacked(hex"1901", escrow.DOMAIN_SEPARATOR(), structHash));
        (bytes32 r, bytes32 vs) = compact(key, digest);
        return IJobEscrow.RootRow(head, root, r, vs);
    }

    function signTerms(uint256 key, address by, IJobEscrow.JobTerms memory terms) private view returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, escrow.termsDigest(by, terms));
        return abi.encodePacked(r, s, v);
    }

    function expectRefused(IJobEscrow.JobTerms memory terms, bytes memory encodedError) private {
        expectError(encodedError);
        vm.prank(requester(1));
        escrow.fund(terms);
    }
}
