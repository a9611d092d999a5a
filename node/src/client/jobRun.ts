/** A funded job while it runs: its ledgers, its last vouchers, and the one place that signs payments. */

import type { SessionKey } from '#chain/createSessionKey.ts'
import { signTypedData } from '#chain/signTypedData.ts'
import type { Hex } from '#protocol/bytes.ts'
import type { JobId, NodeId } from '#protocol/ids.ts'
import type { JobTerms } from '#protocol/job.ts'
import type { SignedReceipt } from '#protocol/receipt.ts'
import type { Conversation } from '#protocol/requestPayload.ts'
import { voucherTypedData } from '#protocol/typedData.ts'
import type { SignedVoucher } from '#protocol/voucher.ts'
import type { OwnTranscript } from './checkTranscript.ts'
import type { QuotedNode } from './collectQuotes.ts'
import type { Client } from './createClient.ts'
import type { JobEvent } from './jobEvents.ts'
import { encodeJournal, type FoundFault, type Journal, type SentRequest } from './journal.ts'
import { createNodeLedger, type NodeLedger } from './nodeLedger.ts'
import { createTurns, type Turns } from './turns.ts'

export type JobRun = {
  readonly client: Client
  readonly jobId: JobId
  readonly terms: JobTerms
  readonly sessionKey: SessionKey
  /** Most that may be locked in all, micro-dollars. */
  readonly maxBudget: bigint
  /** Unix seconds; tasks end by then, the job a little later. */
  readonly taskDeadline: number
  readonly maxOutputTokens: number
  /** Messages before each task's own. */
  readonly earlier: Conversation
  /** Of the races, thousandths. */
  readonly temperatureMilli: number
  /** Whether `requests` is filled. */
  readonly keepRequests: boolean
  readonly emit: (event: JobEvent) => void
  /** One per node of the job, by node id; filled when money is locked for it. */
  readonly ledgers: Map<NodeId, NodeLedger>
  readonly nodes: Map<NodeId, QuotedNode>
  readonly vouchers: Map<NodeId, SignedVoucher>
  readonly receipts: SignedReceipt[]
  /** What was sealed, where the requester wants to show it. */
  readonly requests: SentRequest[]
  /** Of every answer with a receipt. */
  readonly transcripts: OwnTranscript[]
  /** Of every answer that was found faulty. */
  readonly faults: FoundFault[]
  readonly txHashes: Hex[]
  /** Lets one task at a time change what is locked. */
  readonly amending: Turns
  /** Lets one voucher at a time be signed and sent, so that totals leave in order. */
  readonly paying: Turns
  /** Makes the job's state durable. */
  readonly save: () => Promise<void>
}

/** Returns the run of a job whose terms are fixed; nothing is signed or sent yet. */
export function createJobRun(options: createJobRun.Options): JobRun {
  const { client, jobId, terms, sessionKey, opening, prompt, quoted } = options
  const saving = createTurns()
  const run: JobRun = {
    client,
    jobId,
    terms,
    sessionKey,
    maxBudget: options.maxBudget,
    taskDeadline: options.taskDeadline,
    maxOutputTokens: options.maxOutputTokens,
    earlier: options.earlier,
    temperatureMilli: options.temperatureMilli,
    keepRequests: options.keepRequests,
    emit: options.emit,
    ledgers: new Map(),
    nodes: new Map(quoted.map((node) => [node.node.nodeId, node])),
    vouchers: new Map(),
    receipts: [],
    requests: [],
    transcripts: [],
    faults: [],
    txHashes: [],
    amending: createTurns(),
    paying: createTurns(),
    save: () =>
      saving(() => client.journal.save(jobId, encodeJournal(journalOf(run, opening, prompt)))),
  }
  for (const [index, { nodeId, cap }] of terms.allocations.entries())
    addLedger(run, nodeId, index, cap)
  return run
}

export declare namespace createJobRun {
  type Options = Pick<
    JobRun,
    | 'client'
    | 'jobId'
    | 'terms'
    | 'sessionKey'
    | 'maxBudget'
    | 'taskDeadline'
    | 'maxOutputTokens'
    | 'earlier'
    | 'temperatureMilli'
    | 'keepRequests'
    | 'emit'
  > & {
    readonly opening: Journal['opening']
    readonly quoted: readonly QuotedNode[]
    /** Kept in the journal only when given. */
    readonly prompt?: string
  }
}

/** Adds the ledger of a node for which money was locked. */
export function addLedger(run: JobRun, nodeId: NodeId, index: number, cap: bigint): NodeLedger {
  const ledger = createNodeLedger(nodeId, index, cap)
  run.ledgers.set(nodeId, ledger)
  return ledger
}

/** Returns what is locked in all, micro-dollars. */
export function lockedIn(run: JobRun): bigint {
  let total = 0n
  for (const { cap } of run.ledgers.values()) total += cap()
  return total
}

/**
 * Signs what a node has earned by now and hands it to `send`; does nothing when nothing was earned since the
 * last voucher. The voucher is durable before it is sent.
 */
export async function payEarned(
  run: JobRun,
  ledger: NodeLedger,
  send: (voucher: SignedVoucher) => Promise<void>,
): Promise<void> {
  await run.paying(async () => {
    const total = ledger.earned()
    const last = run.vouchers.get(ledger.nodeId)
    if (total <= (last?.voucher.total ?? 0n)) return
    const voucher = { jobId: run.jobId, nodeId: ledger.nodeId, index: ledger.index, total }
    const signature = await signTypedData(
      run.sessionKey.privateKey,
      voucherTypedData(run.client.chain.context, voucher),
    )
    run.vouchers.set(ledger.nodeId, { voucher, signature })
    await run.save()
    await send({ voucher, signature })
    run.emit({ type: 'voucher', nodeId: ledger.nodeId, total })
  })
}

function journalOf(run: JobRun, opening: Journal['opening'], prompt: string | undefined): Journal {
  return {
    version: 1,
    jobId: run.jobId,
    terms: run.terms,
    opening,
    sessionPrivateKey: run.sessionKey.privateKey,
    nodes: [...run.ledgers.values()].map((ledger) => {
      const quoted = run.nodes.get(ledger.nodeId)!
      return {
        nodeId: ledger.nodeId,
        index: ledger.index,
        cap: ledger.cap(),
        signer: quoted.node.signer,
        addresses: quoted.addresses,
        voucher: run.vouchers.get(ledger.nodeId),
      }
    }),
    receipts: run.receipts,
    requests: run.requests,
    transcripts: run.transcripts,
    faults: run.faults,
    txHashes: run.txHashes,
    ...(prompt === undefined ? {} : { prompt }),
  }
}
