/** Takes the rest of a job back: the client's way with the nodes' agreement, or the contract's after the grace. */

import { WitanError } from '#protocol/errors.ts'
import type { JobId } from '#protocol/ids.ts'
import { loadSdk, openClient } from '@/lib/browserClient.ts'
import { loadRecord, saveRecord } from '@/lib/jobStore.ts'
import type { Wallet } from '@/lib/wallet/wallet.ts'
import { holdJob } from './jobLock.ts'

/**
 * Finishes an own job as far as it can be by now: last vouchers, every node's agreement, the remainder.
 *
 * @param wallet - Ready.
 * @param jobId - A job whose journal is in this browser.
 * @returns Unix seconds from which the rest can be released; undefined when it is back.
 * @throws {WitanError} TASK_DUPLICATE while the job runs in another tab; else what watchJob tells as its failure.
 */
export async function reclaimJob(wallet: Wallet, jobId: JobId): Promise<number | undefined> {
  const lock = await holdJob(jobId)
  if (!lock) {
    throw new WitanError('TASK_DUPLICATE', 'This job runs in another tab. Finish it there.')
  }
  try {
    const [client, { watchJob }] = await Promise.all([openClient(wallet), loadSdk()])
    for await (const event of watchJob(client, jobId)) {
      if (event.type === 'failed') throw new WitanError(event.code, event.message)
      if (event.type !== 'settled') continue
      const record = await loadRecord(jobId)
      const { type: _, jobId: __, ...settlement } = event
      if (record) {
        const outcome = record.outcome === 'running' ? 'stopped' : record.outcome
        await saveRecord({ ...record, outcome, settlement })
      }
      return event.releasableAt
    }
    return undefined
  } finally {
    lock.release()
  }
}
