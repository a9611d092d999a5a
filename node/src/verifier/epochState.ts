/** An epoch of a verifier as it is kept: everything that must outlive the program between the commitment and the last report. */

import type { Hex } from '#protocol/bytes.ts'
import type { ErrorCode } from '#protocol/errorCodes.ts'
import type { JobId, NodeId } from '#protocol/ids.ts'
import type { SignedReceipt } from '#protocol/receipt.ts'
import type { Role } from '#protocol/role.ts'
import type { RecordTable } from '#store/records.ts'
import type { ReplayVerdict } from '#verification/thresholds.ts'

/** What a check found. */
export type Finding = {
  readonly verdict: ReplayVerdict
  /** One sentence. */
  readonly why: string
  /** Hash of the figures, as it is reported. */
  readonly statsHash: Hex
}

export type ProbeState = {
  readonly index: number
  readonly salt: Hex
  /** Signs the job's vouchers. */
  readonly sessionPrivateKey: Hex
  /** Pays for the job. */
  readonly accountKey: Hex
  /** One for each role, since nobody knows beforehand whom the probe will go to. */
  readonly prompts: Readonly<Partial<Record<Role, string>>>
  readonly temperatureMilli: number
  /** Share of the epoch after which it is bought (0 to 1). */
  readonly at: number
  nodeId?: NodeId
  role?: Role
  /** Of every try. */
  jobIds?: readonly JobId[]
  code?: ErrorCode
  receipt?: SignedReceipt
  finding?: Finding
  /** Name of the bundle that the court judges by itself, and whether it was shown it. */
  faultHash?: Hex
  shown?: boolean
  /** Name of the bundle that a jury needs. */
  evidenceHash?: Hex
  funded?: boolean
  bought?: boolean
  proven?: boolean
  reported?: boolean
  skipped?: boolean
  /** Whether it was closed without an answer. */
  unanswered?: boolean
  /** Number of the case, in decimal. */
  caseId?: string
  /** Whether what its account holds came back. */
  released?: boolean
}

export type EpochState = {
  /** Zero until the commitment stands on chain. */
  epoch: number
  /** Beacon round, in decimal. */
  round: string
  readonly root: Hex
  readonly secret: Hex
  readonly probes: readonly ProbeState[]
  /** Micro-dollars, in decimal. */
  reward?: string
  finished?: boolean
}

const KIND = 'epoch'
/** Before the commitment is known to stand, the epoch has no number. */
const PENDING = 'pending'

/** Keeps an epoch as it is now. */
export function saveEpoch(records: RecordTable, state: EpochState): void {
  const id = state.epoch === 0 ? PENDING : String(state.epoch).padStart(12, '0')
  records.set(KIND, id, JSON.stringify(state, replacer))
  if (state.epoch !== 0) records.remove(KIND, PENDING)
}

/** Returns the epochs that are kept, oldest first; one that is not committed yet comes last. */
export function readEpochs(records: RecordTable): EpochState[] {
  return records.list(KIND).map((text) => JSON.parse(text, reviver) as EpochState)
}

function replacer(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? { $amount: value.toString() } : value
}

function reviver(_: string, value: unknown): unknown {
  const { $amount } = (value ?? {}) as { readonly $amount?: unknown }
  return typeof $amount === 'string' ? BigInt($amount) : value
}
