import { addressOf } from '#chain/addressOf.ts'
import { isWitanError, WitanError } from '#protocol/errors.ts'
import type { JobId } from '#protocol/ids.ts'
import type { Client } from './createClient.ts'
import { finishJob } from './finishJob.ts'
import type { JobEvent } from './jobEvents.ts'
import { decodeJournal } from './journal.ts'

/**
 * Takes a job up again after its program ended: hands in the last vouchers, asks for every Done and reclaims
 * what is left. Safe to repeat; each call does what can be done by then.
 *
 * @param client - With the journal store that the job was run with.
 * @param jobId - The job.
 * @returns Events `funded`, `voucher` and `settled`, or `failed`: RECEIPT_UNKNOWN when the journal has no
 * such job, JOB_NOT_OPEN when it was never funded.
 */
export async function* watchJob(
  client: Client,
  jobId: JobId,
): AsyncGenerator<JobEvent, void, void> {
  try {
    const text = await client.journal.load(jobId)
    if (text === undefined) {
      throw new WitanError('JOB_NOT_OPEN', `There is no journal of the job ${jobId} here.`)
    }
    const journal = decodeJournal(text)
    const funded = (await client.chain.readJobHistory(jobId)).find(({ type }) => type === 'funded')
    if (!funded) {
      throw new WitanError('JOB_NOT_OPEN', `The job ${jobId} was never funded; nothing is locked.`)
    }
    const { nodes } = journal
    yield {
      type: 'funded',
      jobId,
      txHash: funded.txHash,
      locked: nodes.reduce((sum, { cap }) => sum + cap, 0n),
      nodeIds: nodes.map(({ nodeId }) => nodeId),
    }
    for (const { nodeId, voucher } of nodes) {
      if (voucher) yield { type: 'voucher', nodeId, total: voucher.voucher.total }
    }
    const privateKey = journal.sessionPrivateKey
    const sessionKey = { privateKey, address: addressOf(privateKey) }
    const settlement = await finishJob(client, {
      jobId,
      sessionKey,
      nodes,
      txHashes: journal.txHashes,
    })
    yield { type: 'settled', jobId, ...settlement }
  } catch (error) {
    const known = isWitanError(error)
      ? error
      : new WitanError('INTERNAL', 'The job could not be taken up.', { cause: error })
    yield { type: 'failed', code: known.code, message: known.message }
  }
}
