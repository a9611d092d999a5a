import { join } from 'node:path'
import { isWitanError } from '#protocol/errors.ts'
import { getExpert } from '#runtime/experts/expert.ts'
import type { ShippedExpert } from '#runtime/experts/manifest.ts'
import { getGenerator } from './getGenerator.ts'
import { loadServedModel, type ServableModel, type ServedModel } from './loadServedModel.ts'
import { measureServing, type Serving } from './measureServing.ts'
import { EXPERTS_FOLDER } from './paths.ts'
import { createRandom } from './random.ts'
import { type Score, scoreExpert } from './scoreExpert.ts'

/** What one expert showed. */
export type Report = Serving & {
  readonly role: string
  /** By test set of its own role. */
  readonly scores: Readonly<Record<string, Score>>
  /** Share of right answers on the held-out requests of every role: its row of the matrix. */
  readonly row: Readonly<Record<string, number>>
  readonly bytes: number
  readonly tokensPerSecond: number
  readonly showcase: readonly {
    readonly prompt: string
    readonly raw: string
    readonly answer: string
  }[]
}

/** The test sets of the matrix: held-out values and held-out wordings, as many of each. */
const MATRIX_SETS = ['V', 'W'] as const

/** Requests that the runtime process answers before its memory is read. */
const SERVED_REQUESTS = 50

/**
 * Returns the figures of one shipped expert, asked exactly as a node asks it.
 *
 * @param entry - Its row of the manifest.
 * @param options - Which roles are in the matrix, and how many requests stand behind a figure.
 */
export async function evaluateExpert(
  entry: ShippedExpert,
  options: evaluateExpert.Options,
): Promise<Report> {
  const { role, bytes } = entry
  const { roles, count, foreignCount = 25, path = join(EXPERTS_FOLDER, entry.file) } = options
  const file: ServableModel = { ...entry, path }
  const serving = await measureServing(file, drawServed(role))
  const model = await loadServedModel(file)
  const scores: Record<string, Score> = {}
  for (const testSet of Object.keys(getGenerator(role).testSets))
    scores[testSet] = await scoreExpert(model, role, getGenerator(role), { testSet, count })
  const row: Record<string, number> = {}
  for (const other of roles)
    row[other] =
      other === role
        ? mean(MATRIX_SETS.map((testSet) => scores[testSet]!.right))
        : await scoreForeign(model, role, { other, count: foreignCount })
  return {
    role,
    scores,
    row,
    bytes,
    ...serving,
    tokensPerSecond: Math.round(
      mean(Object.values(scores).map(({ tokensPerSecond }) => tokensPerSecond)),
    ),
    showcase: await answerShowcase(model, role),
  }
}

export declare namespace evaluateExpert {
  type Options = {
    /** Every role of the matrix. */
    roles: readonly string[]
    /** Requests per test set of its own role. */
    count: number
    /** Requests per test set of each other role: enough to tell 0 from 30. @default 25 */
    foreignCount?: number
    /** The model file. @default where the manifest has it */
    path?: string
  }
}

async function scoreForeign(
  model: ServedModel,
  role: string,
  { other, count }: { readonly other: string; readonly count: number },
): Promise<number> {
  const rights: number[] = []
  for (const testSet of MATRIX_SETS) {
    const options = { testSet, count, alone: false }
    rights.push((await scoreExpert(model, role, getGenerator(other), options)).right)
  }
  return mean(rights)
}

async function answerShowcase(model: ServedModel, role: string): Promise<Report['showcase']> {
  const expert = getExpert(role as Parameters<typeof getExpert>[0])
  const shown: Report['showcase'][number][] = []
  for (const prompt of getGenerator(role).showcase) {
    try {
      const { raw } = await model.write(expert.prepare(prompt))
      shown.push({ prompt, raw, answer: expert.finish(raw, prompt).answer })
    } catch (error) {
      if (!isWitanError(error, 'PROMPT_UNSUPPORTED')) throw error
      shown.push({ prompt, raw: '', answer: `declined: ${error.message}` })
    }
  }
  return shown
}

/** Returns requests that the expert does not refuse. */
function drawServed(role: string): string[] {
  const expert = getExpert(role as Parameters<typeof getExpert>[0])
  const random = createRandom(SERVED_REQUESTS)
  const prompts: string[] = []
  while (prompts.length < SERVED_REQUESTS) {
    const { prompt } = getGenerator(role).sample(random, 'V')
    try {
      expert.prepare(prompt)
      prompts.push(prompt)
    } catch {
      // a refused request costs nothing to serve
    }
  }
  return prompts
}

function mean(figures: readonly number[]): number {
  const sum = figures.reduce((total, figure) => total + figure, 0)
  return Math.round((10 * sum) / figures.length) / 10
}
