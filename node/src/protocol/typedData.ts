/**
 * EIP-712 types of everything that is signed, as plain data: viem, ethers and the contracts hash the same.
 * Escrow domain: {name "JobEscrow", version "1", chainId, verifyingContract JobEscrow}: JobTerms, Voucher, Done.
 * Witan domain: {name "Witan", version "1", chainId, verifyingContract NodeRegistry}: the rest.
 */

import type { Hex } from './bytes.ts'
import type { Done } from './done.ts'
import type { Address } from './ids.ts'
import type { JobTerms } from './job.ts'
import { modeNumber } from './mode.ts'
import type { NodeRecord } from './nodeRecord.ts'
import type { Quote } from './quote.ts'
import { FINISH_REASONS, type Receipt } from './receipt.ts'
import { roleNumber } from './role.ts'
import type { Voucher } from './voucher.ts'

/** Where a deployment lives; both domains derive from it. */
export type ChainContext = {
  readonly chainId: number
  readonly escrow: Address
  readonly registry: Address
}

export type TypedDataField = { readonly name: string; readonly type: string }

/** Plain data that viem's and ethers' signTypedData both take. */
export type TypedData = {
  readonly domain: {
    readonly name: string
    readonly version: string
    readonly chainId: number
    readonly verifyingContract: Hex
  }
  readonly types: Readonly<Record<string, readonly TypedDataField[]>>
  readonly primaryType: string
  readonly message: Readonly<Record<string, unknown>>
}

/** `type name, type name` as fields. */
const fields = (list: string): readonly TypedDataField[] =>
  list.split(', ').map((part) => {
    const [type, name] = part.split(' ') as [string, string]
    return { name, type }
  })

const VOUCHER = { Voucher: fields('bytes20 jobId, uint32 nodeId, uint8 index, uint48 total') }
const DONE = { Done: fields('bytes20 jobId, uint32 nodeId, uint48 total') }
const JOB_TERMS = {
  JobTerms: fields(
    'address requester, address sessionKey, uint40 deadline, uint8 mode, bytes32 termsHash, Allocation[] allocations',
  ),
  Allocation: fields('uint32 nodeId, uint48 cap'),
}
const QUOTE = {
  Quote: fields(
    'uint32 nodeId, bytes32 quoteId, bytes32 modelId, uint8 role, uint8 mode, uint48 pricePer1kInputBytes, uint48 pricePer1kOutputTokens, uint32 maxInputBytes, uint32 maxOutputTokens, bytes32 sealingKey, uint40 expiresAt',
  ),
}
const NODE_RECORD = {
  NodeRecord: fields(
    'uint32 nodeId, string peerId, string[] addresses, bytes32 sealingKey, uint40 issuedAt, uint40 expiresAt',
  ),
}
const TASK_REQUEST = {
  TaskRequest: fields(
    'bytes20 jobId, bytes32 taskId, uint32 nodeId, uint8 index, bytes32 quoteId, bytes32 envelopeHash, uint40 deadline',
  ),
}
const DONE_REQUEST = { DoneRequest: fields('bytes20 jobId, uint32 nodeId') }
const RECEIPT = {
  Receipt: fields(
    'bytes20 jobId, bytes32 taskId, uint32 nodeId, uint8 index, bytes32 quoteId, bytes32 modelId, uint8 mode, uint32 inputBytes, uint32 outputTokens, uint48 amount, bytes32 requestHash, bytes32 responseHash, bytes32 transcriptRoot, uint8 finishReason, uint40 startedAt, uint40 finishedAt, uint8 role, bytes32 seedCommit, uint16 temperatureMilli, uint32 maxOutputTokens',
  ),
}

/** Returns what a session key signs to pay a node. */
export function voucherTypedData(context: ChainContext, voucher: Voucher): TypedData {
  return {
    domain: escrowDomain(context),
    types: VOUCHER,
    primaryType: 'Voucher',
    message: { ...voucher },
  }
}

/** Returns what a node's signer signs when it wants no more of a job. */
export function doneTypedData(context: ChainContext, done: Done): TypedData {
  return { domain: escrowDomain(context), types: DONE, primaryType: 'Done', message: { ...done } }
}

/** Returns what a requester signs for fundBySig; its digest's first 20 bytes are the job id. */
export function jobTermsTypedData(context: ChainContext, terms: JobTerms): TypedData {
  const message = {
    ...terms,
    mode: modeNumber(terms.mode),
    allocations: terms.allocations.map((a) => ({ ...a })),
  }
  return { domain: escrowDomain(context), types: JOB_TERMS, primaryType: 'JobTerms', message }
}

/** Returns what a node's signer signs to offer a price. */
export function quoteTypedData(context: ChainContext, quote: Quote): TypedData {
  const message = { ...quote, role: roleNumber(quote.role), mode: modeNumber(quote.mode) }
  return { domain: witanDomain(context), types: QUOTE, primaryType: 'Quote', message }
}

/** Returns what a node's signer signs to announce itself. */
export function nodeRecordTypedData(context: ChainContext, record: NodeRecord): TypedData {
  return {
    domain: witanDomain(context),
    types: NODE_RECORD,
    primaryType: 'NodeRecord',
    message: { ...record },
  }
}

/** The part of a task request that the session key signs. */
export type TaskAuthorization = {
  readonly jobId: Hex
  readonly taskId: Hex
  readonly nodeId: number
  readonly index: number
  readonly quoteId: Hex
  /** keccak256 of the envelope's bytes. */
  readonly envelopeHash: Hex
  readonly deadline: number
}

/** Returns what a session key signs to hand a task to a node. */
export function taskRequestTypedData(
  context: ChainContext,
  authorization: TaskAuthorization,
): TypedData {
  return {
    domain: witanDomain(context),
    types: TASK_REQUEST,
    primaryType: 'TaskRequest',
    message: { ...authorization },
  }
}

/** The part of a request for Done that the session key signs. */
export type DoneAuthorization = { readonly jobId: Hex; readonly nodeId: number }

/** Returns what a session key signs to ask a node for its Done. */
export function doneRequestTypedData(
  context: ChainContext,
  { jobId, nodeId }: DoneAuthorization,
): TypedData {
  return {
    domain: witanDomain(context),
    types: DONE_REQUEST,
    primaryType: 'DoneRequest',
    message: { jobId, nodeId },
  }
}

/** Returns what a node's signer signs when a task is finished. */
export function receiptTypedData(context: ChainContext, receipt: Receipt): TypedData {
  const message = {
    ...receipt,
    mode: modeNumber(receipt.mode),
    role: roleNumber(receipt.role),
    finishReason: FINISH_REASONS.indexOf(receipt.finishReason),
  }
  return { domain: witanDomain(context), types: RECEIPT, primaryType: 'Receipt', message }
}

function escrowDomain({ chainId, escrow }: ChainContext): TypedData['domain'] {
  return { name: 'JobEscrow', version: '1', chainId, verifyingContract: escrow }
}

function witanDomain({ chainId, registry }: ChainContext): TypedData['domain'] {
  return { name: 'Witan', version: '1', chainId, verifyingContract: registry }
}
