/** The costs of checks on a larger model than the shipped ones. Its weights are random: only what it costs means something. */

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RacedToken } from '#protocol/raceLeaf.ts'
import { createEngine } from '#runtime/llama/createEngine.ts'
import type { RandomGgufOptions } from '#testing/randomGguf.ts'
import { randomModelFile } from '#testing/randomModelFile.ts'
import { type Costs, costsOf, quarterOf, rootOver } from './measureCosts.ts'
import { measureRounds } from './measureRounds.ts'
import { openDirect } from './openDirect.ts'
import { view, write } from './request.ts'

/** About 270 million parameters, a quarter of them in a vocabulary as larger models have it. */
const SHAPE = {
  width: 1024,
  layers: 16,
  heads: 16,
  hidden: 2816,
  contextTokens: 1024,
  vocabulary: 32_000,
  seed: 20_271_201,
} as const satisfies RandomGgufOptions
const RACE = { seed: new Uint8Array(32).fill(1), temperatureMilli: 0 }
const ROUNDS = 4
/** Answers, in output tokens: what is measured, a table row each. */
const LENGTHS = [64, 128, 256]
/** One token a character: about as long as what people ask. */
const PROMPT =
  'Write down what has to be done before the winter comes, and in which order. '.repeat(2)

/** Returns the costs by number of output tokens, one thread. The file is made in a temporary folder and goes with it. */
export async function measureLarger(): Promise<Record<string, Costs>> {
  const folder = await mkdtemp(join(tmpdir(), 'witan-larger-'))
  try {
    const entry = randomModelFile(folder, { role: 'writing', ...SHAPE })
    const engine = await createEngine({
      models: [entry],
      slots: 1,
      maxContextTokens: SHAPE.contextTokens,
      gpu: false,
      threads: 1,
    })
    const direct = await openDirect(entry.path, SHAPE.contextTokens)
    const rows: [string, Costs][] = []
    for (const maxTokens of LENGTHS) {
      const request = { modelInput: PROMPT, maxTokens }
      let raced: readonly RacedToken[] = (await write(engine, request, RACE)).raced
      const output = raced.map(({ token }) => token)
      const times = await measureRounds(
        {
          generate: async () => {
            raced = (await write(engine, request, RACE)).raced
          },
          replay: async () => void (await view(engine, request, output)),
          quarter: async () => void (await view(engine, request, output, quarterOf(output))),
          direct: async () => await direct(request),
          leaves: async () => rootOver(raced),
        },
        ROUNDS,
      )
      rows.push([`${output.length} tokens`, costsOf(times, output.length)])
    }
    return Object.fromEntries(rows)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
