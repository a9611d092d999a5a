import type { LeafOpening } from '#protocol/raceTranscript.ts'
import type { Chain } from './chain.ts'
import { probeCourt } from './contracts.ts'
import { openingArgs, signedReceiptArgs } from './courtArgs.ts'
import { sendCall } from './sendCall.ts'
import { type ProofParameters, type Sentence, sentenceIn, sessionKeyArg } from './sentence.ts'

/**
 * Shows the court a leaf without the promised form.
 *
 * @returns What it cost the node.
 * @throws {WitanError} CONTRACT_REVERTED when the evidence shows no such fault, or the task was punished before; and
 * what sendCall throws.
 */
export async function proveMalformedLeaf(
  chain: Chain,
  parameters: proveMalformedLeaf.Parameters,
): Promise<Sentence> {
  const call = {
    ...probeCourt(chain),
    functionName: 'proveMalformedLeaf',
    args: [
      signedReceiptArgs(parameters.signed),
      openingArgs(parameters.opening),
      BigInt(parameters.place),
      sessionKeyArg(parameters),
    ],
  } as const
  return sentenceIn(chain, await sendCall(chain, call, parameters))
}

export declare namespace proveMalformedLeaf {
  type Parameters = ProofParameters & {
    readonly opening: LeafOpening
    /** Place of the leaf in the tree. */
    readonly place: number
  }
}
