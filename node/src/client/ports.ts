/** What the client needs from the outside, in the words it uses: connectChain and connectTransport bind the real ones, tests bring their own. */

import type { JobHistoryEvent } from '#chain/jobHistory.ts'
import type { OnChainNode } from '#chain/onChainNode.ts'
import type { OnChainAllocation } from '#chain/readAllocations.ts'
import type { OnChainJob } from '#chain/readJob.ts'
import type { Hex } from '#protocol/bytes.ts'
import type { SignedDone } from '#protocol/done.ts'
import type { WitanError } from '#protocol/errors.ts'
import type { Address, JobId, ModelId, NodeId } from '#protocol/ids.ts'
import type { Allocation, JobTerms } from '#protocol/job.ts'
import type { SignedNodeRecord } from '#protocol/nodeRecord.ts'
import type { QuoteRequest, SignedQuote } from '#protocol/quote.ts'
import type { ReceiptRequest, ReceiptResponse } from '#protocol/receiptMessages.ts'
import type { Role } from '#protocol/role.ts'
import type { ClientMessage, NodeMessage } from '#protocol/taskMessages.ts'
import type { ChainContext } from '#protocol/typedData.ts'

export type Waiting = { readonly signal?: AbortSignal }

/** What anyone can read of a deployment; all that an audit needs. Every wait ends in a WitanError. */
export type ReadingPort = {
  readonly context: ChainContext
  readonly listNodes: () => Promise<readonly OnChainNode[]>
  readonly readJob: (jobId: JobId) => Promise<OnChainJob | undefined>
  readonly readAllocations: (
    jobId: JobId,
    sessionKey: Address,
  ) => Promise<readonly OnChainAllocation[]>
  readonly readJobHistory: (jobId: JobId) => Promise<readonly JobHistoryEvent[]>
  /** What the ledger trusts nodes with in a role, in one call; 0 for a punished node. */
  readonly readWeights: (
    nodeIds: readonly NodeId[],
    role: Role,
  ) => Promise<ReadonlyMap<NodeId, bigint>>
  /** Protocol fee inside a running total, micro-dollars. */
  readonly readFee: (total: bigint) => Promise<bigint>
  /** End tokens of a registered model; absent where the chain has no registry of models. */
  readonly readStopTokens?: (modelId: ModelId) => Promise<readonly number[] | undefined>
}

/** Reading, and the writes of one requester; they resolve when the transaction is included. */
export type ChainPort = ReadingPort & {
  /** Account that pays. */
  readonly requester: Address
  readonly readFreeBalance: () => Promise<bigint>
  /** Deposits with a permit, in its own transaction. */
  readonly deposit: (amount: bigint) => Promise<{ readonly txHash: Hex }>
  readonly fundJob: (terms: JobTerms) => Promise<{ readonly txHash: Hex }>
  /** Deposits with a permit and funds, in one transaction. */
  readonly depositAndFund: (amount: bigint, terms: JobTerms) => Promise<{ readonly txHash: Hex }>
  readonly amendJob: (change: {
    readonly jobId: JobId
    readonly sessionKey: Address
    readonly raised: readonly { readonly index: number; readonly by: bigint }[]
    readonly added: readonly Allocation[]
  }) => Promise<{ readonly txHash: Hex }>
  readonly closeJob: (jobId: JobId) => Promise<{ readonly txHash: Hex }>
  readonly releaseJob: (
    jobId: JobId,
    sessionKey: Address,
  ) => Promise<{ readonly txHash: Hex; readonly refund: bigint }>
  readonly releaseJobDone: (
    jobId: JobId,
    sessionKey: Address,
    dones: readonly SignedDone[],
  ) => Promise<{ readonly txHash: Hex; readonly refund: bigint }>
}

/** A task's stream; reading ends when the node closes it. */
export type TaskStream = {
  readonly send: (message: ClientMessage) => Promise<void>
  readonly messages: AsyncIterable<NodeMessage>
  readonly close: () => Promise<void>
  readonly abort: (error: WitanError) => void
}

export type TransportPort = {
  /** Returns the newest valid record of a node, or undefined when nobody has one. */
  readonly findRecord: (nodeId: NodeId, options: Waiting) => Promise<SignedNodeRecord | undefined>
  readonly fetchQuote: (
    addresses: readonly string[],
    request: QuoteRequest,
    options: Waiting,
  ) => Promise<SignedQuote>
  readonly openTaskStream: (addresses: readonly string[], options: Waiting) => Promise<TaskStream>
  readonly fetchReceipt: (
    addresses: readonly string[],
    request: ReceiptRequest,
    options: Waiting,
  ) => Promise<Exclude<ReceiptResponse, { readonly type: 'error' }>>
}

/** Time as a parameter, so that tests and replays decide it. */
export type Clock = {
  /** Unix seconds, whole. */
  readonly nowSeconds: () => number
  /** Milliseconds since any fixed moment; never goes back. */
  readonly nowMs: () => number
  /** Resolves after a time; rejects with the signal's reason when aborted. */
  readonly sleep: (ms: number, options: { readonly signal: AbortSignal }) => Promise<void>
}

/** Where a job's journal is kept; a browser's database, a file, or memory. */
export type JournalStore = {
  /** Resolves once the entry is durable; the client signs nothing further before that. */
  readonly save: (jobId: JobId, text: string) => Promise<void>
  readonly load: (jobId: JobId) => Promise<string | undefined>
}
