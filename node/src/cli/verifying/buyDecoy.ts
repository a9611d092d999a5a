/** A job that a payer of probes buys as any requester buys an answer, by the same client, and that nobody checks. */

import { submitJob } from '#client/submitJob.ts'
import type { DecoyOrder } from '#verifier/verifier.ts'
import { composeClient } from '../composeClient.ts'
import type { BuyerConfig, BuyerOptions } from './buyProbe.ts'

/** Buys it to its very end, payment and release included; whatever goes wrong goes wrong for other requesters too. */
export async function buyDecoy(
  config: BuyerConfig,
  { accountKey: privateKey, role, prompt, maxBudget, temperatureMilli, signal }: DecoyOrder,
  { limits }: BuyerOptions = {},
): Promise<void> {
  await using buyer = await composeClient(config, { privateKey, limits })
  const request = { prompt, role, maxBudget, mode: 'transit' as const, temperatureMilli, signal }
  for await (const event of submitJob(buyer.client, request)) {
    if (event.type === 'settled') return
  }
}
