// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {INodeRegistry} from "../interfaces/INodeRegistry.sol";
import {INodeStaking} from "../interfaces/INodeStaking.sol";
import {IEscrowBalances} from "../interfaces/IEscrowBalances.sol";
import {IJobEscrow} from "../interfaces/IJobEscrow.sol";
import {Accounts} from "../libraries/Accounts.sol";
import {Lanes} from "../libraries/Lanes.sol";
import {JobId} from "../types/JobId.sol";
import {EscrowBalances} from "./EscrowBalances.sol";

/// @title EscrowAllocations
/// @notice The part of the escrow that keeps what each node can be paid for each job.
/// @dev An allocation is found under (session key, job id, position), two of them in a word. What a node's unreleased
/// jobs can pay it in all is its open value; when a job is funded or amended, the node's stake must cover that.
abstract contract EscrowAllocations is EscrowBalances {
    /// @dev A word behind a reference, so that reading and writing it hashes its place once.
    struct Slot {
        uint256 word;
    }

    uint256 public constant MAX_ALLOCATIONS = 32;

    /// @inheritdoc IJobEscrow
    INodeRegistry public immutable REGISTRY;
    /// @inheritdoc IJobEscrow
    INodeStaking public immutable STAKING;

    mapping(address sessionKey => mapping(bytes32 wordKey => Slot lanes)) internal _lanes;
    mapping(uint32 nodeId => Slot account) internal _accounts;

    constructor(INodeRegistry registry, INodeStaking staking) {
        require(address(registry) != address(0) && address(staking) != address(0), JobEscrowZeroAddress());
        REGISTRY = registry;
        STAKING = staking;
    }

    /// @inheritdoc IEscrowBalances
    function openAccount(uint32 nodeId) external {
        require(msg.sender == address(REGISTRY), JobEscrowNotRegistry(msg.sender, address(REGISTRY)));
        _accounts[nodeId].word |= Accounts.OPENED;
    }

    /// @inheritdoc IEscrowBalances
    function accountOf(uint32 nodeId) external view returns (NodeAccount memory) {
        return Accounts.toStruct(_accounts[nodeId].word);
    }

    /// @inheritdoc IJobEscrow
    function allocationAt(JobId jobId, address sessionKey, uint8 index) public view returns (AllocationView memory) {
        uint256 lane = Lanes.laneAt(_lanes[sessionKey][Lanes.wordKey(jobId, index)].word, index);
        return AllocationView(Lanes.nodeId(lane), Lanes.cap(lane), Lanes.claimed(lane));
    }

    /// @dev Writes new allocations behind the ones that are there, and returns the sum of their caps.
    function _append(
        JobId jobId,
        address sessionKey,
        Allocation[] calldata list,
        uint256[] memory existing
    ) internal returns (uint256 sum) {
        uint256 count = existing.length + list.length;
        require(count <= MAX_ALLOCATIONS, JobEscrowBadAllocationCount(count, MAX_ALLOCATIONS));
        uint32[] memory nodeIds = new uint32[](list.length);
        uint256[] memory caps = new uint256[](list.length);
        for (uint256 i; i < list.length; ++i) {
            (nodeIds[i], caps[i]) = (list[i].nodeId, list[i].cap);
            require(caps[i] != 0, JobEscrowBadCap(nodeIds[i], 0));
            sum += caps[i];
        }
        _requireDistinct(nodeIds, existing);
        _reserve(nodeIds, caps);
        _writeLanes(jobId, _lanes[sessionKey], existing.length, nodeIds, caps);
    }

    /// @dev Raises caps by position, and returns by how much in all.
    function _raise(
        JobId jobId,
        address sessionKey,
        CapRaise[] calldata raised,
        uint256 count
    ) internal returns (uint256 sum) {
        if (raised.length == 0) return 0;
        uint32[] memory nodeIds = new uint32[](raised.length);
        uint256[] memory amounts = new uint256[](raised.length);
        for (uint256 i; i < raised.length; ++i) {
            require(raised[i].index < count, JobEscrowUnknownIndex(jobId, raised[i].index, count));
            nodeIds[i] = _raiseOne(jobId, _lanes[sessionKey], raised[i].index, raised[i].by);
            amounts[i] = raised[i].by;
            sum += amounts[i];
        }
        _reserve(nodeIds, amounts);
    }

    /// @dev Empties a released job's allocations, closes their value, and returns what nobody claimed.
    function _clear(
        JobId jobId,
        address sessionKey,
        uint256[] memory lanes
    ) internal virtual returns (uint256 remainder) {
        for (uint256 i; i < lanes.length; ++i) {
            uint256 cap = Lanes.cap(lanes[i]);
            remainder += cap - Lanes.claimed(lanes[i]);
            Slot storage account = _accounts[Lanes.nodeId(lanes[i])];
            account.word = Accounts.subtractOpen(account.word, cap);
            if (i & 1 == 0) delete _lanes[sessionKey][Lanes.wordKey(jobId, i)].word;
        }
    }

    function _lanesOf(JobId jobId, address sessionKey, uint256 count) internal view returns (uint256[] memory lanes) {
        lanes = new uint256[](count);
        uint256 word;
        for (uint256 i; i < count; ++i) {
            if (i & 1 == 0) word = _lanes[sessionKey][Lanes.wordKey(jobId, i)].word;
            lanes[i] = Lanes.laneAt(word, i);
        }
        require(lanes[0] != 0, JobEscrowWrongSessionKey(jobId, sessionKey));
    }

    function _writeLanes(
        JobId jobId,
        mapping(bytes32 wordKey => Slot lanes) storage slots,
        uint256 first,
        uint32[] memory nodeIds,
        uint256[] memory caps
    ) private {
        uint256 word = first & 1 == 0 ? 0 : slots[Lanes.wordKey(jobId, first)].word;
        for (uint256 i; i < nodeIds.length; ++i) {
            uint256 index = first + i;
            word |= Lanes.make(nodeIds[i], caps[i]) << Lanes.shiftOf(index);
            if (index & 1 == 1 || i + 1 == nodeIds.length) {
                slots[Lanes.wordKey(jobId, index)].word = word;
                word = 0;
            }
        }
    }

    function _raiseOne(
        JobId jobId,
        mapping(bytes32 wordKey => Slot lanes) storage slots,
        uint256 index,
        uint256 by
    ) private returns (uint32 nodeId) {
        Slot storage slot = slots[Lanes.wordKey(jobId, index)];
        uint256 lane = Lanes.laneAt(slot.word, index);
        uint256 newCap = Lanes.cap(lane) + by;
        nodeId = Lanes.nodeId(lane);
        require(by != 0 && newCap <= type(uint48).max, JobEscrowBadCap(nodeId, newCap));

        slot.word += Lanes.make(0, by) << Lanes.shiftOf(index);
    }

    /// @dev Counts value as open for nodes that take new jobs and whose stake covers it.
    function _reserve(uint32[] memory nodeIds, uint256[] memory amounts) private {
        uint256 inactive = REGISTRY.firstInactive(nodeIds);
        require(inactive >= nodeIds.length, JobEscrowNodeInactive(_at(nodeIds, inactive)));
        uint64[] memory capacities = STAKING.capacityOf(nodeIds);
        for (uint256 i; i < nodeIds.length; ++i) {
            Slot storage account = _accounts[nodeIds[i]];
            uint256 open = Accounts.open(account.word) + amounts[i];
            require(open <= capacities[i], JobEscrowOverCapacity(nodeIds[i], open, capacities[i]));
            account.word = Accounts.addOpen(account.word, amounts[i]);
        }
    }

    /// @dev A node has one allocation per job: two would let one Done speak for the wrong one.
    function _requireDistinct(uint32[] memory nodeIds, uint256[] memory existing) private pure {
        for (uint256 i; i < nodeIds.length; ++i) {
            uint32 nodeId = nodeIds[i];
            for (uint256 j; j < i; ++j) require(nodeIds[j] != nodeId, JobEscrowDuplicateNode(nodeId));
            for (uint256 j; j < existing.length; ++j) {
                require(Lanes.nodeId(existing[j]) != nodeId, JobEscrowDuplicateNode(nodeId));
            }
        }
    }

    function _at(uint32[] memory nodeIds, uint256 position) internal pure returns (uint32) {
        return position < nodeIds.length ? nodeIds[position] : 0;
    }
}
