import { isWitanError, WitanError } from '#protocol/errors.ts'
import type { JobId } from '#protocol/ids.ts'
import { fanOut, type Outcome } from '#swarm/fanOut.ts'
import { mergeAnswers } from '#swarm/mergeAnswers.ts'
import { renderTaskText } from '#swarm/taskText.ts'
import type { Client } from './createClient.ts'
import { createEventQueue } from './eventQueue.ts'
import { finishJob } from './finishJob.ts'
import type { JobEvent } from './jobEvents.ts'
import type { JobRequest } from './jobRequest.ts'
import type { JobRun } from './jobRun.ts'
import { type OpenedJob, openJob } from './openJob.ts'
import { runTask } from './runTask.ts'

/**
 * Plans, funds, runs and settles a request; yields what happens, in order. The last event is `settled` for a
 * job that gave an answer, `failed` for one that did not. It throws nothing: a failure is an event.
 *
 * Money: never more than `maxBudget` is locked, and no node is vouched more than what was opened from it, at its
 * quote. Leaving the iteration early cancels the job: it is paid for what arrived and the rest is refunded.
 *
 * @param client - Made by createClient.
 * @param request - What is asked, at what price and how private.
 *
 * @example
 * for await (const event of submitJob(client, { prompt: 'what is 482 + 39', mode: 'transit', maxBudget: 20_000n }))
 *   if (event.type === 'merged') console.log(event.answer) // 482 + 39 = 521
 */
export async function* submitJob(
  client: Client,
  request: JobRequest & { readonly signal?: AbortSignal },
): AsyncGenerator<JobEvent, void, void> {
  const left = new AbortController()
  const signal = request.signal ? AbortSignal.any([request.signal, left.signal]) : left.signal
  const queue = createEventQueue<JobEvent>()
  const work = runJob(client, request, queue.push, signal).finally(queue.end)
  let finished = false
  try {
    yield* queue.events
    finished = true
  } finally {
    if (!finished) left.abort(new WitanError('ABORTED', 'The requester left.'))
    await work
  }
}

/** Runs a job from plan to settlement; never rejects. */
async function runJob(
  client: Client,
  request: JobRequest,
  emit: (event: JobEvent) => void,
  signal: AbortSignal,
): Promise<void> {
  let opened: OpenedJob | undefined
  let failure: WitanError | undefined
  let jobId: JobId | undefined
  const onSigned = (signed: JobId) => {
    jobId = signed
  }
  try {
    opened = await openJob(client, request, { emit, signal, onSigned })
    failure = await serve(opened, emit, signal)
  } catch (error) {
    failure = toKnown(error)
  }
  if (opened) {
    for (const { release } of opened.routed.values()) release()
    try {
      emit({ type: 'settled', jobId: opened.run.jobId, ...(await settle(client, opened.run)) })
    } catch (error) {
      failure ??= toKnown(error)
    }
  }
  if (failure) emit({ type: 'failed', code: failure.code, message: failure.message, jobId })
}

/** Runs every task and merges; returns why there is no answer at all, if there is none. */
async function serve(
  { run, plan, routed }: OpenedJob,
  emit: (event: JobEvent) => void,
  signal: AbortSignal,
): Promise<WitanError | undefined> {
  const outcomes = await fanOut<string>(
    plan,
    async (task, inputs, options) => {
      const text = renderTaskText(task, inputs)
      const result = await runTask(run, routed.get(task.id)!, text, options.signal)
      const { answer, workings, nodeId } = result
      emit({ type: 'answer', taskId: task.id, role: task.role, nodeId, answer, workings })
      return answer
    },
    { signal },
  )
  for (const [taskId, outcome] of outcomes) {
    if (outcome.status === 'answered') continue
    const { code, message } = outcome.error
    emit({ type: 'taskFailed', taskId, code, message })
  }
  const errors = [...outcomes.values()].flatMap(errorOf)
  if (errors.length === outcomes.size) return errors[0]
  const { text, complete } = mergeAnswers(plan, outcomes)
  emit({ type: 'merged', answer: text, complete })
  return undefined
}

async function settle(client: Client, run: JobRun) {
  return finishJob(client, {
    jobId: run.jobId,
    sessionKey: run.sessionKey,
    txHashes: run.txHashes,
    nodes: [...run.ledgers.values()].map((ledger) => {
      const { node, addresses } = run.nodes.get(ledger.nodeId)!
      return {
        nodeId: ledger.nodeId,
        index: ledger.index,
        cap: ledger.cap(),
        signer: node.signer,
        addresses,
        voucher: run.vouchers.get(ledger.nodeId),
      }
    }),
  })
}

function errorOf(outcome: Outcome<string>): WitanError[] {
  return outcome.status === 'failed' ? [outcome.error] : []
}

function toKnown(error: unknown): WitanError {
  if (isWitanError(error)) return error
  if (error instanceof DOMException && error.name === 'AbortError')
    return new WitanError('ABORTED', 'The job was cancelled.', { cause: error })
  return new WitanError('INTERNAL', 'The job failed unexpectedly.', { cause: error })
}
