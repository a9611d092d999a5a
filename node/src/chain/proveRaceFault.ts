import type { Hex } from '#protocol/bytes.ts'
import type { LeafOpening } from '#protocol/raceTranscript.ts'
import type { Chain } from './chain.ts'
import { probeCourt } from './contracts.ts'
import { openingArgs, signedReceiptArgs } from './courtArgs.ts'
import { sendCall } from './sendCall.ts'
import { type ProofParameters, type Sentence, sentenceIn, sessionKeyArg } from './sentence.ts'

/**
 * Shows the court a token that did not win its race.
 *
 * @returns What it cost the node.
 * @throws {WitanError} CONTRACT_REVERTED when the evidence shows no such fault, or the task was punished before; and
 * what sendCall throws.
 */
export async function proveRaceFault(
  chain: Chain,
  parameters: proveRaceFault.Parameters,
): Promise<Sentence> {
  const call = {
    ...probeCourt(chain),
    functionName: 'proveRaceFault',
    args: [
      signedReceiptArgs(parameters.signed),
      parameters.seed,
      openingArgs(parameters.opening),
      BigInt(parameters.better),
      sessionKeyArg(parameters),
    ],
  } as const
  return sentenceIn(chain, await sendCall(chain, call, parameters))
}

export declare namespace proveRaceFault {
  type Parameters = ProofParameters & {
    /** Of the task; the receipt commits to it. */
    readonly seed: Hex
    readonly opening: LeafOpening
    /** Place among the leaf's candidates of one that beats the token. */
    readonly better: number
  }
}
