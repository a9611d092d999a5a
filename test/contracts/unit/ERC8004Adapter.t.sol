// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ERC8004Adapter} from "../../../contracts/ERC8004Adapter.sol";
import {IAgentFeedback} from "../../../contracts/interfaces/IAgentFeedback.sol";
import {IAgentIdentity} from "../../../contracts/interfaces/IAgentIdentity.sol";
import {IAgentValidation} from "../../../contracts/interfaces/IAgentValidation.sol";
import {INodeRegistry} from "../../../contracts/interfaces/INodeRegistry.sol";
import {IProbeCourt} from "../../../contracts/interfaces/IProbeCourt.sol";
import {ISignedEvidence} from "../../../contracts/interfaces/ISignedEvidence.sol";
import {LeafOpening} from "../../../contracts/libraries/RaceTranscript.sol";
import {JobId} from "../../../contracts/types/JobId.sol";
import {BenchWorld} from "../support/BenchWorld.sol";

/// @notice Agents are nodes, feedback is paid for, and validations are verdicts; and who tries to get around that.
contract ERC8004AdapterTest is BenchWorld {
    address[] private _nobody;
    ERC8004Adapter private _adapter;

    function setUp() public override {
        super.setUp();
        _adapter = new ERC8004Adapter(registry, escrow, IProbeCourt(address(court)), bench);
    }

    // Identity

    function test_agents_areNodes() public view {
        assertEq(_adapter.ownerOf(2), ownerOf(2), "owner");
        assertEq(_adapter.getAgentWallet(2), vm.addr(signerKey(2)), "signer");
        assertEq(keccak256(_adapter.getMetadata(2, "peerId")), keccak256(peerIdOf(2)), "peer id");
        assertEq(keccak256(_adapter.getMetadata(2, "operatorGroup")), keccak256(abi.encode(2)), "group");
        assertEq(
            keccak256(_adapter.getMetadata(2, "announcementHash")),
            keccak256(abi.encode(keccak256("record"))),
            "announcement"
        );
        INodeRegistry.Offer[] memory offers = abi.decode(_adapter.getMetadata(2, "offers"), (INodeRegistry.Offer[]));
        assertEq(offers.length, 2, "offers");
        assertEq(_adapter.getMetadata(2, "agentWallet").length, 0, "an unknown key");
        assertTrue(bytes(_adapter.tokenURI(2)).length > 400, "registration file");
        assertEq(keccak256(_head(_adapter.tokenURI(2), 29)), keccak256("data:application/json;base64,"), "a data URI");
    }

    function test_unknownAgents_areRefused() public {
        uint256[3] memory ids = [uint256(0), 99, uint256(type(uint32).max) + 2];
        for (uint256 i; i < ids.length; ++i) {
            expectError(abi.encodeWithSelector(IAgentIdentity.AdapterUnknownAgent.selector, ids[i]));
            _adapter.ownerOf(ids[i]);
        }
    }

    // Feedback

    function test_feedback_needsASettledVoucher() public {
        expectError(abi.encodeWithSelector(IAgentFeedback.AdapterUnpaidFeedback.selector, 1, requester(1)));
        _rate(requester(1), 1, 100);

        JobId jobId = fundJob(1, uint48(DOLLAR));
        expectError(abi.encodeWithSelector(IAgentFeedback.AdapterNothingSettled.selector, jobId, 0, 0, 0));
        vm.prank(requester(1));
        _adapter.openFeedback(jobId, vm.addr(SESSION), 0);

        _pay(jobId, 1, DOLLAR / 2);
        _open(requester(1), jobId);
        assertEq(_adapter.paidFor(1, requester(1)), DOLLAR / 2, "paid");
        expectEvent(address(_adapter));
        emit IAgentFeedback.NewFeedback(1, requester(1), 1, 100, 0, "math", "math", "", "", "", 0);
        _rate(requester(1), 1, 100);
        (int128 value, uint8 decimals, string memory tag, , bool revoked) = _adapter.readFeedback(1, requester(1), 1);
        assertTrue(value == 100 && decimals == 0 && !revoked, "read back");
        assertEq(keccak256(bytes(tag)), keccak256("math"), "tag");
        assertEq(_adapter.getClients(1).length, 1, "clients");
        assertEq(_adapter.getLastIndex(1, requester(1)), 1, "index");
    }

    function test_feedback_isGivenOnceForAPayment() public {
        JobId jobId = fundJob(1, uint48(DOLLAR));
        _pay(jobId, 1, DOLLAR / 2);
        _open(requester(1), jobId);
        _rate(requester(1), 1, 100);
        expectError(abi.encodeWithSelector(IAgentFeedback.AdapterUnpaidFeedback.selector, 1, requester(1)));
        _rate(requester(1), 1, 100);
        uint256 half = DOLLAR / 2;
        expectError(abi.encodeWithSelector(IAgentFeedback.AdapterNothingSettled.selector, jobId, 0, half, half));
        vm.prank(requester(1));
        _adapter.openFeedback(jobId, vm.addr(SESSION), 0);

        _pay(jobId, 1, DOLLAR);
        _open(requester(1), jobId);
        assertEq(_adapter.paidFor(1, requester(1)), half, "what is new");
        _rate(requester(1), 1, 0);
        assertEq(_adapter.getLastIndex(1, requester(1)), 2, "a second one");
    }

    function test_feedback_isForWhoPaid() public {
        JobId jobId = _paidJob(1, DOLLAR / 2);
        expectError(
            abi.encodeWithSelector(IAgentFeedback.AdapterNotRequester.selector, jobId, requester(1), requester(2))
        );
        vm.prank(requester(2));
        _adapter.openFeedback(jobId, vm.addr(SESSION), 0);
        _open(requester(1), jobId);
        expectError(abi.encodeWithSelector(IAgentFeedback.AdapterUnpaidFeedback.selector, 2, requester(1)));
        _rate(requester(1), 2, 100);
    }

    function test_operators_doNotRateThemselves() public {
        dollar.faucet(ownerOf(1), DOLLAR);
        vm.startPrank(ownerOf(1));
        dollar.approve(address(escrow), DOLLAR);
        escrow.deposit(DOLLAR);
        JobId jobId = escrow.fund(termsFor(1, uint48(DOLLAR)));
        vm.stopPrank();
        _pay(jobId, 1, DOLLAR);
        bytes memory refused = abi.encodeWithSelector(IAgentFeedback.AdapterSelfFeedback.selector, 1, ownerOf(1));
        expectError(refused);
        vm.prank(ownerOf(1));
        _adapter.openFeedback(jobId, vm.addr(SESSION), 0);
        expectError(refused);
        _rate(ownerOf(1), 1, 100);
        expectError(abi.encodeWithSelector(IAgentFeedback.AdapterSelfFeedback.selector, 1, vm.addr(signerKey(1))));
        _rate(vm.addr(signerKey(1)), 1, 100);
    }

    function test_values_areBounded() public {
        _open(requester(1), _paidJob(1, DOLLAR));
        int128 most = _adapter.MAX_VALUE();
        vm.startPrank(requester(1));
        expectError(abi.encodeWithSelector(IAgentFeedback.AdapterBadValue.selector, most + 1, 0, most));
        _adapter.giveFeedback(1, most + 1, 0, "", "", "", "", 0);
        expectError(abi.encodeWithSelector(IAgentFeedback.AdapterBadValue.selector, -most - 1, 0, most));
        _adapter.giveFeedback(1, -most - 1, 0, "", "", "", "", 0);
        expectError(abi.encodeWithSelector(IAgentFeedback.AdapterBadValue.selector, 1, 19, most));
        _adapter.giveFeedback(1, 1, 19, "", "", "", "", 0);
        string memory long = string(new bytes(65));
        expectError(abi.encodeWithSelector(IAgentFeedback.AdapterTagTooLong.selector, 65, 64));
        _adapter.giveFeedback(1, 1, 0, "", long, "", "", 0);
        vm.stopPrank();
        assertEq(_adapter.MAX_TAG_BYTES(), 64, "tag");
        assertEq(_adapter.SUMMARY_DECIMALS(), 18, "decimals");
    }

    /// A thousand small voices weigh what they paid, not what they count.
    function test_summary_weighsWhatWasPaid() public {
        _open(requester(1), _paidJob(1, 3 * DOLLAR));
        _rate(requester(1), 1, 100);
        for (uint256 i; i < 3; ++i) {
            _open(requester(1), _paidJob(1, DOLLAR / 3));
            vm.prank(requester(1));
            _adapter.giveFeedback(1, -1_000, 1, "code", "fast", "", "", 0);
        }
        (uint64 count, int128 mean, uint8 decimals) = _adapter.getSummary(1, _nobody, "", "");
        assertTrue(count == 4 && decimals == 18, "count");
        // (3 * 100 - 1 * 100) / 4, a little off since thirds round down
        assertTrue(mean > 50e18 && mean < 50.001e18, "mean");
        (count, mean, ) = _adapter.getSummary(1, _nobody, "math", "");
        assertTrue(count == 1 && mean == 100e18, "by tag");
        (count, mean, ) = _adapter.getSummary(1, _nobody, "", "fast");
        assertTrue(count == 3 && mean == -100e18, "by the second tag");
        address[] memory one = new address[](1);
        one[0] = requester(2);
        (count, mean, ) = _adapter.getSummary(1, one, "", "");
        assertTrue(count == 0 && mean == 0, "of another client");
    }

    function test_feedback_isRevokedOnceByItsGiver() public {
        _open(requester(1), _paidJob(1, DOLLAR));
        _rate(requester(1), 1, 100);
        bytes memory none = abi.encodeWithSelector(IAgentFeedback.AdapterNoFeedback.selector, 1, requester(2), 1);
        expectError(none);
        vm.prank(requester(2));
        _adapter.revokeFeedback(1, 1);
        expectEvent(address(_adapter));
        emit IAgentFeedback.ResponseAppended(1, requester(1), 1, address(this), "uri", keccak256("answer"));
        _adapter.appendResponse(1, requester(1), 1, "uri", keccak256("answer"));
        expectError(none);
        _adapter.appendResponse(1, requester(2), 1, "", 0);

        vm.startPrank(requester(1));
        _adapter.revokeFeedback(1, 1);
        expectError(abi.encodeWithSelector(IAgentFeedback.AdapterNoFeedback.selector, 1, requester(1), 1));
        _adapter.revokeFeedback(1, 1);
        vm.stopPrank();
        (uint64 count, , ) = _adapter.getSummary(1, _nobody, "", "");
        assertEq(count, 0, "revoked");
        assertEq(_adapter.paidFor(1, requester(1)), 0, "the payment stays used");
    }

    // Validation

    function test_verdicts_arePresentedByAnyoneOnce() public {
        (ISignedEvidence.SignedReceipt memory signed, LeafOpening memory opening, uint256 better) = faulty(1);
        bytes32 digest = court.receiptDigest(signed.receipt);
        bytes memory none = abi.encodeWithSelector(IAgentValidation.AdapterNoVerdict.selector, digest);
        expectError(none);
        _adapter.presentVerdict(signed.receipt);
        expectError(none);
        _adapter.getValidationStatus(digest);

        court.proveRaceFault(signed, SEED, opening, better, address(0));
        assertEq(_adapter.presentVerdict(signed.receipt), digest, "request");
        (address validator, uint256 agentId, uint8 response, , string memory tag, uint256 since) = _adapter
            .getValidationStatus(digest);
        assertEq(validator, address(court), "court");
        assertTrue(agentId == 1 && response == 0 && since == time(), "a fault");
        assertEq(keccak256(bytes(tag)), keccak256("fault"), "tag");
        expectError(abi.encodeWithSelector(IAgentValidation.AdapterPresentedBefore.selector, digest, 0));
        _adapter.presentVerdict(signed.receipt);

        // another receipt of the same task is not what was punished
        signed.receipt.amount += 1;
        digest = court.receiptDigest(signed.receipt);
        expectError(abi.encodeWithSelector(IAgentValidation.AdapterNoVerdict.selector, digest));
        _adapter.presentVerdict(signed.receipt);
    }

    function test_aPass_isPresentedAndReplacedByAFault() public {
        Probe memory one = aProbe(5);
        vm.prank(ownerOf(5));
        bench.reportProbe(5, one.epoch, one.opening, one.signed, true, 0);
        bool isOwn = one.drawn == 5;
        if (isOwn) return;
        _adapter.presentVerdict(one.signed.receipt);
        (uint64 count, uint8 mean) = _validations(one.drawn, _nobody, "probe");
        assertTrue(count == 1 && mean == 100, "passed");

        court.proveRaceFault(one.signed, SEED, one.leaf, one.better, address(0));
        _adapter.presentVerdict(one.signed.receipt);
        (count, mean) = _validations(one.drawn, _nobody, "");
        assertTrue(count == 1 && mean == 0, "replaced");
        address[] memory list = new address[](1);
        list[0] = address(bench);
        (count, ) = _validations(one.drawn, list, "");
        assertEq(count, 0, "of the bench");
        list[0] = address(court);
        (count, ) = _validations(one.drawn, list, "fault");
        assertEq(count, 1, "of the court");
        assertEq(_adapter.getAgentValidations(one.drawn).length, 1, "one request");
    }

    function test_constants_ofTheAdapter() public view {
        assertEq(address(_adapter.REGISTRY()), address(registry), "registry");
        assertEq(address(_adapter.ESCROW()), address(escrow), "escrow");
        assertEq(address(_adapter.COURT()), address(court), "court");
        assertEq(address(_adapter.BENCH()), address(bench), "bench");
        assertEq(_adapter.PASSED(), 100, "passed");
        assertEq(_adapter.FAILED(), 0, "failed");
    }

    function _validations(
        uint32 nodeId,
        address[] memory validators,
        string memory tag
    ) private view returns (uint64, uint8) {
        return IAgentValidation(address(_adapter)).getSummary(nodeId, validators, tag);
    }

    function _rate(address by, uint256 agentId, int128 value) private {
        vm.prank(by);
        _adapter.giveFeedback(agentId, value, 0, "math", "", "", "", 0);
    }

    function _open(address by, JobId jobId) private {
        vm.prank(by);
        _adapter.openFeedback(jobId, vm.addr(SESSION), 0);
    }

    function _pay(JobId jobId, uint32 nodeId, uint256 total) private {
        settleOne(row(jobId, nodeId, 0, uint48(total)));
    }

    function _paidJob(uint32 nodeId, uint256 total) private returns (JobId jobId) {
        jobId = fundJob(1, uint48(total));
        _pay(jobId, nodeId, total);
    }

    function _head(string memory text, uint256 length) private pure returns (bytes memory head) {
        head = new bytes(length);
        for (uint256 i; i < length; ++i) head[i] = bytes(text)[i];
    }
}
