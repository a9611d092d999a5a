import type { Hex } from '#protocol/bytes.ts'
import { WitanError } from '#protocol/errors.ts'
import type { Chain } from './chain.ts'
import { blockBeacon, drandBeacon } from './contracts.ts'
import { decompressPoint } from './decompressPoint.ts'
import { sendCall, type Transaction, type WriteOptions } from './sendCall.ts'

/**
 * Fixes the randomness of a round of the chain's beacon, once it is there. Anyone may.
 *
 * The test beacon of a local chain takes it from the block; drand's needs the signature that its network published.
 *
 * @throws {WitanError} CONTRACT_REVERTED when the round is not there yet, too old, or signed by somebody else;
 * CONTRACT_MISSING where the chain has no beacon that can be proven; CONFIG_INVALID where drand's signature is missing
 * or no point; and what sendCall throws.
 */
export async function proveBeacon(
  chain: Chain,
  parameters: proveBeacon.Parameters,
): Promise<Transaction> {
  const { round, signature } = parameters
  const drand = drandBeacon(chain)
  if (drand === undefined) {
    const call = { ...blockBeacon(chain), functionName: 'prove', args: [round] } as const
    return (await sendCall(chain, call, parameters)).transaction
  }
  if (signature === undefined) {
    throw new WitanError(
      'CONFIG_INVALID',
      `Round ${round} of drand needs its signature. Fetch it from a relay of the network.`,
    )
  }
  const call = {
    ...drand,
    functionName: 'prove',
    args: [round, decompressPoint(signature)],
  } as const
  return (await sendCall(chain, call, parameters)).transaction
}

export declare namespace proveBeacon {
  type Parameters = WriteOptions & {
    readonly round: bigint
    /** Signature of the round as drand publishes it: a compressed point of 48 bytes. Only for drand. */
    readonly signature?: Hex
  }
}
