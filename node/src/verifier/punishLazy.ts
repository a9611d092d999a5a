import { punishLazyPass } from '#chain/punishLazyPass.ts'
import { readConviction } from '#chain/readConviction.ts'
import { readConvictions } from '#chain/readConvictions.ts'
import { readReport } from '#chain/readReport.ts'
import { isWitanError } from '#protocol/errors.ts'
import type { Verifier } from './verifier.ts'

const KIND = 'lazy'
/** Faults that whoever looked at the answer had to see. */
const IN_THE_ANSWER: ReadonlySet<string> = new Set([
  'race',
  'earlyStop',
  'lateStop',
  'malformedLeaf',
])

/**
 * Punishes verifiers that passed an answer which was shown to hold a fault; whoever does gets the finder's share.
 *
 * @returns How many were punished by this call.
 * @throws {WitanError} CHAIN_UNREACHABLE.
 */
export async function punishLazy(
  verifier: Pick<Verifier, 'verifierId' | 'chain' | 'receiptIn' | 'tell' | 'logger'> & {
    readonly records: Pick<Verifier['records'], 'get' | 'set'>
  },
): Promise<number> {
  const { chain, records, receiptIn, tell, logger } = verifier
  let punished = 0
  for (const { digest, taskId, fault, txHash } of await readConvictions(chain)) {
    if (!IN_THE_ANSWER.has(fault) || records.get(KIND, digest) !== undefined) continue
    const report = await readReport(chain, digest)
    if (report === undefined || !report.passed || report.verifierId === verifier.verifierId)
      continue
    // the bench takes a second call without a word, and it does nothing
    if ((await readConviction(chain, { nodeId: report.verifierId, taskId })) !== undefined) continue
    const signed = await receiptIn(txHash)
    if (signed === undefined) continue
    try {
      const { slashed } = await punishLazyPass(chain, { signed })
      punished++
      tell({ event: 'punished', nodeId: report.verifierId, digest, slashed })
    } catch (error) {
      // another one was first
      if (!isWitanError(error, 'CONTRACT_REVERTED')) throw error
      logger.debug('lazy pass was punished before', { nodeId: report.verifierId }, error)
    }
    records.set(KIND, digest, '')
  }
  return punished
}
