import type { MarketEvent } from '#chain/marketEvents.ts'
import { isWitanError } from '#protocol/errors.ts'
import { receiptTypedData } from '#protocol/typedData.ts'
import { readChain } from '../readChain.ts'
import { checkReceipt, type ReceiptVerdict } from './checkReceipt.ts'
import { offersOf } from './offersOf.ts'
import type { GivenReceipt, GivenReceipts } from './receiptsText.ts'

/** A receipt with what was recomputed of it. */
export type VerifiedReceipt = ReceiptVerdict & {
  readonly given: GivenReceipt
  /** EIP-712 digest that was signed, computed here. */
  readonly digest: string
  /** Account that the signature recovers to; undefined when no account can have made it. */
  readonly signer: string | undefined
}

/**
 * Returns the verdict on each receipt of a file, by the chain's word alone.
 *
 * @param given - The file.
 * @param events - All events of the market, newest first; they hold the offers of every time.
 * @throws {WitanError} CHAIN_UNREACHABLE.
 */
export async function verifyReceipts(
  { jobId, receipts }: GivenReceipts,
  events: readonly MarketEvent[],
): Promise<readonly VerifiedReceipt[]> {
  const [chain, verbs] = await Promise.all([readChain(), loadVerbs()])
  const job = verbs.replayJob(await verbs.readJobHistory(chain, jobId))
  return await Promise.all(
    receipts.map(async (given): Promise<VerifiedReceipt> => {
      const { receipt, signature } = given
      const typedData = receiptTypedData(chain.context, receipt)
      const signer = await verbs.recoverSigner(typedData, signature).catch((error: unknown) => {
        if (isWitanError(error, 'SIGNATURE_INVALID')) return undefined
        throw error
      })
      const signerKey = signer && (await verbs.readSignerKey(chain, signer))
      const offers = offersOf(events, receipt)
      const facts = {
        context: chain.context,
        jobId,
        job: job.terms && job,
        signer,
        signerKey,
        offers,
      }
      return {
        ...checkReceipt(given, facts),
        given,
        digest: verbs.hashTypedData(typedData),
        signer,
      }
    }),
  )
}

async function loadVerbs() {
  const [history, replay, recover, key, hash] = await Promise.all([
    import('#chain/readJobHistory.ts'),
    import('#client/replayJob.ts'),
    import('#chain/recoverSigner.ts'),
    import('#chain/readSignerKey.ts'),
    import('#chain/hashTypedData.ts'),
  ])
  return { ...history, ...replay, ...recover, ...key, ...hash }
}
