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
  /** The values that must not cross the split, as `kind:value`. */
  readonly values: readonly string[]
}

/** Everything that the pipeline needs to know of one role. */
export type RoleGenerator = {
  readonly role: string
  /** Returns one example of a tier. */
  sample(random: Random, tier: Tier): Example
  /** The named test sets that `eval` scores, each a way to draw one example. */
  readonly testSets: Readonly<Record<string, (random: Random) => Example>>
  /** Every wording list, for the tests of the split. */
  readonly wordings: Readonly<Record<string, Wordings>>
}
