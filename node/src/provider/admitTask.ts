import type { Hex } from '#protocol/bytes.ts'
import { WitanError } from '#protocol/errors.ts'
import { keccak256Hex } from '#protocol/hash.ts'
import { CLOCK_SKEW_SECONDS, MAX_TASK_SECONDS, REQUEST_FRAME_BYTES } from '#protocol/limits.ts'
import { costOf } from '#protocol/price.ts'
import type { Quote, SignedQuote } from '#protocol/quote.ts'
import type { TaskRequest } from '#protocol/taskMessages.ts'
import { quoteTypedData, taskRequestTypedData } from '#protocol/typedData.ts'
import { assertCapacity } from './assertCapacity.ts'
import { findOffer } from './findOffer.ts'
import { creditOf, type JobAccount, type RunningTask } from './jobAccounts.ts'
import type { JobReading } from './jobReader.ts'
import type { ChainAllocation, ChainJob, Provider } from './provider.ts'

/** A task that may run: checked, paid for on chain, and stored. */
export type AdmittedTask = {
  readonly request: TaskRequest
  readonly quote: Quote
  readonly envelopeHash: Hex
  readonly account: JobAccount
  readonly task: RunningTask
  /** Unix seconds after which nothing is delivered: the task's deadline or the job's end. */
  readonly deadline: number
}

/**
 * Decides whether the node works for a request. What costs nothing is checked first, then signatures,
 * then the chain; an admitted task is stored before it runs.
 *
 * @throws {WitanError} QUOTE_INVALID, QUOTE_EXPIRED, MODEL_UNKNOWN, TASK_TIMEOUT, INPUT_INVALID,
 * ENVELOPE_TOO_LARGE, TASK_DUPLICATE, ENVELOPE_REPLAYED, SIGNATURE_INVALID, NODE_BUSY, JOB_NOT_OPEN,
 * ALLOCATION_MISSING, MODE_UNSUPPORTED, ALLOCATION_TOO_SMALL, UNPAID, DISK_FULL.
 */
export async function admitTask(provider: Provider, request: TaskRequest): Promise<AdmittedTask> {
  const { quote } = request.quote
  assertQuoteTerms(provider, request)
  assertDeadline(provider, request)
  assertEnvelopeSize(request)
  const envelopeHash = keccak256Hex(request.envelope)
  assertNew(provider, request, envelopeHash)
  assertCapacity(provider)
  await assertSessionSignature(provider, request, envelopeHash)

  const maxCost = costOf(quote, {
    inputBytes: quote.maxInputBytes,
    outputTokens: quote.maxOutputTokens,
  })
  // The chain answers while the second signature is checked.
  const asked = readPayableJob(provider, request, maxCost)
  asked.catch(() => undefined)
  await assertOwnQuote(provider, request.quote)
  const reading = await asked
  await assertDebtPaid(provider, request, creditOf(quote))
  // From here on nothing waits, so that two tasks can't both take the same remainder.
  assertCapacity(provider)
  return storeTask(provider, { request, envelopeHash, maxCost, reading })
}

function assertQuoteTerms(provider: Provider, { quote: { quote }, nodeId }: TaskRequest): void {
  const { identity, now } = provider
  if (quote.nodeId !== identity.nodeId || nodeId !== identity.nodeId) {
    throw new WitanError(
      'QUOTE_INVALID',
      `The task is for node ${nodeId} under a quote of node ${quote.nodeId}; this is node ${identity.nodeId}. Ask this node for a quote.`,
      { meta: { quotedBy: quote.nodeId, sentTo: nodeId } },
    )
  }
  if (quote.expiresAt < now()) {
    throw new WitanError(
      'QUOTE_EXPIRED',
      `The quote expired ${now() - quote.expiresAt} s ago. Ask for a new quote.`,
      { meta: { expiresAt: quote.expiresAt } },
    )
  }
  if (!provider.isSealingKey(quote.sealingKey)) {
    throw new WitanError(
      'QUOTE_EXPIRED',
      'The sealing key of the quote was replaced. Ask for a new quote.',
    )
  }
  findOffer(provider, quote.role, quote.modelId)
}

function assertDeadline({ now }: Provider, { deadline }: TaskRequest): void {
  const time = now()
  if (deadline <= time) {
    throw new WitanError('TASK_TIMEOUT', `The deadline passed ${time - deadline} s ago.`, {
      meta: { deadline },
    })
  }
  if (deadline > time + MAX_TASK_SECONDS + CLOCK_SKEW_SECONDS) {
    throw new WitanError(
      'INPUT_INVALID',
      `The deadline is ${deadline - time} s away; a task may take ${MAX_TASK_SECONDS} s.`,
      { meta: { deadline } },
    )
  }
}

/** Encoding of up to 64 messages, padding, keys and tags beside the billed content; and what each chunk adds. */
const ENVELOPE_OVERHEAD_BYTES = 9 * REQUEST_FRAME_BYTES
const CHUNK_OVERHEAD_BYTES = 32

function assertEnvelopeSize({ envelope, quote: { quote } }: TaskRequest): void {
  const chunks = Math.ceil(quote.maxInputBytes / REQUEST_FRAME_BYTES)
  const limit = quote.maxInputBytes + chunks * CHUNK_OVERHEAD_BYTES + ENVELOPE_OVERHEAD_BYTES
  if (envelope.length <= limit) return
  throw new WitanError(
    'ENVELOPE_TOO_LARGE',
    `The envelope has ${envelope.length} bytes; the quote allows ${limit}. Shorten the prompt.`,
    { meta: { length: envelope.length, limit } },
  )
}

function assertNew({ store }: Provider, request: TaskRequest, envelopeHash: Hex): void {
  if (store.tasks.get(request.taskId)) {
    throw new WitanError('TASK_DUPLICATE', 'The task was already accepted. Use a fresh task id.')
  }
  if (store.envelopes.has(envelopeHash)) {
    throw new WitanError(
      'ENVELOPE_REPLAYED',
      'The envelope was already used. Seal the request again with a fresh key.',
    )
  }
}

async function assertSessionSignature(
  { chain }: Provider,
  request: TaskRequest,
  envelopeHash: Hex,
): Promise<void> {
  const { jobId, taskId, nodeId, index, deadline } = request
  const { quoteId } = request.quote.quote
  const data = taskRequestTypedData(chain.context, {
    jobId,
    taskId,
    nodeId,
    index,
    quoteId,
    envelopeHash,
    deadline,
  })
  if ((await chain.recoverSigner(data, request.signature)) !== request.sessionKey) {
    throw new WitanError(
      'SIGNATURE_INVALID',
      'The task is not signed by the session key that it names.',
      { meta: { jobId } },
    )
  }
}

async function assertOwnQuote(
  { chain, identity }: Provider,
  { quote, signature }: SignedQuote,
): Promise<void> {
  const quotedBy = await chain
    .recoverSigner(quoteTypedData(chain.context, quote), signature)
    .catch(() => undefined)
  if (quotedBy === identity.signer) return
  throw new WitanError(
    'QUOTE_INVALID',
    'The quote is not one that this node signed. Ask for a new quote.',
  )
}

/** Reads the job, a second time from the chain itself when what was remembered would refuse it. */
async function readPayableJob(
  provider: Provider,
  request: TaskRequest,
  maxCost: bigint,
): Promise<JobReading> {
  const { jobs } = provider
  try {
    const reading = await jobs.read(request)
    assertPayable(provider, request, maxCost, reading)
    return reading
  } catch (error) {
    if (!(error instanceof WitanError) || error.code !== 'ALLOCATION_TOO_SMALL') throw error
    const reading = await jobs.read(request, { fresh: true })
    assertPayable(provider, request, maxCost, reading)
    return reading
  }
}

function assertPayable(
  { identity, store, accounts, now }: Provider,
  { jobId, sessionKey, index, quote: { quote } }: TaskRequest,
  maxCost: bigint,
  { job, allocation }: JobReading,
): { readonly job: ChainJob; readonly allocation: ChainAllocation } {
  const done = store.jobs.get(jobId)?.done === true
  if (job?.status !== 'Funded' || job.endsAt <= now() || done) {
    throw new WitanError('JOB_NOT_OPEN', 'The job is not funded, or over. Fund a new job.', {
      meta: { jobId, status: job?.status, endsAt: job?.endsAt, done },
    })
  }
  if (allocation?.nodeId !== identity.nodeId) {
    throw new WitanError(
      'ALLOCATION_MISSING',
      `The job has no allocation for node ${identity.nodeId} at index ${index} under this session key. Fund the job with this node before sending the task.`,
      { meta: { jobId, index } },
    )
  }
  if (job.mode !== quote.mode) {
    throw new WitanError(
      'MODE_UNSUPPORTED',
      `The job was funded for the mode ${job.mode}, the quote is for ${quote.mode}.`,
      { meta: { jobId } },
    )
  }
  const account = accounts.get(jobId)
  if (account && (account.sessionKey !== sessionKey || account.index !== index)) {
    throw new WitanError('ALLOCATION_MISSING', 'The job is known here under another allocation.', {
      meta: { jobId, index },
    })
  }
  const committed = account?.committed() ?? allocation.claimed
  if (committed + maxCost <= allocation.cap) return { job, allocation }
  throw new WitanError(
    'ALLOCATION_TOO_SMALL',
    `The task can cost ${maxCost} micro-dollars, but only ${allocation.cap - committed} of the cap of ${allocation.cap} are free. Raise the cap of this node.`,
    { meta: { jobId, maxCost, cap: allocation.cap, committed } },
  )
}

/** A job that left earlier tasks unpaid gets a moment to pay, since its voucher may still be on its way. */
async function assertDebtPaid(
  { accounts, limits, closing }: Provider,
  { jobId }: TaskRequest,
  credit: bigint,
): Promise<void> {
  const account = accounts.get(jobId)
  if (account === undefined) return
  const isPaid = () => {
    const current = accounts.get(jobId) ?? account
    return current.exposure() <= current.allowance() + credit
  }
  const options = { timeoutMs: limits.voucherWaitMs, signal: closing }
  if (isPaid() || (await account.waitUntil(isPaid, options))) return
  throw new WitanError(
    'UNPAID',
    `The job owes ${account.exposure()} micro-dollars for earlier tasks. Send the voucher first.`,
    { meta: { jobId } },
  )
}

type Admission = {
  readonly request: TaskRequest
  readonly envelopeHash: Hex
  readonly maxCost: bigint
  readonly reading: JobReading
}

function storeTask(provider: Provider, admission: Admission): AdmittedTask {
  const { store, accounts, now } = provider
  const { request, envelopeHash, maxCost, reading } = admission
  const { quote } = request.quote
  const { job, allocation } = assertPayable(provider, request, maxCost, reading)
  store.transaction(() => {
    store.jobs.put({
      jobId: request.jobId,
      sessionKey: request.sessionKey,
      index: request.index,
      cap: allocation.cap,
      claimed: allocation.claimed,
      baseCost: allocation.claimed,
      endsAt: job.endsAt,
    })
    store.tasks.add({
      taskId: request.taskId,
      jobId: request.jobId,
      quoteId: quote.quoteId,
      envelopeHash,
      role: quote.role,
      maxCost,
      admittedAt: now(),
      deadline: request.deadline,
    })
    store.envelopes.add(envelopeHash, request.deadline)
  })
  const account = accounts.get(request.jobId)!
  const { taskId } = request
  const task = { taskId, maxCost, credit: creditOf(quote), inputCost: 0n, cost: 0n }
  account.begin(task)
  const deadline = Math.min(request.deadline, job.endsAt)
  return { request, quote, envelopeHash, account, task, deadline }
}
