// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {JobEscrow} from "../../../contracts/JobEscrow.sol";
import {IJobEscrow} from "../../../contracts/interfaces/IJobEscrow.sol";
import {INodeRegistry} from "../../../contracts/interfaces/INodeRegistry.sol";
import {INodeStaking} from "../../../contracts/interfaces/INodeStaking.sol";
import {JobId} from "../../../contracts/types/JobId.sol";
import {World} from "../support/World.sol";

/// @notice What an escrow is built from.
struct Parts {
    IERC20 token;
    INodeRegistry registry;
    INodeStaking staking;
    address treasury;
    address guardian;
}

/// @notice Builds an escrow for the handler, so that one handler serves every mutant.
interface IEscrowFactory {
    function build(Parts calldata parts) external returns (JobEscrow);
}

/// @notice Does what requesters, nodes, relayers, the guardian and strangers do, in any order, and keeps its own books.
/// @dev Every verb really does something in every state. The books are what the checks compare the escrow with.
contract EscrowHandler is World {
    struct Book {
        JobId id;
        uint256 requester;
        bool released;
        uint48[] caps;
        uint48[] claimed;
    }

    uint256 internal constant VERBS = 9;
    uint256 private constant ROWS = 4;
    /// @dev Of the default profile, without calldata: what a batch and a row may cost.
    uint256 private constant BATCH_GAS = 60_000;
    uint256 private constant ROW_GAS = 36_000;

    Book[] internal _books;
    uint256[VERBS] public done;
    uint256 public calls;
    uint256 internal _now;
    mapping(uint256 requester => uint256 amount) internal _freeBook;
    mapping(uint32 nodeId => uint256 amount) internal _earnedBook;
    mapping(uint32 nodeId => uint256 amount) internal _pulledBook;
    uint256 internal _feeBook;
    bool internal _guardianTookMoney;
    bool internal _blockedWhilePaused;
    bool internal _tooMuchGas;

    IEscrowFactory private _factory;

    /// @param factory Builds the escrow; zero for the real one.
    constructor(IEscrowFactory factory) {
        _factory = factory;
        super.setUp();
        _now = time();
        for (uint256 i = 1; i <= 3; ++i) _freeBook[i] = RICH;
        _fund(1);
        _fund(2);
    }

    function setUp() public override {}

    function newEscrow() internal override returns (JobEscrow) {
        if (address(_factory) == address(0)) return super.newEscrow();
        return _factory.build(Parts(dollar, registry, staking, TREASURY, GUARDIAN));
    }

    modifier counted(uint256 verb) {
        vm.warp(_now);
        ++calls;
        _;
        ++done[verb];
        _now = time();
    }

    /// @dev One verb, chosen by the seed: how the mutant tests drive the handler.
    function act(uint256 seed) external {
        uint256 verb = seed % VERBS;
        seed = uint256(keccak256(abi.encode(seed)));
        if (verb == 0) deposit(seed);
        else if (verb == 1) withdraw(seed);
        else if (verb == 2) fund(seed);
        else if (verb == 3) amend(seed);
        else if (verb == 4) settle(seed);
        else if (verb == 5) release(seed);
        else if (verb == 6) releaseDone(seed);
        else if (verb == 7) pull(seed);
        else pause(seed);
    }

    function deposit(uint256 seed) public counted(0) {
        _unpaused();
        (uint256 who, uint256 amount) = (1 + (seed % 3), bound(seed >> 8, 1, 10_000));
        vm.startPrank(requester(who));
        dollar.approve(address(escrow), amount);
        dollar.faucet(requester(who), amount);
        escrow.deposit(amount);
        vm.stopPrank();
        _freeBook[who] += amount;
    }

    function withdraw(uint256 seed) public counted(1) {
        _withdraw(1 + (seed % 3), bound(seed >> 8, 1, 5_000));
    }

    function fund(uint256 seed) public counted(2) {
        _unpaused();
        _fund(seed);
    }

    function amend(uint256 seed) public counted(3) {
        _unpaused();
        _fund(seed);
        uint256 job = _books.length - 1;
        Book storage book = _books[job];
        IJobEscrow.CapRaise[] memory raised = new IJobEscrow.CapRaise[](1);
        raised[0] = IJobEscrow.CapRaise(uint8(seed % book.caps.length), uint48(bound(seed >> 8, 1, 900)));
        uint256 sum = raised[0].by;
        book.caps[raised[0].index] += raised[0].by;
        IJobEscrow.Allocation[] memory added = new IJobEscrow.Allocation[](book.caps.length < 4 ? 1 : 0);
        if (added.length == 1) {
            added[0] = IJobEscrow.Allocation(uint32(book.caps.length + 1), uint48(bound(seed >> 24, 1, 900)));
            sum += added[0].cap;
            book.caps.push(added[0].cap);
            book.claimed.push(0);
        }
        vm.prank(requester(book.requester));
        escrow.amend(book.id, vm.addr(SESSION), raised, added);
        _freeBook[book.requester] -= sum;
    }

    function settle(uint256 seed) public counted(4) {
        _settle(seed);
    }

    function release(uint256 seed) public counted(5) {
        uint256 job = _openJob(seed);
        Book storage book = _books[job];
        if (escrow.jobOf(book.id).status == IJobEscrow.JobStatus.Funded) {
            vm.prank(requester(book.requester));
            escrow.close(book.id);
        }
        uint256 releasableAt = escrow.jobOf(book.id).endsAt + escrow.GRACE();
        if (releasableAt > time()) vm.warp(releasableAt);
        vm.prank(STRANGER);
        try escrow.release(book.id, vm.addr(SESSION)) {
            _bookRelease(book);
        } catch {
            _noteBlocked();
        }
    }

    function releaseDone(uint256 seed) public counted(6) {
        Book storage book = _books[_openJob(seed)];
        IJobEscrow.Done[] memory words = new IJobEscrow.Done[](book.caps.length);
        for (uint256 i; i < words.length; ++i) {
            words[i] = doneBy(signerKey(i + 1), book.id, uint32(i + 1), book.claimed[i]);
        }
        try escrow.releaseDone(book.id, vm.addr(SESSION), words) {
            _bookRelease(book);
        } catch {
            _noteBlocked();
        }
    }

    function pull(uint256 seed) public counted(7) {
        uint32[] memory nodeIds = new uint32[](1);
        nodeIds[0] = uint32(1 + (seed % 4));
        vm.prank(ownerOf(nodeIds[0]));
        _pulledBook[nodeIds[0]] += escrow.pull(nodeIds, ownerOf(nodeIds[0]));
        if (seed % 5 == 0) escrow.collectFees();
    }

    /// @dev The guardian does its worst, and then everybody goes on working.
    function pause(uint256 seed) public counted(8) {
        vm.warp(time() + 8 days);
        uint256 before = _withdrawable();
        vm.startPrank(GUARDIAN);
        if (escrow.pausedUntil() + 7 days <= time()) escrow.pause(uint40(time() + 72 hours));
        if (seed % 4 == 0) escrow.unpause();
        vm.stopPrank();
        if (_withdrawable() != before) _guardianTookMoney = true;
        _withdraw(1 + (seed % 3), 1);
        _settle(seed >> 16);
    }

    function bookCount() external view returns (uint256) {
        return _books.length;
    }

    function _fund(uint256 seed) private {
        uint256 who = 1 + (seed % 3);
        uint256 nodes = 1 + ((seed >> 8) % 4);
        IJobEscrow.JobTerms memory terms = termsFor(nodes, 1);
        Book storage book = _books.push();
        for (uint256 i; i < nodes; ++i) {
            uint48 cap = uint48(bound(uint256(keccak256(abi.encode(seed, i))), 1, 3_000));
            terms.allocations[i].cap = cap;
            book.caps.push(cap);
            book.claimed.push(0);
            _freeBook[who] -= cap;
        }
        vm.prank(requester(who));
        book.id = escrow.fund(terms);
        book.requester = who;
    }

    /// @dev A batch of good, stale, capped, foreign and broken rows, sometimes handed in twice.
    function _settle(uint256 seed) private {
        uint256 job = _openJob(seed);
        Book storage book = _books[job];
        IJobEscrow.Row[] memory rows = new IJobEscrow.Row[](ROWS);
        for (uint256 i; i < ROWS; ++i) {
            uint256 random = uint256(keccak256(abi.encode(seed, i)));
            uint8 index = uint8(random % book.caps.length);
            uint48 total = uint48(bound(random >> 8, 1, 4_000));
            if (i == 2) {
                rows[i] = rowBy(0xBAD, headOf(book.id, index + 1, index, total));
                continue;
            }
            rows[i] = row(book.id, index + 1, index, total);
            _bookVoucher(book, index, total);
        }
        uint256 before = gasleft();
        try escrow.settle(rows) {
            if (before - gasleft() > BATCH_GAS + ROWS * ROW_GAS) _tooMuchGas = true;
            if (seed % 3 == 0) escrow.settle(rows);
        } catch {
            _noteBlocked();
        }
        if (claimedOf(book.id, 0) != book.claimed[0]) _noteBlocked();
    }

    function _bookVoucher(Book storage book, uint8 index, uint48 total) private {
        uint48 claimable = total < book.caps[index] ? total : book.caps[index];
        uint48 claimed = book.claimed[index];
        if (claimable <= claimed) return;
        book.claimed[index] = claimable;
        uint256 fee = escrow.feeOn(claimable) - escrow.feeOn(claimed);
        _feeBook += fee;
        _earnedBook[index + 1] += claimable - claimed - fee;
    }

    function _bookRelease(Book storage book) private {
        book.released = true;
        for (uint256 i; i < book.caps.length; ++i) _freeBook[book.requester] += book.caps[i] - book.claimed[i];
    }

    function _withdraw(uint256 who, uint256 amount) private {
        vm.prank(requester(who));
        try escrow.withdraw(amount) {
            _freeBook[who] -= amount;
        } catch {
            _guardianTookMoney = true;
            _noteBlocked();
        }
    }

    function _openJob(uint256 seed) private returns (uint256) {
        for (uint256 i; i < _books.length; ++i) {
            uint256 job = ((seed % _books.length) + i) % _books.length;
            if (!_books[job].released) return job;
        }
        _unpaused();
        _fund(seed);
        return _books.length - 1;
    }

    function _unpaused() private {
        if (escrow.pausedUntil() > time()) vm.warp(escrow.pausedUntil());
    }

    function _noteBlocked() private {
        if (escrow.pausedUntil() > time()) _blockedWhilePaused = true;
    }

    function _withdrawable() internal view returns (uint256 sum) {
        for (uint256 i = 1; i <= 3; ++i) sum += escrow.freeBalanceOf(requester(i));
        for (uint32 nodeId = 1; nodeId <= 4; ++nodeId) sum += owedTo(nodeId);
    }
}
