import { listNodes } from '#chain/listNodes.ts'
import type { OnChainNode } from '#chain/onChainNode.ts'
import { readBatch } from '#chain/readBatch.ts'
import { WitanError } from '#protocol/errors.ts'
import { parseNodeId } from '#protocol/ids.ts'
import type { Role } from '#protocol/role.ts'
import { drawDuty } from '#verification/probeDuty.ts'
import { awaitBeacon } from './awaitBeacon.ts'
import { type EpochState, saveEpoch } from './epochState.ts'
import type { Verifier } from './verifier.ts'

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

function drawRole({ prompts, random }: Verifier, node: OnChainNode | undefined): Role | undefined {
  const roles = [...new Set(node?.offers.map(({ role }) => role))]
  const known = roles.filter((role) => prompts.roles.includes(role))
  return known[Math.floor(random() * known.length)]
}
