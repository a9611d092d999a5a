import { join } from 'node:path'
import type { Token } from 'node-llama-cpp'
import type { Candidate } from '#protocol/race.ts'
import type { PreparedPrompt } from '#runtime/experts/expert.ts'
import type { ShippedExpert } from '#runtime/experts/manifest.ts'
import { createGrammarMask } from '#runtime/llama/grammarMask.ts'
import { openLlama } from '#runtime/llama/openLlama.ts'
import { readCandidates } from '#runtime/llama/readCandidates.ts'
import { EXPERTS_FOLDER } from '../experts/paths.ts'
import type { ReadPosition } from './openReader.ts'

/** Candidates of a replayed position. */
const CANDIDATES = 64

/** By reader, by position: the candidates that a replay gives. */
type Views = (readonly Candidate[])[][]

/**
 * Returns what turns what several machines read in one answer into the candidates of their replays. The grammar is asked
 * once for all of them.
 *
 * @param expert - Entry of the manifest.
 */
export async function openMasks({
  file,
}: ShippedExpert): Promise<
  (
    request: PreparedPrompt,
    output: readonly number[],
    read: readonly (readonly ReadPosition[])[],
  ) => Promise<Views>
> {
  const llama = await openLlama({ maxThreads: 1 })
  const model = await llama.loadModel({ modelPath: join(EXPERTS_FOLDER, file) })
  return async ({ grammar }, output, read) => {
    const mask =
      grammar === undefined
        ? undefined
        : createGrammarMask(model, await llama.createGrammar({ grammar }))
    const views: Views = read.map(() => [])
    for (const [position, token] of output.entries()) {
      for (const [i, positions] of read.entries()) {
        views[i]!.push(readCandidates(logitsOf(positions[position]!), CANDIDATES, mask))
      }
      mask?.accept(token as Token)
    }
    return views
  }
}

function logitsOf({ ids, logits }: ReadPosition): ReadonlyMap<Token, number> {
  return new Map(Array.from(ids, (id, i) => [id as Token, logits[i]!]))
}
