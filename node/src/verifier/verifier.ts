/** What every verb of this folder works on: one verifier, its keys, and what it needs of the outside, all injected. */

import type { Chain } from '#chain/chain.ts'
import type { SessionKey } from '#chain/createSessionKey.ts'
import type { Hex } from '#protocol/bytes.ts'
import type { ErrorCode } from '#protocol/errorCodes.ts'
import type { JobId, ModelId, NodeId } from '#protocol/ids.ts'
import type { SignedReceipt } from '#protocol/receipt.ts'
import type { Role } from '#protocol/role.ts'
import type { Engine } from '#runtime/engine.ts'
import type { RecordTable } from '#store/records.ts'
import type { Logger } from '#telemetry/createLogger.ts'
import type { Evidence } from '#verification/evidence.ts'
import type { SequentialModel } from '#verification/sequentialTest.ts'
import type { Thresholds } from '#verification/thresholds.ts'
import type { Life } from './requesterLives.ts'

/** One probe to buy, as any requester would. */
export type ProbeOrder = {
  readonly nodeId: NodeId
  readonly role: Role
  readonly prompt: string
  /** Thousandths. */
  readonly temperatureMilli: number
  /** Account that pays, used for this probe alone. */
  readonly accountKey: Hex
  /** Key of the job, which the batch commits to. */
  readonly sessionKey: SessionKey
  /** Most that may be locked, micro-dollars. */
  readonly maxBudget: bigint
  readonly signal: AbortSignal
}

/** A job like any other, which is not looked at. */
export type DecoyOrder = Pick<
  ProbeOrder,
  'role' | 'prompt' | 'temperatureMilli' | 'accountKey' | 'maxBudget' | 'signal'
>

/** What came of a probe. */
export type Purchase = {
  readonly jobId?: JobId
  /** Why there is no answer. */
  readonly code?: ErrorCode
  /** What the node signed, be its answer right or not. */
  readonly receipt?: SignedReceipt
  /** The whole probe, as a jury needs it. */
  readonly replay?: Evidence
  /** A fault that the court sees by itself. */
  readonly fault?: Evidence
}

export type PromptSource = {
  readonly roles: readonly Role[]
  /** Returns a request as a user would write it. @param random - Returns numbers in [0, 1). */
  readonly draw: (role: Role, random: () => number) => string
}

/** Bundles by their hash: kept here, or with others. */
export type EvidenceShelf = {
  readonly put: (evidence: Evidence) => Promise<Hex>
  /** Returns a bundle that is here, or that others have. @throws {WitanError} EVIDENCE_UNKNOWN. */
  readonly get: (hash: Hex) => Promise<Evidence>
}

export type VerifierSettings = {
  /** Probes of an epoch, 1 to 16. */
  readonly probes: number
  /** Most that one probe may lock, micro-dollars. */
  readonly maxBudget: bigint
  /** Coins for the transactions of a job of a payer, wei. */
  readonly coinsWei: bigint
  /** Epochs for which payers are planned ahead: no payer's life is longer. */
  readonly horizon: number
  /** Most jobs of a payer before its probe: the budget of decoys. */
  readonly decoys: number
  /** Whether payers get their money from elsewhere than from the verifier's account, where everybody sees it leave. */
  readonly outsideFloat: boolean
}

export type Verifier = {
  readonly verifierId: NodeId
  /** Handle that speaks for the verifier; its account also holds the float. */
  readonly chain: Chain
  readonly records: RecordTable
  readonly prompts: PromptSource
  readonly settings: VerifierSettings
  /** URLs of relays, for chains whose beacon is drand. */
  readonly drandRelays: readonly string[]
  readonly buy: (order: ProbeOrder) => Promise<Purchase>
  /** Buys a job as any requester does, to its very end; what the node or the network do wrong is nobody's business. */
  readonly buyDecoy: (order: DecoyOrder) => Promise<void>
  /** Deposits what a payer has. */
  readonly deposit: (accountKey: Hex, amount: bigint) => Promise<void>
  /** Returns what came before each job that the chain shows, for payers to copy. */
  readonly seenLives: () => Promise<readonly Life[]>
  /** Ends the jobs of a probe's account and takes back what they did not use, or all of it where there are none. */
  readonly release: (accountKey: Hex, jobIds: readonly JobId[]) => Promise<void>
  /** Returns the receipt that a transaction is about, where it is about one. */
  readonly receiptIn: (txHash: Hex) => Promise<SignedReceipt | undefined>
  /** Shows the court a fault. */
  readonly prove: (fault: Evidence, accountKey: Hex) => Promise<void>
  /** Returns an engine with a model; undefined for one that is not here. */
  readonly engineOf: (modelId: ModelId) => Promise<Engine | undefined>
  /**
   * Returns the limits for an answer: those of the registry from before its job was funded, or those that the program
   * has. A case names their version; zero is none.
   */
  readonly thresholdsOf: (
    receipt: Pick<SignedReceipt['receipt'], 'modelId' | 'jobId'>,
    version?: number,
  ) => Promise<Pick<Thresholds, 'perTokens'>>
  /** Returns what a model's honest answers look like over many probes; undefined where that is not known. */
  readonly sequentialOf: (modelId: ModelId) => Promise<SequentialModel | undefined>
  readonly evidence: EvidenceShelf
  /** Returns a number in [0, 1), for times, prompts and styles; never for keys. */
  readonly random: () => number
  /** Resolves once the chain's clock has passed a moment (Unix seconds). */
  readonly waitUntil: (time: number, signal: AbortSignal) => Promise<void>
  /** Resolves after a moment in which others can act; for what only they can bring on. */
  readonly pause: (signal: AbortSignal) => Promise<void>
  readonly logger: Logger
  /** Told of every step, for a stream of events. */
  readonly tell: (event: VerifierEvent) => void
}

export type VerifierEvent = {
  readonly event:
    | 'committed'
    | 'drawn'
    | 'probed'
    | 'proven'
    | 'revealed'
    | 'reported'
    | 'skipped'
    | 'unanswered'
    | 'accused'
    | 'rewarded'
    | 'voted'
    | 'advanced'
    | 'punished'
    | 'payerDue'
    | 'decoy'
  readonly [field: string]: string | number | bigint | boolean | null
}
