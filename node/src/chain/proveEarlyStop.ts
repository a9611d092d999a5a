import type { LeafOpening } from '#protocol/raceTranscript.ts'
import type { Chain } from './chain.ts'
import { probeCourt } from './contracts.ts'
import { openingArgs, signedReceiptArgs } from './courtArgs.ts'
import { sendCall } from './sendCall.ts'
import { type ProofParameters, type Sentence, sentenceIn, sessionKeyArg } from './sentence.ts'

/**
 * Shows the court an output whose last token ends nothing, though its receipt says that the model ended it.
 *
 * @returns What it cost the node.
 * @throws {WitanError} CONTRACT_REVERTED when the evidence shows no such fault, or the task was punished before; and
 * what sendCall throws.
 */
export async function proveEarlyStop(
  chain: Chain,
  parameters: proveEarlyStop.Parameters,
): Promise<Sentence> {
  const call = {
    ...probeCourt(chain),
    functionName: 'proveEarlyStop',
    args: [
      signedReceiptArgs(parameters.signed),
      openingArgs(parameters.opening),
      sessionKeyArg(parameters),
    ],
  } as const
  return sentenceIn(chain, await sendCall(chain, call, parameters))
}

export declare namespace proveEarlyStop {
  type Parameters = ProofParameters & {
    readonly opening: LeafOpening
  }
}
