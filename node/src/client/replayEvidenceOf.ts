import { fromHex } from '#protocol/bytes.ts'
import type { TaskId } from '#protocol/ids.ts'
import { RACE_SALT_BYTES, raceSeedOf } from '#protocol/race.ts'
import type { ChainContext } from '#protocol/typedData.ts'
import type { Evidence } from '#verification/evidence.ts'
import type { Journal } from './journal.ts'

/**
 * Returns what lets others replay an answer of this client: the request as it was sealed, and every leaf.
 *
 * @param context - Chain and escrow that the seed is bound to.
 * @param journal - Of a job with `keepRequests`.
 * @returns Undefined when the journal has no receipt, leaves or request of the task.
 * @throws {WitanError} INPUT_INVALID when the journal's values are malformed.
 */
export function replayEvidenceOf(
  { chainId, escrow }: Pick<ChainContext, 'chainId' | 'escrow'>,
  { jobId, receipts, transcripts = [], requests = [] }: Journal,
  taskId: TaskId,
): Evidence | undefined {
  const receipt = receipts.find((one) => one.receipt.taskId === taskId)
  const transcript = transcripts.find((one) => one.taskId === taskId)
  const sent = requests.find((one) => one.taskId === taskId)
  if (receipt === undefined || transcript === undefined || sent === undefined) return undefined
  const { quote, envelope, requestKey, deadline } = sent
  const salt = fromHex(transcript.raceSalt, RACE_SALT_BYTES)
  return {
    version: 1,
    kind: 'replay',
    receipt,
    other: [],
    quote: [quote],
    seed: raceSeedOf({ chainId, escrow, jobId, taskId }, salt),
    leaves: [],
    probe: [
      {
        envelope: fromHex(envelope),
        requestKey: fromHex(requestKey, 32),
        deadline,
        leaves: transcript.leaves.map((leaf) => fromHex(leaf)),
      },
    ],
  }
}
