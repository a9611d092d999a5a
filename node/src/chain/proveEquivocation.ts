import type { SignedReceipt } from '#protocol/receipt.ts'
import type { Chain } from './chain.ts'
import { probeCourt } from './contracts.ts'
import { signedReceiptArgs } from './courtArgs.ts'
import { sendCall } from './sendCall.ts'
import { type ProofParameters, type Sentence, sentenceIn, sessionKeyArg } from './sentence.ts'

/**
 * Shows the court two different receipts of one node for one task.
 *
 * @returns What it cost the node.
 * @throws {WitanError} CONTRACT_REVERTED when the evidence shows no such fault, or the task was punished before; and
 * what sendCall throws.
 */
export async function proveEquivocation(
  chain: Chain,
  parameters: proveEquivocation.Parameters,
): Promise<Sentence> {
  const call = {
    ...probeCourt(chain),
    functionName: 'proveEquivocation',
    args: [
      signedReceiptArgs(parameters.signed),
      signedReceiptArgs(parameters.other),
      sessionKeyArg(parameters),
    ],
  } as const
  return sentenceIn(chain, await sendCall(chain, call, parameters))
}

export declare namespace proveEquivocation {
  type Parameters = ProofParameters & {
    /** The other receipt. */
    readonly other: SignedReceipt
  }
}
