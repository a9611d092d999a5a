import type { Hex } from '#protocol/bytes.ts'
import { probeDrawOf } from '#verification/probeDuty.ts'
import { awaitBeacon } from './awaitBeacon.ts'
import type { EpochState } from './epochState.ts'
import type { Verifier } from './verifier.ts'

/** Returns what draws the positions of an epoch's answers. @throws {WitanError} as awaitBeacon. */
export async function probeDraw(
  verifier: Verifier,
  { secret, round }: EpochState,
  signal: AbortSignal,
): Promise<Hex> {
  return probeDrawOf({ secret, randomness: await awaitBeacon(verifier, BigInt(round), signal) })
}
