import type { SignedReceipt } from '#protocol/receipt.ts'
import type { Chain } from './chain.ts'
import { verifierBench } from './contracts.ts'
import { signedReceiptArgs } from './courtArgs.ts'
import { sendCall, type WriteOptions } from './sendCall.ts'
import { type Sentence, sentenceIn } from './sentence.ts'

/**
 * Punishes a verifier that passed a receipt which was shown to hold a fault.
 *
 * @throws {WitanError} CONTRACT_REVERTED when nobody passed it, or no fault of it was shown; and what sendCall throws.
 */
export async function punishLazyPass(
  chain: Chain,
  parameters: punishLazyPass.Parameters,
): Promise<Sentence> {
  const args = [signedReceiptArgs(parameters.signed)] as const
  const call = { ...verifierBench(chain), functionName: 'punishLazyPass', args } as const
  return sentenceIn(chain, await sendCall(chain, call, parameters))
}

export declare namespace punishLazyPass {
  type Parameters = WriteOptions & { readonly signed: SignedReceipt }
}
