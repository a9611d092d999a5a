/** What the chain's events say about one job: everything an auditor needs to compute who was paid what. */

import { parseEventLogs, type RpcLog } from 'viem'
import type { Hex } from '#protocol/bytes.ts'
import { type Address, type JobId, type NodeId, parseAddress, parseNodeId } from '#protocol/ids.ts'
import type { Allocation } from '#protocol/job.ts'
import { type Mode, parseMode } from '#protocol/mode.ts'
import type { Voucher } from '#protocol/voucher.ts'
import { jobEscrowAbi } from './generated/jobEscrow.ts'
import { type RowStatus, rowStatusOf, unpackHead } from './voucherHead.ts'

/** Where an event stands. */
export type EventPlace = {
  readonly txHash: Hex
  readonly blockNumber: bigint
  readonly logIndex: number
  /** Time of the block, Unix seconds. */
  readonly timestamp: number
}

/** One row of a settlement, before its signature was checked by us. */
export type SettledRow = { readonly voucher: Voucher; readonly status: RowStatus }

export type JobHistoryEntry =
  | {
      readonly type: 'funded'
      readonly requester: Address
      readonly sessionKey: Address
      /** Unix seconds. */
      readonly deadline: number
      readonly mode: Mode
      readonly termsHash: Hex
      readonly allocations: readonly Allocation[]
    }
  | {
      readonly type: 'amended'
      /** Micro-dollars added to the cap at each position. */
      readonly raised: readonly { readonly index: number; readonly by: bigint }[]
      readonly added: readonly Allocation[]
    }
  /** Only the rows of this job, in their order; also those that anyone handed in without a right to. */
  | { readonly type: 'settled'; readonly by: Address; readonly rows: readonly SettledRow[] }
  | {
      readonly type: 'rooted'
      readonly nodeId: NodeId
      readonly voucher: Voucher
      readonly receiptsRoot: Hex
    }
  /** `endsAt` in Unix seconds. */
  | { readonly type: 'closed'; readonly endsAt: number }
  /** `refund` in micro-dollars. */
  | { readonly type: 'released'; readonly requester: Address; readonly refund: bigint }

export type JobHistoryEvent = JobHistoryEntry & EventPlace

/** Returns what logs of the escrow say about a job, in their order; settlements of other jobs are left out. */
export function jobEventsIn(jobId: JobId, logs: readonly RpcLog[]): readonly JobEvent[] {
  return decodeLogs(logs)
    .flatMap((log): readonly JobEvent[] => {
      const entry = entryOf(jobId, log)
      if (entry === undefined) return []
      const { transactionHash: txHash, blockNumber, logIndex } = log
      return [{ ...entry, txHash, blockNumber, logIndex }]
    })
    .sort((a, b) => Number(a.blockNumber - b.blockNumber) || a.logIndex - b.logIndex)
}

export type JobEvent = JobHistoryEntry & Omit<EventPlace, 'timestamp'>
type EscrowLog = ReturnType<typeof decodeLogs>[number]

function decodeLogs(logs: readonly RpcLog[]) {
  return parseEventLogs({ abi: jobEscrowAbi, logs: [...logs] })
}

function entryOf(jobId: JobId, { eventName, args }: EscrowLog): JobHistoryEntry | undefined {
  switch (eventName) {
    case 'JobFunded':
      return {
        type: 'funded',
        requester: parseAddress(args.requester),
        sessionKey: parseAddress(args.sessionKey),
        deadline: args.deadline,
        mode: parseMode(args.mode),
        termsHash: args.termsHash,
        allocations: args.allocations.map(allocation),
      }
    case 'JobAmended': {
      const raised = args.raised.map(({ index, by }) => ({ index, by: BigInt(by) }))
      return { type: 'amended', raised, added: args.added.map(allocation) }
    }
    case 'Settled': {
      const rows = args.rows
        .map((row) => ({ voucher: unpackHead(row), status: rowStatusOf(row) }))
        .filter(({ voucher }) => voucher.jobId === jobId)
      return rows.length === 0 ? undefined : { type: 'settled', by: parseAddress(args.by), rows }
    }
    case 'ReceiptsRooted': {
      const { nodeId, head, receiptsRoot } = args
      return {
        type: 'rooted',
        nodeId: parseNodeId(nodeId),
        voucher: unpackHead(head),
        receiptsRoot,
      }
    }
    case 'JobClosed':
      return { type: 'closed', endsAt: args.endsAt }
    case 'JobReleased':
      return { type: 'released', requester: parseAddress(args.requester), refund: args.refund }
    default:
      return undefined
  }
}

function allocation({ nodeId, cap }: { nodeId: number; cap: number }): Allocation {
  return { nodeId: parseNodeId(nodeId), cap: BigInt(cap) }
}
