import type { Chain } from './chain.ts'
import { probeCourt } from './contracts.ts'
import { signedReceiptArgs } from './courtArgs.ts'
import { sendCall } from './sendCall.ts'
import { type ProofParameters, type Sentence, sentenceIn, sessionKeyArg } from './sentence.ts'

/**
 * Shows the court that a node let the time pass in which it had to hand out its frames.
 *
 * @returns What it cost the node.
 * @throws {WitanError} CONTRACT_REVERTED when the evidence shows no such fault, or the task was punished before; and
 * what sendCall throws.
 */
export async function proveWithheld(chain: Chain, parameters: ProofParameters): Promise<Sentence> {
  const call = {
    ...probeCourt(chain),
    functionName: 'proveWithheld',
    args: [signedReceiptArgs(parameters.signed), sessionKeyArg(parameters)],
  } as const
  return sentenceIn(chain, await sendCall(chain, call, parameters))
}
