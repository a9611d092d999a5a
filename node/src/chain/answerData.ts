import { concatBytes, type Hex, toHex } from '#protocol/bytes.ts'
import type { Chain } from './chain.ts'
import { probeCourt } from './contracts.ts'
import { sendCall, type Transaction, type WriteOptions } from './sendCall.ts'

/**
 * Hands the sealed frames of a receipt out on chain; nobody but the requester can open them. Anyone may.
 *
 * @throws {WitanError} CONTRACT_REVERTED when nothing is demanded, time is over, or they are other frames; and what
 * sendCall throws.
 */
export async function answerData(
  chain: Chain,
  parameters: answerData.Parameters,
): Promise<Transaction> {
  const { digest, frames } = parameters
  const args = [digest, toHex(concatBytes(...frames))] as const
  const call = { ...probeCourt(chain), functionName: 'answerData', args } as const
  return (await sendCall(chain, call, parameters)).transaction
}

export declare namespace answerData {
  type Parameters = WriteOptions & {
    /** What the node signed of the receipt (receiptDigest). */
    readonly digest: Hex
    /** All sealed frames, in order. */
    readonly frames: readonly Uint8Array[]
  }
}
