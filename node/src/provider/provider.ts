/** What every verb of this folder works on: one node, its keys and everything around it, all injected. */

import type { Offer } from '#config/schema.ts'
import type { Hex } from '#protocol/bytes.ts'
import type { Address, JobId, NodeId } from '#protocol/ids.ts'
import type { JobStatus } from '#protocol/job.ts'
import type { Mode } from '#protocol/mode.ts'
import type { Signature } from '#protocol/signature.ts'
import type { ChainContext, TypedData } from '#protocol/typedData.ts'
import type { SignedVoucher } from '#protocol/voucher.ts'
import type { Runtime } from '#runtime/runtime.ts'
import type { Store } from '#store/openStore.ts'
import type { Logger } from '#telemetry/createLogger.ts'
import type { Metrics } from '#telemetry/metrics.ts'
import type { JobAccounts } from './jobAccounts.ts'
import type { JobReader } from './jobReader.ts'
import type { LiveTasks } from './liveTasks.ts'
import type { ProviderLimits } from './providerLimits.ts'
import type { SettlementWorker } from './settlementWorker.ts'

/** Who the node is. */
export type Identity = {
  readonly nodeId: NodeId
  /** Account of the signer, as named in NodeRegistry. */
  readonly signer: Address
  readonly sign: (data: TypedData) => Promise<Signature>
}

/** A job's header on chain. */
export type ChainJob = {
  readonly status: JobStatus
  /** Unix seconds. */
  readonly endsAt: number
  readonly mode: Mode
}

/** An allocation on chain; amounts in micro-dollars. */
export type ChainAllocation = {
  readonly nodeId: number
  readonly cap: bigint
  readonly claimed: bigint
}

/** What became of one voucher in a settlement. */
export type SettledRow = {
  readonly status: 'Paid' | 'Capped' | 'Stale' | 'BadSignature' | 'UnknownAllocation'
}

/** What a provider needs of the chain. */
export type ProviderChain = {
  readonly context: ChainContext
  /** Returns undefined for a job that was never funded. */
  readonly readJob: (jobId: JobId) => Promise<ChainJob | undefined>
  /** Returns undefined where the job has no allocation under this key and position. */
  readonly readAllocation: (allocation: {
    readonly jobId: JobId
    readonly sessionKey: Address
    readonly index: number
  }) => Promise<ChainAllocation | undefined>
  /** Returns once the transaction is included; rows are in the order of the vouchers. */
  readonly settleVouchers: (vouchers: readonly SignedVoucher[]) => Promise<{
    readonly txHash: Hex
    readonly rows: readonly SettledRow[]
    /** What the node gained, micro-dollars. */
    readonly net: bigint
    readonly fee: bigint
  }>
  /** Returns the wei that settling so many vouchers would cost now. */
  readonly estimateSettleFee: (vouchers: readonly SignedVoucher[]) => Promise<bigint>
  readonly recoverSigner: (data: TypedData, signature: Signature) => Promise<Address>
}

export type Provider = {
  readonly identity: Identity
  readonly chain: ProviderChain
  readonly store: Store
  readonly runtime: Runtime
  /** Returns whether the runtime can open what was sealed to a key. */
  readonly isSealingKey: (key: Hex) => boolean
  readonly offers: readonly Offer[]
  readonly limits: ProviderLimits
  readonly logger: Logger
  readonly metrics: Metrics
  /** Unix seconds. */
  readonly now: () => number
  readonly accounts: JobAccounts
  readonly jobs: JobReader
  readonly settlement: SettlementWorker
  /** Aborted when the node stops taking work; what runs is finished first. */
  readonly closing: AbortSignal
  /** Whether its operator told the node to take nothing new. */
  readonly isPaused: () => boolean
  readonly live: LiveTasks
}
