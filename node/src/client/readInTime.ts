import { WitanError } from '#protocol/errors.ts'
import type { NodeMessage } from '#protocol/taskMessages.ts'
import type { JobRun } from './jobRun.ts'
import type { Attempt } from './runAttempt.ts'

/**
 * Passes a node's messages on and ends the wait when the node falls silent: soon when another could take
 * over, at the task's deadline otherwise. A node that says how many tasks are ahead gets that much longer.
 *
 * @throws {WitanError} NODE_OFFLINE after a silence, TASK_TIMEOUT at the deadline, or the signal's reason.
 */
export async function* readInTime(
  messages: AsyncIterable<NodeMessage>,
  run: JobRun,
  attempt: Attempt,
): AsyncGenerator<NodeMessage> {
  const { clock, limits } = run.client
  const inbox = messages[Symbol.asyncIterator]()
  let patienceMs = limits.acceptTimeoutMs
  try {
    for (;;) {
      const leftMs = Math.max(0, 1000 * (run.taskDeadline - clock.nowSeconds()))
      const isLate = !attempt.replaceable || leftMs < patienceMs
      const next = await within(inbox.next(), {
        waitMs: isLate ? leftMs : patienceMs,
        attempt,
        clock,
        error: () =>
          isLate
            ? new WitanError('TASK_TIMEOUT', 'The task did not finish before its deadline.')
            : new WitanError(
                'NODE_OFFLINE',
                `Node ${attempt.quoted.node.nodeId} was silent for ${patienceMs} ms.`,
              ),
      })
      if (next.done) return
      patienceMs =
        limits.stallTimeoutMs * (next.value.type === 'accepted' ? 1 + next.value.queued : 1)
      yield next.value
    }
  } finally {
    // not awaited: a silent node would hold its reader for good
    void inbox.return?.().catch(() => undefined)
  }
}

async function within<T>(
  next: Promise<T>,
  options: {
    readonly waitMs: number
    readonly attempt: Attempt
    readonly clock: JobRun['client']['clock']
    readonly error: () => WitanError
  },
): Promise<T> {
  const stop = new AbortController()
  const signal = AbortSignal.any([options.attempt.signal, stop.signal])
  const silence = options.clock.sleep(options.waitMs, { signal }).then(() => {
    throw options.error()
  })
  next.catch(() => undefined)
  try {
    return await Promise.race([next, silence])
  } finally {
    stop.abort()
  }
}
