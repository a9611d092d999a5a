import { getExpert } from '#runtime/experts/expert.ts'
import type { Example, RoleGenerator } from './example.ts'
import type { ServedModel } from './loadServedModel.ts'
import { createRandom } from './random.ts'

/** What one test set showed. */
export type Score = {
  /** Share of right answers, model and code together (0 to 100). */
  readonly right: number
  /** Share of answers in the promised form (0 to 100). */
  readonly valid: number
  /** Share of outputs equal to the target when nothing but the model decides: no grammar (0 to 100). */
  readonly modelAlone: number
  /** Mean closeness of the answers to the truth (0 to 100), for roles that have a measure of it. */
  readonly closeness?: number
  /** Share of right answers by kind of request. */
  readonly families: Readonly<Record<string, number>>
  readonly misses: readonly {
    readonly prompt: string
    readonly truth: string
    readonly answer: string
  }[]
  /** Of request and answer, by the time of one processor: other programs don't slow it down. */
  readonly tokensPerSecond: number
}

/** Seed of the reported figures; nothing was tuned on what it draws. */
const REPORT_SEED = 20_270_314

/**
 * Returns how an expert does on a test set of a role, its own or another's.
 *
 * @param model - The loaded model, asked as a node asks it.
 * @param role - Whose pre- and post-processing goes round the model.
 * @param generator - Whose test set it is.
 */
export async function scoreExpert(
  model: ServedModel,
  role: string,
  generator: RoleGenerator,
  options: scoreExpert.Options,
): Promise<Score> {
  const { testSet, count, seed = REPORT_SEED, alone = true } = options
  const expert = getExpert(role as Parameters<typeof getExpert>[0])
  const random = createRandom(seed)
  const tally = { right: 0, valid: 0, alone: 0, closeness: 0, tokens: 0, ms: 0 }
  const families = new Map<string, { right: number; all: number }>()
  const misses: { prompt: string; truth: string; answer: string }[] = []

  for (let index = 0; index < count; index++) {
    const example = generator.testSets[testSet]!(random)
    const answered = await answerExample(model, expert, example, alone)
    const right = answered.served && agrees(generator, answered.answer, example)
    tally.right += Number(right)
    tally.valid += Number(answered.served && isValid(generator, answered.answer))
    tally.alone += Number(answered.aloneRight)
    tally.closeness += generator.closeness?.(answered.answer, example.answer) ?? 0
    tally.tokens += answered.tokens
    tally.ms += answered.ms
    const family = families.get(example.family) ?? { right: 0, all: 0 }
    families.set(example.family, { right: family.right + Number(right), all: family.all + 1 })
    if (!right)
      misses.push({ prompt: example.prompt, truth: example.answer, answer: answered.answer })
  }
  const percent = (part: number, whole = count): number => Math.round((1000 * part) / whole) / 10
  return {
    right: percent(tally.right),
    valid: percent(tally.valid),
    modelAlone: percent(tally.alone),
    ...(generator.closeness && { closeness: Math.round((10 * tally.closeness) / count) / 10 }),
    families: Object.fromEntries(
      [...families].sort().map(([name, { right, all }]) => [name, percent(right, all)]),
    ),
    misses,
    tokensPerSecond: tally.ms ? Math.round((1000 * tally.tokens) / tally.ms) : 0,
  }
}

export declare namespace scoreExpert {
  type Options = {
    testSet: string
    count: number
    /** @default the seed of the reported figures */
    seed?: number
    /** Whether the model is asked a second time without the grammar. @default true */
    alone?: boolean
  }
}

type Answered = {
  readonly served: boolean
  readonly answer: string
  readonly aloneRight: boolean
  readonly tokens: number
  readonly ms: number
}

/** A request that the expert refuses counts as a miss. */
async function answerExample(
  model: ServedModel,
  expert: ReturnType<typeof getExpert>,
  { prompt, raw }: Example,
  alone: boolean,
): Promise<Answered> {
  try {
    const prepared = expert.prepare(prompt)
    const began = process.cpuUsage()
    const written = await model.write(prepared)
    const { user, system } = process.cpuUsage(began)
    const free = alone ? await model.write(prepared, { withGrammar: false }) : undefined
    return {
      served: true,
      answer: expert.finish(written.raw, prompt).answer,
      aloneRight: free?.raw.trim() === raw,
      tokens: written.inputTokens + written.outputTokens,
      ms: (user + system) / 1000,
    }
  } catch (error) {
    if ((error as { code?: string }).code !== 'PROMPT_UNSUPPORTED') throw error
    return { served: false, answer: '', aloneRight: false, tokens: 0, ms: 0 }
  }
}

/** Another expert's answer may have any form. */
function agrees(
  generator: RoleGenerator,
  answer: string,
  { answer: truth, prompt }: Example,
): boolean {
  try {
    return generator.agrees(answer, truth, prompt)
  } catch {
    return false
  }
}

function isValid(generator: RoleGenerator, answer: string): boolean {
  try {
    return generator.isValid(answer)
  } catch {
    return false
  }
}
