/** The second act: nodes that lie join the market, and each is found out, punished and left out of the routing. */

import type { ComposedClient } from '#cli/composeClient.ts'
import { awaitNodes } from '../devnet/awaitNodes.ts'
import type { Devnet, DevnetNode } from '../devnet/startDevnet.ts'
import { getGenerator } from '../experts/getGenerator.ts'
import { createRandom } from '../experts/random.ts'
import { type CaughtLie, catchLiar } from './catchLiar.ts'
import { LIARS, type Liar } from './liars.ts'
import type { Narrator } from './narrator.ts'

/** Questions that a liar is asked at most. */
const MOST_PROMPTS = 12
/** What they are drawn with. */
const SEED = 5

/** Runs the act and returns how each lie ended. */
export async function runTrust(
  devnet: Devnet,
  options: {
    readonly requester: ComposedClient
    readonly narrator: Narrator
    readonly signal: AbortSignal
  },
): Promise<readonly CaughtLie[]> {
  const { requester, narrator, signal } = options
  narrator.liarsJoin(LIARS)
  const nodes: DevnetNode[] = []
  for (const { lie, role } of LIARS) {
    nodes.push(await devnet.join({ roles: [role], lie: { name: lie } }))
  }
  await awaitNodes(requester.client, signal)
  const caught: CaughtLie[] = []
  for (const [i, liar] of LIARS.entries()) {
    narrator.liarStarts(liar, nodes[i]!.nodeId)
    const prompts = promptsFor(liar)
    caught.push(await catchLiar(liar, { node: nodes[i]!, requester, prompts, signal }))
    narrator.liarEnds(caught.at(-1)!)
  }
  return caught
}

function promptsFor({ role }: Liar): readonly string[] {
  const random = createRandom(SEED)
  const { sample } = getGenerator(role)
  return Array.from({ length: MOST_PROMPTS }, () => sample(random, 'V').prompt)
}
