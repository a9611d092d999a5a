import { hasTestBeacon } from '#chain/hasTestBeacon.ts'
import { listNodes } from '#chain/listNodes.ts'
import type { OnChainNode } from '#chain/onChainNode.ts'
import { pokeFees } from '#chain/pokeFees.ts'
import { proveRound } from '#chain/proveRound.ts'
import { readBatch } from '#chain/readBatch.ts'
import { readBeacon } from '#chain/readBeacon.ts'
import type { Hex } from '#protocol/bytes.ts'
import { isWitanError, WitanError } from '#protocol/errors.ts'
import { parseNodeId } from '#protocol/ids.ts'
import type { Role } from '#protocol/role.ts'
import { drawDuty, probeDrawOf } from '#verification/probeDuty.ts'
import { type EpochState, saveEpoch } from './epochState.ts'
import type { Verifier } from './verifier.ts'

const MOST_DOUBLINGS = 4

/**
 * Waits for the beacon and notes which node each probe goes to, and in which role; only the holder of the secret can.
 *
 * @throws {WitanError} CONTRACT_REVERTED when the beacon's round was missed; and what reading and sendCall throw.
 */
export async function drawDuties(
  verifier: Verifier,
  state: EpochState,
  signal: AbortSignal,
): Promise<void> {
  if (state.probes.every(({ nodeId }) => nodeId !== undefined)) return
  const { chain, verifierId, records, tell } = verifier
  const { epoch, secret } = state
  const randomness = await awaitBeacon(verifier, BigInt(state.round), signal)
  const batch = await readBatch(chain, { verifierId, epoch })
  if (batch === undefined) {
    throw new WitanError('CONTRACT_REVERTED', `The probes of epoch ${epoch} are not on chain.`)
  }
  const nodes = new Map((await listNodes(chain)).map((node) => [node.nodeId, node]))
  for (const probe of state.probes) {
    const drawn = drawDuty({ secret, randomness, nodes: batch.nodes }, probe.index)
    probe.nodeId = parseNodeId(drawn)
    probe.role = drawRole(verifier, nodes.get(probe.nodeId))
  }
  saveEpoch(records, state)
  const drawn = state.probes.map(({ nodeId }) => nodeId).join(',')
  tell({ event: 'drawn', epoch, nodes: drawn })
}

/** Returns what draws the positions of an epoch's answers. @throws {WitanError} as drawDuties. */
export async function probeDraw(
  verifier: Verifier,
  { secret, round }: EpochState,
  signal: AbortSignal,
): Promise<Hex> {
  return probeDrawOf({ secret, randomness: await awaitBeacon(verifier, BigInt(round), signal) })
}

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
): Promise<`0x${string}`> {
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

function drawRole({ prompts, random }: Verifier, node: OnChainNode | undefined): Role | undefined {
  const roles = [...new Set(node?.offers.map(({ role }) => role))]
  const known = roles.filter((role) => prompts.roles.includes(role))
  return known[Math.floor(random() * known.length)]
}
