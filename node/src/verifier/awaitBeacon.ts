import { hasTestBeacon } from '#chain/hasTestBeacon.ts'
import { pokeFees } from '#chain/pokeFees.ts'
import { proveRound } from '#chain/proveRound.ts'
import { readBeacon } from '#chain/readBeacon.ts'
import type { Hex } from '#protocol/bytes.ts'
import { isWitanError, WitanError } from '#protocol/errors.ts'
import type { Verifier } from './verifier.ts'

const MOST_DOUBLINGS = 4

/**
 * Returns the randomness of a round; whoever needs it first makes the beacon keep it.
 *
 * @param tries - After so many looks it gives up, for the caller to come back. @default without end
 * @throws {WitanError} CONTRACT_REVERTED when the round was missed, or is not there after the last try;
 * BEACON_UNREACHABLE when no relay gave it by then; and what reading and sendCall throw.
 */
export async function awaitBeacon(
  { chain, verifierId, pause, logger, drandRelays }: Verifier,
  round: bigint,
  signal: AbortSignal,
  tries = Infinity,
): Promise<Hex> {
  for (let failures = 0; ; ) {
    const { value, missed } = await readBeacon(chain, round)
    if (value !== undefined) return value
    if (missed) {
      throw new WitanError(
        'CONTRACT_REVERTED',
        `Nobody proved the beacon's round ${round} in time.`,
      )
    }
    try {
      await proveRound(chain, { round, relays: drandRelays, signal })
    } catch (error) {
      // its block or its signature is not there yet, another one proved it, or a beacon is used that others prove
      const isEarly = isWitanError(error, 'CONTRACT_REVERTED')
      const isAway = isWitanError(error, 'BEACON_UNREACHABLE')
      if (!isEarly && !isAway && !isWitanError(error, 'CONTRACT_MISSING')) throw error
      if (++failures >= tries) throw error
      logger[isAway ? 'warn' : 'debug']('beacon not there yet', {}, error)
      // a local chain makes a block only for a transaction
      if (isEarly && hasTestBeacon(chain)) await pokeFees(chain, { nodeIds: [verifierId] })
      await rest(pause, hasTestBeacon(chain) ? 0 : failures, signal)
    }
  }
}

/** Relays of the public are not asked twice a second: the pause doubles with every failure, up to sixteen of them. */
async function rest(
  pause: Verifier['pause'],
  failures: number,
  signal: AbortSignal,
): Promise<void> {
  const pauses = 2 ** Math.min(failures, MOST_DOUBLINGS)
  for (let i = 0; i < pauses; i++) await pause(signal)
}
