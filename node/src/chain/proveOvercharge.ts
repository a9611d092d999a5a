import type { SignedQuote } from '#protocol/quote.ts'
import type { Chain } from './chain.ts'
import { probeCourt } from './contracts.ts'
import { quoteArgs, signedReceiptArgs } from './courtArgs.ts'
import { sendCall } from './sendCall.ts'
import { type ProofParameters, type Sentence, sentenceIn, sessionKeyArg } from './sentence.ts'

/**
 * Shows the court a receipt that asks for more than its quote allows.
 *
 * @returns What it cost the node.
 * @throws {WitanError} CONTRACT_REVERTED when the evidence shows no such fault, or the task was punished before; and
 * what sendCall throws.
 */
export async function proveOvercharge(
  chain: Chain,
  parameters: proveOvercharge.Parameters,
): Promise<Sentence> {
  const call = {
    ...probeCourt(chain),
    functionName: 'proveOvercharge',
    args: [
      signedReceiptArgs(parameters.signed),
      ...quoteArgs(parameters.quote),
      sessionKeyArg(parameters),
    ],
  } as const
  return sentenceIn(chain, await sendCall(chain, call, parameters))
}

export declare namespace proveOvercharge {
  type Parameters = ProofParameters & {
    /** The quote that the receipt names. */
    readonly quote: SignedQuote
  }
}
