import type { Random } from './random.ts'
import type { Tier, Wordings } from './wordings.ts'

/** One generated request with its truth. */
export type Example = {
  readonly prompt: string
  /** What the model should write. */
  readonly raw: string
  /** What the expert should answer, after code has finished the model's text. */
  readonly answer: string
  /** Which kind of request it is, for scores by kind. */
  readonly family: string
  /** The values put into the wording, as `kind:value`; the tests hold them against the split. */
  readonly values: readonly string[]
}

/** Everything that the pipeline needs to know of one role. */
export type RoleGenerator = {
  readonly role: string
  /** Returns one example of a tier. */
  sample(random: Random, tier: Tier): Example
  /** The named test sets that are scored, each a way to draw one example. */
  readonly testSets: Readonly<Record<string, (random: Random) => Example>>
  /** Every wording list, for the tests of the split. */
  readonly wordings: Readonly<Record<string, Wordings>>
  /** Other texts whose words training gives a meaning to: verbs, fillers. */
  readonly otherWordings: readonly string[]
  /** Returns whether an answer has the form that the role promises, right or wrong. */
  isValid(answer: string): boolean
  /** Returns whether an answer to a prompt says what the truth says; `2 + 3 = 5` agrees with `3 + 2 = 5`. */
  agrees(answer: string, truth: string, prompt?: string): boolean
  /** Returns how near an answer that may be wrong comes to the truth (0 to 100), where that says something. */
  closeness?(answer: string, truth: string): number
  /** Requests that the card shows with their answers. */
  readonly showcase: readonly string[]
}
