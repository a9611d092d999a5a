/** The second act: nodes that lie join the market, and each is found out, punished and left out of the routing. */

import { join } from 'node:path'
import type { ComposedClient } from '#cli/composeClient.ts'
import type { RuntimeLie } from '#testing/lies.ts'
import type { Verifier } from '#verifier/verifier.ts'
import { awaitNodes } from '../devnet/awaitNodes.ts'
import type { Devnet, DevnetNode } from '../devnet/startDevnet.ts'
import { startVerifier } from '../devnet/startVerifier.ts'
import { deriveVariant } from '../experts/deriveVariant.ts'
import { getGenerator } from '../experts/getGenerator.ts'
import { EXPERTS_FOLDER } from '../experts/paths.ts'
import { createRandom } from '../experts/random.ts'
import { type CaughtLie, catchLiar } from './catchLiar.ts'
import { LIARS, type Liar } from './liars.ts'
import type { Narrator } from './narrator.ts'

/** The smallest jury there is, each juror of an operator of its own. */
const VERIFIERS = 3
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
  narrator.liarsJoin(LIARS.length, VERIFIERS)
  await using stack = new AsyncDisposableStack()
  const verifiers: Verifier[] = []
  for (let place = 0; place < VERIFIERS; place++) {
    verifiers.push(stack.use(await startVerifier(devnet, place, { signal })).verifier)
  }
  const nodes: DevnetNode[] = []
  for (const liar of LIARS) {
    nodes.push(await devnet.join({ roles: [liar.role], lie: await lieOf(liar, devnet.folder) }))
  }
  await awaitNodes(requester.client, signal)
  const caught: CaughtLie[] = []
  for (const [i, liar] of LIARS.entries()) {
    const node = nodes[i]!
    narrator.liarStarts(liar, node.nodeId)
    const prompts = promptsFor(liar)
    caught.push(await catchLiar(liar, { node, requester, verifiers, prompts, signal }))
    narrator.liarEnds(caught.at(-1)!)
  }
  return caught
}

async function lieOf({ lie, role, variant }: Liar, folder: string): Promise<RuntimeLie> {
  if (variant === undefined) return { name: lie }
  const modelPath = join(folder, `${role}-${variant}.gguf`)
  await deriveVariant(join(EXPERTS_FOLDER, role, 'model.gguf'), variant, modelPath)
  return { name: lie, modelPath }
}

function promptsFor({ role }: Liar): readonly string[] {
  const random = createRandom(SEED)
  const { sample } = getGenerator(role)
  return Array.from({ length: MOST_PROMPTS }, () => sample(random, 'V').prompt)
}
