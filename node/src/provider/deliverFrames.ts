import type { SealingContext } from '#protocol/envelope.ts'
import { WitanError } from '#protocol/errors.ts'
import { costOf } from '#protocol/price.ts'
import type { NodeMessage } from '#protocol/taskMessages.ts'
import type { RuntimeEvent } from '#runtime/runtime.ts'
import type { AdmittedTask } from './admitTask.ts'
import type { Delivery } from './issueReceipt.ts'
import { allowanceOf } from './jobAccounts.ts'
import type { Provider } from './provider.ts'

export type DeliverOptions = {
  readonly send: (message: NodeMessage) => Promise<void>
  /** Ends the task; aborted here with UNPAID when no voucher comes. */
  readonly stop: AbortController
}

/**
 * Runs an admitted task and hands its sealed frames to the requester, never further ahead of the last
 * voucher than the job's credit.
 *
 * @returns What was delivered; undefined when a sealed frame was held back, since no receipt could be
 * recomputed then.
 * @throws {WitanError} What the runtime throws; INPUT_TOO_LARGE when the opened request is larger than
 * quoted; ABORTED when the requester is gone.
 */
export async function deliverFrames(
  provider: Provider,
  admitted: AdmittedTask,
  { send, stop }: DeliverOptions,
): Promise<Delivery | undefined> {
  const progress = createProgress(provider, admitted)
  const { envelope } = admitted.request
  const context = sealingContextOf(provider, admitted)
  const events = provider.runtime.run(
    { context, role: admitted.quote.role, envelope },
    { signal: stop.signal },
  )
  for await (const event of untilStopped(events, stop.signal, provider.limits.abortGraceMs)) {
    switch (event.type) {
      case 'opened':
        progress.open(event.inputBytes)
        break
      case 'frame':
        if (await progress.mayDeliver(event.outputTokens, stop)) {
          progress.note(event)
          await send({ type: 'frame', sealed: event.sealed })
        } else {
          progress.holdBack()
        }
        break
      case 'finished':
        return progress.finish(event)
    }
  }
  return undefined
}

function sealingContextOf(
  { chain, identity }: Provider,
  { request, quote }: AdmittedTask,
): SealingContext {
  return {
    chainId: chain.context.chainId,
    escrow: chain.context.escrow,
    jobId: request.jobId,
    taskId: request.taskId,
    nodeId: identity.nodeId,
    mode: quote.mode,
    modelId: quote.modelId,
    sealingKey: quote.sealingKey,
    maxOutputTokens: quote.maxOutputTokens,
    deadline: request.deadline,
  }
}

type Frame = Extract<RuntimeEvent, { type: 'frame' }>
type Finished = Extract<RuntimeEvent, { type: 'finished' }>

type Progress = {
  readonly open: (inputBytes: number) => void
  /** Resolves with whether a frame may go out, after waiting for the voucher it needs. */
  readonly mayDeliver: (outputTokens: number, stop: AbortController) => Promise<boolean>
  readonly note: (frame: Frame) => void
  readonly holdBack: () => void
  readonly finish: (event: Finished) => Delivery | undefined
}

function createProgress(provider: Provider, { quote, account, task }: AdmittedTask): Progress {
  const startedAt = provider.now()
  const startedMs = performance.now()
  const frames: Uint8Array[] = []
  let inputBytes = 0
  let deliveredTokens = 0
  let complete = true

  const costWith = (outputTokens: number) => costOf(quote, { inputBytes, outputTokens })
  const isCovered = (cost: bigint) => {
    const exposure = account.exposure() - task.cost + cost
    const allowance = account.allowance() - allowanceOf(task) + allowanceOf({ ...task, cost })
    return exposure <= allowance
  }
  return {
    open: (bytes) => {
      if (bytes > quote.maxInputBytes) throw inputTooLarge(bytes, quote.maxInputBytes)
      inputBytes = bytes
      task.inputCost = costWith(0)
    },
    mayDeliver: (outputTokens, stop) => {
      if (outputTokens > quote.maxOutputTokens) throw tooManyTokens(outputTokens)
      return waitCovered(provider, account, () => isCovered(costWith(outputTokens)), stop)
    },
    note: ({ sealed, outputTokens }) => {
      if (frames.length === 0) {
        const seconds = (performance.now() - startedMs) / 1000
        provider.metrics.tasks.firstFrame(quote.role, seconds)
      }
      frames.push(sealed)
      // Counted before it is sent: what is on the wire may be read.
      task.cost = costWith(outputTokens)
      deliveredTokens = outputTokens
      provider.live.deliver(task.taskId, outputTokens)
    },
    holdBack: () => {
      complete = false
    },
    finish: ({ type: _, ...finished }) => {
      const everything = complete && deliveredTokens === finished.outputTokens
      if (!everything || frames.length === 0) return undefined
      return { ...finished, inputBytes, frames, startedAt }
    },
  }
}

/** Stands still until a voucher covers the frame; ends the task as UNPAID when none comes. */
async function waitCovered(
  { limits, metrics }: Provider,
  account: AdmittedTask['account'],
  isCovered: () => boolean,
  stop: AbortController,
): Promise<boolean> {
  // A vanished requester would only be sent frames that nobody pays.
  if (stop.signal.aborted || isCovered()) return isCovered()
  const since = performance.now()
  const options = { timeoutMs: limits.voucherWaitMs, signal: stop.signal }
  const covered = await account.waitUntil(isCovered, options)
  metrics.tasks.waitedForVoucher((performance.now() - since) / 1000)
  if (!covered && !stop.signal.aborted) {
    stop.abort(
      new WitanError(
        'UNPAID',
        `No voucher came within ${limits.voucherWaitMs} ms for ${account.exposure()} micro-dollars. Answer frames with vouchers.`,
        { meta: { jobId: account.jobId, exposure: account.exposure() } },
      ),
    )
  }
  return covered
}

/** Passes events on; once the signal is aborted the source has a moment to end by itself. */
async function* untilStopped(
  events: AsyncIterable<RuntimeEvent>,
  signal: AbortSignal,
  graceMs: number,
): AsyncGenerator<RuntimeEvent> {
  const source = events[Symbol.asyncIterator]()
  let timer: NodeJS.Timeout | undefined
  let onAbort = () => {}
  const givenUp = new Promise<'given up'>((resolve) => {
    onAbort = () => {
      timer = setTimeout(() => resolve('given up'), graceMs)
    }
    signal.addEventListener('abort', onAbort, { once: true })
    if (signal.aborted) onAbort()
  })
  try {
    for (;;) {
      const next = await Promise.race([source.next(), givenUp])
      if (next === 'given up' || next.done) return
      yield next.value
    }
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', onAbort)
    // Not awaited: a runtime that hangs must not hold the stream.
    void source.return?.()?.catch(() => undefined)
  }
}

function inputTooLarge(bytes: number, limit: number): WitanError {
  return new WitanError(
    'INPUT_TOO_LARGE',
    `The request has ${bytes} bytes; the quote allows ${limit}. Ask for a larger quote.`,
    { meta: { bytes, limit } },
  )
}

function tooManyTokens(outputTokens: number): WitanError {
  return new WitanError('INTERNAL', 'The runtime generated more tokens than were quoted.', {
    meta: { outputTokens },
  })
}
