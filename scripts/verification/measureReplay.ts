/** How far honest and other nodes are from a replay, on a shipped expert and variants made of its file. */

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { utf8 } from '#protocol/bytes.ts'
import { keccak256 } from '#protocol/hash.ts'
import { MAX_CANDIDATES } from '#protocol/race.ts'
import type { RacedToken } from '#protocol/raceLeaf.ts'
import type { Role } from '#protocol/role.ts'
import type { Engine } from '#runtime/engine.ts'
import { getExpert } from '#runtime/experts/expert.ts'
import type { ShippedExpert } from '#runtime/experts/manifest.ts'
import { createEngine, type EngineOptions } from '#runtime/llama/createEngine.ts'
import { replayTask } from '#runtime/replayTask.ts'
import {
  comparePosition,
  type PositionDifference,
  type ReplayStatistics,
  summarizeDifferences,
} from '#verification/compareReplay.ts'
import { faultOf } from '#verification/raceCheck.ts'
import { deriveVariant, VARIANT_KINDS } from '../experts/deriveVariant.ts'
import { getGenerator } from '../experts/getGenerator.ts'
import { EXPERTS_FOLDER } from '../experts/paths.ts'
import { createRandom } from '../experts/random.ts'

export type Measured = {
  readonly node: string
  readonly statistics: ReplayStatistics
  /** Differences, one list per request. */
  readonly jobs: readonly (readonly PositionDifference[])[]
  /** Share of tokens that lose their race when the promised model's numbers are committed to in place of its own. */
  readonly forced: number
  /** Share of tokens that another than the likeliest candidate won. */
  readonly drawn: number
}

const PROMPT_SEED = 20_270_401

/**
 * Returns what a verifier sees of each kind of node: honest, honest in another class of execution, and the variants.
 *
 * @param expert - Entry of the manifest.
 * @param options - Number of requests, temperature (thousandths).
 */
export async function measureReplay(
  expert: ShippedExpert,
  options: { readonly jobs: number; readonly temperatureMilli: number },
): Promise<Measured[]> {
  const folder = await mkdtemp(join(tmpdir(), 'witan-replay-'))
  const path = join(EXPERTS_FOLDER, expert.file)
  const verifier = await load(expert, path)
  const prompts = drawPrompts(expert.role, options.jobs)
  const run = (node: string, engine: Engine) =>
    measure(node, engine, verifier, { prompts, ...options })
  try {
    const measured = [
      await run('honest', await load(expert, path)),
      await run('honest, flash attention off', await load(expert, path, { flashAttention: false })),
      await run('honest, batches of 512', await load(expert, path, { batchSize: 512 })),
    ]
    for (const kind of VARIANT_KINDS) {
      const out = join(folder, `${kind}.gguf`)
      const { sha256 } = await deriveVariant(path, kind, out)
      const { modelId: _, ...entry } = expert
      measured.push(await run(kind, await load({ ...entry, sha256 }, out)))
    }
    return measured
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function load(
  expert: Omit<ShippedExpert, 'modelId'> & Partial<Pick<ShippedExpert, 'modelId'>>,
  path: string,
  profile: EngineOptions['profile'] = {},
): Promise<Engine> {
  const { contextTokens } = expert
  const models = [{ ...expert, path }]
  return createEngine({
    models,
    slots: 1,
    maxContextTokens: contextTokens,
    gpu: false,
    threads: 1,
    profile,
  })
}

/** Requests that the expert serves. */
function drawPrompts(role: Role, count: number): string[] {
  const { testSets } = getGenerator(role)
  const random = createRandom(PROMPT_SEED)
  const prompts: string[] = []
  while (prompts.length < count) {
    const { prompt } = testSets['V']!(random)
    try {
      getExpert(role).prepare(prompt)
      prompts.push(prompt)
    } catch {
      // not one that it would be paid for
    }
  }
  return prompts
}

async function measure(
  node: string,
  engine: Engine,
  verifier: Engine,
  { prompts, temperatureMilli }: { prompts: readonly string[]; temperatureMilli: number },
): Promise<Measured> {
  const jobs: PositionDifference[][] = []
  let [tokens, lost, drawn] = [0, 0, 0]
  for (const prompt of prompts) {
    const rules = { seed: keccak256(utf8(prompt)), temperatureMilli }
    const raced = await generate(engine, prompt, rules)
    const output = raced.map(({ token }) => token)
    const { modelId } = verifier.models[0]!
    const messages = [{ speaker: 'user' as const, content: prompt }]
    const positions = [...output.keys()]
    const request = { modelId, messages, maxOutputTokens: 4096, output, positions }
    const replay = await replayTask(verifier, request)
    jobs.push(
      replay.positions.map(({ position, candidates }) =>
        comparePosition(rules, { position, ...raced[position]! }, candidates),
      ),
    )
    for (const { position, candidates } of replay.positions) {
      const token = output[position]!
      const forced = { token, candidates: candidates.slice(0, MAX_CANDIDATES) }
      lost += Number(faultOf(rules, position, forced) !== undefined)
      drawn += Number(raced[position]!.candidates[0]!.id !== token)
      tokens += 1
    }
  }
  const statistics = summarizeDifferences(jobs.flat())
  return { node, statistics, jobs, forced: lost / tokens, drawn: drawn / tokens }
}

async function generate(
  engine: Engine,
  prompt: string,
  race: { readonly seed: Uint8Array; readonly temperatureMilli: number },
): Promise<RacedToken[]> {
  const { modelId, role } = engine.models[0]!
  const { modelInput, grammar, maxTokens } = getExpert(role).prepare(prompt)
  const raced: RacedToken[] = []
  for await (const { token, candidates } of engine.generate({
    modelId,
    input: modelInput,
    maxTokens,
    signal: new AbortController().signal,
    race,
    ...(grammar !== undefined && { grammar }),
  })) {
    raced.push({ token, candidates })
  }
  return raced
}
