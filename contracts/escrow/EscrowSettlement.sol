// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";
import {IEscrowBalances} from "../interfaces/IEscrowBalances.sol";
import {IJobEscrow} from "../interfaces/IJobEscrow.sol";
import {Accounts} from "../libraries/Accounts.sol";
import {Lanes} from "../libraries/Lanes.sol";
import {Vouchers} from "../libraries/Vouchers.sol";
import {EscrowAllocations} from "./EscrowAllocations.sol";

/// @title EscrowSettlement
/// @notice The part of the escrow that turns vouchers into what nodes can pull, and takes the protocol fee.
/// @dev Nothing in a row can revert the batch: heads are full words, positions are mapping keys, sums are compared
/// before they are subtracted. Settle calls no other contract and reads no pause.
abstract contract EscrowSettlement is EscrowAllocations, EIP712 {
    using SafeERC20 for IERC20;

    /// @dev What a batch has gained: for the node of the current run of rows, and in all.
    struct Tally {
        uint256 nodeId;
        uint256 gross;
        uint256 fee;
        uint256 allNet;
        uint256 allFee;
    }

    /// @dev Running totals, so that the slot is never emptied.
    struct Fees {
        uint128 taken;
        uint128 collected;
    }

    uint256 public constant FEE_BPS = 250;
    uint256 public constant BURN_BPS = 5_000;
    /// @notice Most rows of one settlement: the rows' results stay in memory, whose price grows with the square.
    uint256 public constant MAX_ROWS = 512;
    address public constant BURN_ADDRESS = 0x000000000000000000000000000000000000dEaD;
    uint256 private constant BPS = 10_000;

    address public immutable TREASURY;

    Fees private _fees;

    constructor(address treasury) {
        require(treasury != address(0), JobEscrowZeroAddress());
        TREASURY = treasury;
    }

    /// @inheritdoc IJobEscrow
    function settle(Row[] calldata rows) external returns (uint256 net) {
        require(rows.length <= MAX_ROWS, JobEscrowTooManyRows(rows.length, MAX_ROWS));
        bytes32 domain = _domainSeparatorV4();
        uint256[] memory results = new uint256[](rows.length);
        Tally memory tally;
        for (uint256 i; i < rows.length; ++i) {
            Row calldata row = rows[i];
            (address signer, , ) = ECDSA.tryRecover(Vouchers.digest(row.head, domain), row.r, row.vs);
            results[i] = _apply(tally, row.head, signer);
        }
        return _finish(tally, results);
    }

    /// @inheritdoc IJobEscrow
    function settleWithRoots(RootRow[] calldata rows) external returns (uint256 net) {
        require(rows.length <= MAX_ROWS, JobEscrowTooManyRows(rows.length, MAX_ROWS));
        bytes32 domain = _domainSeparatorV4();
        uint256[] memory results = new uint256[](rows.length);
        Tally memory tally;
        for (uint256 i; i < rows.length; ++i) {
            RootRow calldata row = rows[i];
            bytes32 digest = Vouchers.rootDigest(row.head, row.receiptsRoot, domain);
            (address signer, , ) = ECDSA.tryRecover(digest, row.r, row.vs);
            results[i] = _apply(tally, row.head, signer);
            if (results[i] >> Vouchers.STATUS_SHIFT > uint256(RowStatus.Stale)) continue;
            emit ReceiptsRooted(Vouchers.jobId(row.head), Vouchers.nodeId(row.head), row.head, row.receiptsRoot);
        }
        return _finish(tally, results);
    }

    /// @inheritdoc IJobEscrow
    function settleByContract(
        uint256 head,
        address sessionKey,
        bytes calldata signature
    ) external returns (uint256 net) {
        bytes32 digest = voucherDigest(head);
        require(
            SignatureChecker.isValidERC1271SignatureNowCalldata(sessionKey, digest, signature),
            JobEscrowBadVoucherSignature(sessionKey, digest)
        );
        uint256[] memory results = new uint256[](1);
        Tally memory tally;
        results[0] = _apply(tally, head, sessionKey);
        return _finish(tally, results);
    }

    /// @inheritdoc IEscrowBalances
    function pull(uint32[] calldata nodeIds, address to) external returns (uint256 amount) {
        require(to != address(0), JobEscrowZeroAddress());
        for (uint256 i; i < nodeIds.length; ++i) {
            address owner = REGISTRY.ownerOf(nodeIds[i]);
            require(msg.sender == owner, JobEscrowNotNodeOwner(nodeIds[i], owner, msg.sender));
            Slot storage account = _accounts[nodeIds[i]];
            amount += Accounts.owed(account.word);
            account.word = Accounts.withoutOwed(account.word);
        }
        emit Pulled(msg.sender, to, amount, nodeIds);

        TOKEN.safeTransfer(to, amount);
    }

    /// @inheritdoc IEscrowBalances
    function collectFees() external returns (uint256 burned, uint256 toTreasury) {
        uint256 due = _fees.taken - _fees.collected;
        burned = (due * BURN_BPS) / BPS;
        toTreasury = due - burned;

        _fees.collected = _fees.taken;
        emit FeesCollected(burned, toTreasury);

        TOKEN.safeTransfer(BURN_ADDRESS, burned);
        TOKEN.safeTransfer(TREASURY, toTreasury);
    }

    /// @inheritdoc IEscrowBalances
    function fees() external view returns (uint256 taken, uint256 collected) {
        return (_fees.taken, _fees.collected);
    }

    /// @inheritdoc IEscrowBalances
    function feeOn(uint256 total) public pure returns (uint256) {
        return (total * FEE_BPS) / BPS;
    }

    /// @inheritdoc IJobEscrow
    function voucherDigest(uint256 head) public view returns (bytes32) {
        return Vouchers.digest(head, _domainSeparatorV4());
    }

    /// @dev Pays out of an allocation what the voucher has above what was claimed, and returns the head with the row's
    /// status; nothing in here can revert.
    function _apply(Tally memory tally, uint256 head, address signer) internal virtual returns (uint256) {
        if (signer == address(0)) return Vouchers.withStatus(head, uint256(RowStatus.BadSignature));
        uint256 index = Vouchers.index(head);
        Slot storage slot = _lanes[signer][Lanes.wordKey(Vouchers.jobId(head), index)];
        uint256 word = slot.word;
        uint256 lane = Lanes.laneAt(word, index);
        uint256 nodeId = Vouchers.nodeId(head);
        if (nodeId == 0 || Lanes.nodeId(lane) != nodeId) {
            return Vouchers.withStatus(head, uint256(RowStatus.UnknownAllocation));
        }

        uint256 total = Vouchers.total(head);
        uint256 cap = Lanes.cap(lane);
        uint256 claimed = Lanes.claimed(lane);
        uint256 claimable = _claimable(total, cap);
        if (claimable <= claimed) return Vouchers.withStatus(head, uint256(RowStatus.Stale));

        if (nodeId != tally.nodeId) {
            _flush(tally);
            tally.nodeId = nodeId;
        }
        // claimable is above claimed and at most the cap, so the sum stays inside the lane's lowest 48 bits. The
        // tally has at most 512 addends of 48 bits.
        unchecked {
            slot.word = word + ((claimable - claimed) << Lanes.shiftOf(index));
            tally.gross += claimable - claimed;
            tally.fee += _feeBetween(claimed, claimable);
        }
        return Vouchers.withStatus(head, uint256(total > cap ? RowStatus.Capped : RowStatus.Paid));
    }

    /// @dev A voucher above its cap is paid up to the cap, so that the order of vouchers does not matter.
    function _claimable(uint256 total, uint256 cap) internal pure virtual returns (uint256) {
        return total < cap ? total : cap;
    }

    /// @dev The difference of a function of the running total, so that no way of splitting vouchers changes the sum.
    function _feeBetween(uint256 claimed, uint256 claimable) internal pure virtual returns (uint256) {
        unchecked {
            return (claimable * FEE_BPS) / BPS - (claimed * FEE_BPS) / BPS;
        }
    }

    /// @dev Credits the node of the current run of rows.
    function _flush(Tally memory tally) private {
        (uint256 gross, uint256 fee) = (tally.gross, tally.fee);
        if (gross == 0) return;
        Slot storage account = _accounts[uint32(tally.nodeId)];
        // The fee is a part of the gross, and both are sums that fit.
        unchecked {
            account.word = Accounts.credit(account.word, gross - fee, fee);
            tally.allNet += gross - fee;
            tally.allFee += fee;
        }
        tally.gross = 0;
        tally.fee = 0;
    }

    function _finish(Tally memory tally, uint256[] memory results) private returns (uint256 net) {
        _flush(tally);
        if (tally.allFee != 0) _fees.taken += uint128(tally.allFee);
        emit Settled(msg.sender, tally.allNet, tally.allFee, results);
        return tally.allNet;
    }
}
