/** One node's try at one task: seal, send, open what comes, pay for what was opened, check the receipt. */

import { toHex } from '#protocol/bytes.ts'
import { ERROR_CODES } from '#protocol/errorCodes.ts'
import { isWitanError, WitanError } from '#protocol/errors.ts'
import type { TaskId } from '#protocol/ids.ts'
import { VOUCHER_EVERY_TOKENS } from '#protocol/limits.ts'
import { costOf } from '#protocol/price.ts'
import type { SignedReceipt } from '#protocol/receipt.ts'
import type { NodeMessage } from '#protocol/taskMessages.ts'
import type { Delivery } from './answerReader.ts'
import type { QuotedNode } from './collectQuotes.ts'
import { type JobRun, payEarned } from './jobRun.ts'
import type { NodeLedger } from './nodeLedger.ts'
import { noteFault } from './noteFault.ts'
import type { TaskStream } from './ports.ts'
import { readInTime } from './readInTime.ts'
import { type SealedTask, sealTask } from './sealTask.ts'
import { verifyReceipt } from './verifyReceipt.ts'

export type Attempt = {
  /** Name of the task in the plan. */
  readonly planTaskId: string
  /** Drawn for this attempt; its highest cost is reserved in the ledger under it. */
  readonly taskId: TaskId
  readonly text: string
  readonly quoted: QuotedNode
  readonly ledger: NodeLedger
  /** Whether another node could take over: then silence ends the attempt, else only the deadline does. */
  readonly replaceable: boolean
  readonly signal: AbortSignal
}

/** Time to wait for the receipt of an answer that a token was found wrong in (ms): with it the fault is provable. */
const EVIDENCE_WAIT_MS = 2000

/**
 * Returns what a node delivered, after its receipt was checked and paid.
 *
 * @throws {WitanError} What the node or the transport says; STREAM_INVALID, TRANSCRIPT_INVALID, RECEIPT_INVALID
 * and SIGNATURE_INVALID when the node cheats; NODE_OFFLINE when it falls silent. Whatever happens, the node
 * holds vouchers for no more than was opened.
 */
export async function runAttempt(run: JobRun, attempt: Attempt): Promise<Delivery> {
  const { ledger, quoted, planTaskId, taskId } = attempt
  const { client } = run
  const { nodeId } = quoted.node
  client.nodeBook.begin(nodeId)
  let outcome: 'served' | 'failed' = 'failed'
  // A stream takes as long to open as a request to seal.
  const opening = connect(run, attempt)
  opening.catch(() => undefined)
  try {
    const sealed = await sealTask(run, attempt)
    const stream = await opening
    await stream.send({ type: 'task', request: sealed.request })
    run.emit({ type: 'matched', taskId: planTaskId, nodeId })
    const { delivery, receipt } = await receiveChecked(run, attempt, sealed, stream)
    await settleReceipt(run, attempt, sealed, { delivery, receipt, stream })
    await stream.close()
    outcome = 'served'
    return delivery
  } catch (error) {
    const known = toKnown(error, nodeId)
    void opening.then(
      (stream) => stream.abort(known),
      () => undefined,
    )
    // the requester changed its mind, the node did no wrong: what was opened is paid when the job ends
    if (attempt.signal.aborted) await payEarned(run, ledger, async () => {})
    throw known
  } finally {
    ledger.finish(taskId)
    client.nodeBook.end(nodeId, outcome)
  }
}

/** Opens the stream within the time for a node's first word. */
async function connect(run: JobRun, { quoted, signal }: Attempt): Promise<TaskStream> {
  const { clock, limits, transport } = run.client
  const stop = new AbortController()
  const inner = AbortSignal.any([signal, stop.signal])
  const opening = transport.openTaskStream(quoted.addresses, { signal })
  try {
    return await Promise.race([
      opening,
      clock.sleep(limits.acceptTimeoutMs, { signal: inner }).then(() => {
        throw new WitanError(
          'NODE_OFFLINE',
          `Node ${quoted.node.nodeId} cannot be reached in time.`,
        )
      }),
    ])
  } catch (error) {
    void opening.then(
      (late) => late.abort(new WitanError('ABORTED', 'Too late.')),
      () => undefined,
    )
    throw error
  } finally {
    stop.abort(new WitanError('ABORTED', 'Connected.'))
  }
}

/** Reads an answer; a token that is not its race's ends the attempt, whatever the node does next. */
async function receiveChecked(
  run: JobRun,
  attempt: Attempt,
  sealed: SealedTask,
  stream: TaskStream,
): Promise<{ delivery: Delivery; receipt: SignedReceipt }> {
  const { reader } = sealed
  try {
    const got = await receive(run, attempt, sealed, stream)
    const fault = reader.fault()
    return fault ? await noteFault(run, attempt, sealed, fault, got.receipt) : got
  } catch (error) {
    const fault = reader.fault()
    if (fault && !isWitanError(error, 'TRANSCRIPT_INVALID') && !attempt.signal.aborted) {
      await noteFault(run, attempt, sealed, fault)
    }
    throw error
  }
}

/** Reads frames until the receipt, paying as it opens them. */
async function receive(
  run: JobRun,
  attempt: Attempt,
  sealed: SealedTask,
  stream: TaskStream,
): Promise<{ delivery: Delivery; receipt: SignedReceipt }> {
  const { ledger, planTaskId, quoted } = attempt
  const { reader, request, inputBytes } = sealed
  let paidTokens = 0
  let isDoubted = false
  for await (const message of readInTime(stream.messages, run, attempt)) {
    switch (message.type) {
      case 'accepted':
        break
      case 'frame': {
        const { text, tokens } = reader.read(message.sealed)
        ledger.earn(
          request.taskId,
          costOf(quoted.quote.quote, { inputBytes, outputTokens: tokens }),
        )
        if (reader.fault() !== undefined) {
          // nothing more is shown or paid; with the receipt, should it come, the fault can be proven
          if (!isDoubted) abortLater(run, attempt, stream)
          isDoubted = true
          break
        }
        if (text !== '') run.emit({ type: 'token', taskId: planTaskId, text, tokens })
        // at its bound the answer is over, and the voucher for the receipt pays all of it
        if (tokens - paidTokens < VOUCHER_EVERY_TOKENS || tokens === sealed.maxOutputTokens) break
        paidTokens = tokens
        await payEarned(run, ledger, (voucher) => stream.send({ type: 'voucher', voucher }))
        break
      }
      case 'receipt':
        return { delivery: reader.finish(), receipt: message.receipt }
      case 'error':
        throw refusal(message, quoted)
    }
  }
  throw new WitanError(
    'STREAM_INVALID',
    `Node ${quoted.node.nodeId} closed the stream before its receipt.`,
  )
}

/** Ends a stream unless its receipt comes first. */
function abortLater({ client }: JobRun, { signal }: Attempt, stream: TaskStream): void {
  const late = new WitanError('TRANSCRIPT_INVALID', 'The receipt of a faulty answer did not come.')
  client.clock.sleep(EVIDENCE_WAIT_MS, { signal }).then(
    () => stream.abort(late),
    () => undefined,
  )
}

/** Checks the receipt and pays exactly its amount. */
async function settleReceipt(
  run: JobRun,
  attempt: Attempt,
  sealed: SealedTask,
  got: { delivery: Delivery; receipt: SignedReceipt; stream: TaskStream },
): Promise<void> {
  const { quoted, ledger, planTaskId } = attempt
  const { receipt, delivery, stream } = got
  const checks = await verifyReceipt(receipt, {
    context: run.client.chain.context,
    signer: quoted.node.signer,
    quote: quoted.quote.quote,
    jobId: run.jobId,
    taskId: sealed.request.taskId,
    index: ledger.index,
    inputBytes: sealed.inputBytes,
    requestHash: sealed.requestHash,
    delivery,
    seedCommit: sealed.seedCommit,
    temperatureMilli: run.temperatureMilli,
    maxOutputTokens: sealed.maxOutputTokens,
  })
  run.receipts.push(receipt)
  const { outputTokens: tokens } = delivery
  const { temperatureMilli } = run
  const leaves = sealed.reader.leaves().map(toHex)
  run.transcripts.push({ taskId: attempt.taskId, raceSalt: toHex(sealed.raceSalt), leaves })
  const nodeId = quoted.node.nodeId
  run.emit({ type: 'raced', taskId: planTaskId, nodeId, tokens, temperatureMilli })
  run.emit({ type: 'receipt', taskId: planTaskId, receipt, checks })
  ledger.earn(sealed.request.taskId, receipt.receipt.amount)
  // the answer is here and checked: a node that hangs up now gets its last voucher when the job ends
  await payEarned(run, ledger, (voucher) =>
    stream.send({ type: 'voucher', voucher }).catch(() => undefined),
  )
}

function refusal(
  { code }: Extract<NodeMessage, { type: 'error' }>,
  { node }: QuotedNode,
): WitanError {
  return new WitanError(code, `Node ${node.nodeId}: ${ERROR_CODES[code].sentence}`, {
    meta: { nodeId: node.nodeId },
    retryable: code === 'NODE_BUSY',
  })
}

function toKnown(error: unknown, nodeId: number): WitanError {
  if (isWitanError(error)) return error
  return new WitanError('INTERNAL', `The attempt at node ${nodeId} failed unexpectedly.`, {
    cause: error,
  })
}
