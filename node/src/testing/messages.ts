/** Builders of protocol values for tests, with awkward defaults: largest numbers, every field set. */

import type { Hex } from '#protocol/bytes.ts'
import type { SignedDone } from '#protocol/done.ts'
import {
  parseAddress,
  parseHash,
  parseJobId,
  parseModelId,
  parseNodeId,
  parseTaskId,
} from '#protocol/ids.ts'
import type { NodeRecord } from '#protocol/nodeRecord.ts'
import type { Quote, QuoteRequest, SignedQuote } from '#protocol/quote.ts'
import type { Receipt, SignedReceipt } from '#protocol/receipt.ts'
import type { DoneRequest } from '#protocol/receiptMessages.ts'
import type { Signature } from '#protocol/signature.ts'
import type { TaskRequest } from '#protocol/taskMessages.ts'
import { MAX_AMOUNT } from '#protocol/units.ts'
import type { SignedVoucher, Voucher } from '#protocol/voucher.ts'

/** Returns `bytes` bytes of one repeated value, as hex. */
function repeated(bytes: number, value: number): Hex {
  return `0x${value.toString(16).padStart(2, '0').repeat(bytes)}`
}

/** A signature of the right form that nobody made. */
const NO_SIGNATURE = repeated(65, 7) as Signature

/** Returns a request for a quote. */
export function aQuoteRequest(changes: Partial<QuoteRequest> = {}): QuoteRequest {
  return { role: 'math', mode: 'transit', maxInputBytes: 1024, maxOutputTokens: 128, ...changes }
}

/** Returns a quote that nobody signed. */
export function aQuote(changes: Partial<Quote> = {}): SignedQuote {
  const quote: Quote = {
    nodeId: parseNodeId(0xffff_ffff),
    quoteId: parseHash(repeated(32, 1)),
    modelId: parseModelId(repeated(32, 2)),
    role: 'math',
    mode: 'transit',
    pricePer1kInputBytes: MAX_AMOUNT,
    pricePer1kOutputTokens: 1n,
    maxInputBytes: 1024,
    maxOutputTokens: 128,
    sealingKey: parseHash(repeated(32, 3)),
    expiresAt: 2_000_000_000,
    ...changes,
  }
  return { quote, signature: NO_SIGNATURE }
}

/** Returns a voucher that nobody signed. */
export function aVoucher(changes: Partial<Voucher> = {}): SignedVoucher {
  const voucher: Voucher = {
    jobId: parseJobId(repeated(20, 4)),
    nodeId: parseNodeId(0xffff_ffff),
    index: 31,
    total: MAX_AMOUNT,
    ...changes,
  }
  return { voucher, signature: NO_SIGNATURE }
}

/** Returns a Done that nobody signed. */
export function aDone(): SignedDone {
  const { voucher, signature } = aVoucher()
  return { done: { jobId: voucher.jobId, nodeId: voucher.nodeId, total: voucher.total }, signature }
}

/** Returns a request for a Done that nobody signed. */
export function aDoneRequest(): DoneRequest {
  const { voucher, signature } = aVoucher()
  const sessionKey = parseAddress(repeated(20, 6))
  return { type: 'done', jobId: voucher.jobId, sessionKey, index: voucher.index, signature }
}

/** Returns a task request that nobody signed, with an envelope of `envelopeBytes`. */
export function aTaskRequest(envelopeBytes = 1_100): TaskRequest {
  return {
    jobId: parseJobId(repeated(20, 4)),
    taskId: parseTaskId(repeated(32, 5)),
    nodeId: parseNodeId(0xffff_ffff),
    index: 0,
    sessionKey: parseAddress(repeated(20, 6)),
    quote: aQuote(),
    deadline: 2_000_000_000,
    envelope: new Uint8Array(envelopeBytes).fill(9),
    signature: NO_SIGNATURE,
  }
}

/** Returns a receipt that nobody signed. */
export function aReceipt(changes: Partial<Receipt> = {}): SignedReceipt {
  const receipt: Receipt = {
    jobId: parseJobId(repeated(20, 4)),
    taskId: parseTaskId(repeated(32, 5)),
    nodeId: parseNodeId(0xffff_ffff),
    index: 0,
    quoteId: parseHash(repeated(32, 1)),
    modelId: parseModelId(repeated(32, 2)),
    mode: 'transit',
    inputBytes: 12,
    outputTokens: 34,
    amount: 56n,
    requestHash: parseHash(repeated(32, 8)),
    responseHash: parseHash(repeated(32, 9)),
    transcriptRoot: parseHash(repeated(32, 10)),
    finishReason: 'stop',
    startedAt: 1_900_000_000,
    finishedAt: 1_900_000_001,
    role: 'tools',
    seedCommit: parseHash(repeated(32, 11)),
    temperatureMilli: 2000,
    maxOutputTokens: 4096,
    ...changes,
  }
  return { receipt, signature: NO_SIGNATURE }
}

/** Returns an unsigned node record. */
export function aNodeRecord(changes: Partial<NodeRecord> & Pick<NodeRecord, 'peerId'>): NodeRecord {
  return {
    nodeId: parseNodeId(7),
    addresses: [`/ip4/127.0.0.1/tcp/4001/p2p/${changes.peerId}`],
    sealingKey: parseHash(repeated(32, 3)),
    issuedAt: 1_900_000_000,
    expiresAt: 1_900_000_600,
    ...changes,
  }
}
