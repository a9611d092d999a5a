/** Jobs on the memory market, as most tests of the client want them. */

import type { JobEvent } from '#client/jobEvents.ts'
import type { JobRequest } from '#client/jobRequest.ts'
import { submitJob } from '#client/submitJob.ts'
import { costOf } from '#protocol/price.ts'
import type { Market } from './aMarket.ts'

export const PROMPT = 'what is 482 + 39'
export const DEAR = { pricePer1kInputBytes: 1000n, pricePer1kOutputTokens: 40_000n }
export const aRequest = (changes: Partial<JobRequest> = {}): JobRequest => ({
  prompt: PROMPT,
  mode: 'transit',
  maxBudget: 100_000n,
  ...changes,
})

export async function runJob(
  { client }: Market,
  changes: Partial<JobRequest> = {},
): Promise<JobEvent[]> {
  const events: JobEvent[] = []
  for await (const event of submitJob(client, aRequest(changes))) events.push(event)
  return events
}

export function find<T extends JobEvent['type']>(events: readonly JobEvent[], type: T) {
  return events.find((event): event is Extract<JobEvent, { type: T }> => event.type === type)
}

/** What the node can have earned by its honest answer. */
export const fullPrice = (
  tokens = 40,
  prices = { pricePer1kInputBytes: 1000n, pricePer1kOutputTokens: 20_000n },
) => costOf(prices, { inputBytes: PROMPT.length, outputTokens: tokens })
