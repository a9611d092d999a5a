/** Finishes a job whose program ended: last vouchers handed in, the remainder reclaimed. */

import { watchJob } from '#client/watchJob.ts'
import { WitanError } from '#protocol/errors.ts'
import { type JobId, parseJobId } from '#protocol/ids.ts'
import { composeClient } from './composeClient.ts'
import type { CommandContext } from './context.ts'
import { loadSettings } from './loadSettings.ts'
import { createNarrator } from './narrateJob.ts'
import { unlockWallet } from './openWallet.ts'

/**
 * Tells how a job of this data folder ends and what came back; safe to repeat.
 *
 * @param options - The job's id, and the keystore of the wallet that paid (the data folder's by default).
 * @throws {WitanError} INPUT_INVALID for an id that is none; JOB_NOT_OPEN for a job that this folder doesn't know.
 */
export async function resumeJob(
  context: CommandContext,
  options: { readonly jobId: string; readonly wallet?: string | undefined },
): Promise<void> {
  const jobId = parseJobId(options.jobId)
  const { config } = loadSettings(context)
  const privateKey = await unlockWallet(context, config, options.wallet)
  await using composed = await composeClient(config, { privateKey })
  const narrate = createNarrator(context.output)
  for await (const event of watchJob(composed.client, jobId)) {
    narrate(event)
    if (event.type === 'failed') throw failureOf(event, jobId)
  }
}

function failureOf(
  event: { readonly code: WitanError['code']; readonly message: string },
  jobId: JobId,
): WitanError {
  return new WitanError(event.code, event.message, { meta: { jobId } })
}
