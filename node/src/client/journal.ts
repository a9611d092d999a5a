/**
 * What must outlive the program so that a job can be finished and its money reclaimed: the session key, what was
 * locked, the last voucher of each node, and of each answer the token ids with which its races are recomputed. It
 * holds no prompt and no text of an answer, unless the requester asks for it.
 */

import type { Hex } from '#protocol/bytes.ts'
import { WitanError } from '#protocol/errors.ts'
import { type Address, type JobId, type NodeId, parseJobId, type TaskId } from '#protocol/ids.ts'
import type { JobTerms } from '#protocol/job.ts'
import type { SignedQuote } from '#protocol/quote.ts'
import type { SignedReceipt } from '#protocol/receipt.ts'
import type { SignedVoucher } from '#protocol/voucher.ts'
import type { RaceFault } from '#verification/raceCheck.ts'
import type { OwnTranscript } from './checkTranscript.ts'
import type { JournalStore } from './ports.ts'

export type JournalNode = {
  readonly nodeId: NodeId
  readonly index: number
  readonly cap: bigint
  /** Who must sign its Done and receipts. */
  readonly signer: Address
  readonly addresses: readonly string[]
  /** The highest voucher signed for it. */
  readonly voucher?: SignedVoucher
}

/** What was kept of an answer whose token did not follow from its race. */
export type FoundFault = OwnTranscript & {
  readonly nodeId: NodeId
  readonly position: number
  readonly kind: RaceFault['kind']
  /** Present when the node signed the root over these leaves: then the chain can be shown the fault. */
  readonly receipt?: SignedReceipt
}

/** What shows others what was sent: it opens the sealed request, and its answer. */
export type SentRequest = {
  readonly taskId: TaskId
  readonly quote: SignedQuote
  readonly envelope: Hex
  /** Kept by sealRequest. */
  readonly requestKey: Hex
  /** Unix seconds, as sealed. */
  readonly deadline: number
}

export type Journal = {
  readonly version: 1
  readonly jobId: JobId
  readonly terms: JobTerms
  /** Opens the terms hash to an auditor: keccak256(plan | salt). */
  readonly opening: { readonly plan: string; readonly salt: Hex }
  readonly sessionPrivateKey: Hex
  readonly nodes: readonly JournalNode[]
  readonly receipts: readonly SignedReceipt[]
  /** Absent in journals of an older program. */
  readonly transcripts?: readonly OwnTranscript[]
  /** Absent in journals of an older program. */
  readonly faults?: readonly FoundFault[]
  /** Only when the requester opted in. */
  readonly requests?: readonly SentRequest[]
  readonly txHashes: readonly Hex[]
  /** Only when the requester opted in. */
  readonly prompt?: string
}

/** Returns the journal as text; amounts are kept as decimal text with a mark. */
export function encodeJournal(journal: Journal): string {
  return JSON.stringify(journal, (_, value) =>
    typeof value === 'bigint' ? { $amount: value.toString() } : value,
  )
}

/** Returns the journal in a text. @throws {WitanError} STORE_INVALID when it is none. */
export function decodeJournal(text: string): Journal {
  try {
    const journal = JSON.parse(text, (_, value) =>
      typeof value?.$amount === 'string' ? BigInt(value.$amount) : value,
    ) as Journal
    parseJobId(journal.jobId)
    if (journal.version !== 1 || !Array.isArray(journal.nodes)) throw new Error('shape')
    return journal
  } catch (cause) {
    throw new WitanError('STORE_INVALID', 'The journal of this job cannot be read.', { cause })
  }
}

/** Returns a store that forgets when the program ends. */
export function createMemoryJournal(): JournalStore {
  const entries = new Map<JobId, string>()
  return {
    save: async (jobId, text) => void entries.set(jobId, text),
    load: async (jobId) => entries.get(jobId),
  }
}
