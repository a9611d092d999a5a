/** One lie from the question to the price of it: asked, seen, judged, recomputed from the chain. */

import { readReputationTerms } from '#chain/readReputationTerms.ts'
import { readStake } from '#chain/readStake.ts'
import type { ComposedClient } from '#cli/composeClient.ts'
import type { NodeId } from '#protocol/ids.ts'
import type { Role } from '#protocol/role.ts'
import type { Verifier } from '#verifier/verifier.ts'
import type { DevnetNode } from '../devnet/startDevnet.ts'
import { accuseLie } from './accuseLie.ts'
import { askAlone } from './askAlone.ts'
import type { Liar } from './liars.ts'
import { proveLie } from './proveLie.ts'
import type { Punishment } from './punishment.ts'

/** What a node has to lose; micro-dollars. */
export type Standing = { readonly stake: bigint; readonly weight: bigint; readonly jailed: boolean }

/** A lie as the demo reports it. */
export type CaughtLie = Punishment &
  Pick<Liar, 'lie' | 'lane'> & {
    readonly nodeId: NodeId
    /** Questions that were asked until it showed. */
    readonly asked: number
    readonly before: Standing
    readonly after: Standing
    readonly ok: boolean
  }

/**
 * Asks a dishonest node until its lie shows, has it punished, and returns what that was.
 *
 * @throws Error when none of the prompts brought it out.
 */
export async function catchLiar(
  { lie, lane, role }: Liar,
  options: {
    readonly node: DevnetNode
    readonly requester: ComposedClient
    readonly verifiers: readonly Verifier[]
    readonly prompts: readonly string[]
    readonly signal: AbortSignal
  },
): Promise<CaughtLie> {
  const { node, requester, verifiers, prompts, signal } = options
  const { nodeId } = node
  const before = await standingOf(requester, nodeId, role)
  for (const [i, prompt] of prompts.entries()) {
    const journal = await askAlone(requester.client, { prompt, role, nodeId, signal })
    const punished =
      lane === 'A'
        ? await proveLie(requester, journal)
        : await accuseLie(requester, journal, { verifiers, signal })
    if (!punished) continue
    const after = await standingOf(requester, nodeId, role)
    const { audit, slashed } = punished
    const ok = audit.ok && slashed > 0n && after.jailed && after.weight < before.weight
    return { ...punished, lie, lane, nodeId, asked: i + 1, before, after, ok }
  }
  throw new Error(`The lie ${lie} of node ${nodeId} did not show in ${prompts.length} answers.`)
}

async function standingOf(
  { chain }: ComposedClient,
  nodeId: NodeId,
  role: Role,
): Promise<Standing> {
  const [{ active }, { weight, jailed }] = await Promise.all([
    readStake(chain, nodeId),
    readReputationTerms(chain, { nodeId, role }),
  ])
  return { stake: active, weight, jailed }
}
