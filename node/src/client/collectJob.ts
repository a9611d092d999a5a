import { WitanError } from '#protocol/errors.ts'
import type { JobEvent } from './jobEvents.ts'

type EventOf<T extends JobEvent['type']> = Extract<JobEvent, { type: T }>

/** A finished job in one piece. */
export type JobResult = {
  readonly answer: string
  /** Whether every task was answered. */
  readonly complete: boolean
  readonly answers: readonly EventOf<'answer'>[]
  readonly receipts: readonly EventOf<'receipt'>[]
  readonly reroutes: readonly EventOf<'rerouted'>[]
  readonly quoted: EventOf<'quoted'>
  readonly funded: EventOf<'funded'>
  readonly settled: EventOf<'settled'>
}

/**
 * Reads a job's events to the end and returns its result.
 *
 * @param events - From submitJob.
 * @param options - `onEvent` sees each event as it comes.
 * @throws {WitanError} With the job's code when it gave no answer; the refund stands in `meta.refunded`.
 */
export async function collectJob(
  events: AsyncIterable<JobEvent>,
  options: { readonly onEvent?: (event: JobEvent) => void } = {},
): Promise<JobResult> {
  const seen: JobEvent[] = []
  for await (const event of events) {
    seen.push(event)
    options.onEvent?.(event)
  }
  const all = <T extends JobEvent['type']>(type: T) =>
    seen.filter((event): event is EventOf<T> => event.type === type)
  const settled = all('settled')[0]
  const failed = all('failed')[0]
  if (failed) {
    throw new WitanError(failed.code, failed.message, {
      meta: { jobId: settled?.jobId, refunded: settled?.refunded, paid: settled?.paid },
    })
  }
  const [merged, quoted, funded] = [all('merged')[0], all('quoted')[0], all('funded')[0]]
  if (!merged || !quoted || !funded || !settled) {
    throw new WitanError('INTERNAL', 'The job ended without a result.')
  }
  return {
    answer: merged.answer,
    complete: merged.complete,
    answers: all('answer'),
    receipts: all('receipt'),
    reroutes: all('rerouted'),
    quoted,
    funded,
    settled,
  }
}
