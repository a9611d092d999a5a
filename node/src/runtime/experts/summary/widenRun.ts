import type { Value } from './readSegments.ts'

/** The first and the last value of a fact. */
export type Run = { readonly first: Value; readonly last: Value }

/** Facts that are words, not times, numbers or somebody. */
const FACTS_OF_WORDS: ReadonlySet<string> = new Set(
  'blocker cause decision finding metric reason step task topic'.split(' '),
)

/** Facts that name somebody. */
const SOMEBODY: ReadonlySet<string> = new Set(['by', 'lead', 'owner', 'signed'])

/** Fact words that lead to a fact beside them and are none of it: "fewer sales", "the problem dust". */
const LEADING_WORDS: ReadonlySet<string> = new Set(
  'failed fault fewer main out problem reached talk time week'.split(' '),
)

/** A fact that a sentence goes on from without a pause: "sales reached 40". */
const FOLLOWED_FACT = 'metric'

/** A name, which may be an unknown word as well. */
const NAME = /^[*^&]$/

/** Words that may stand in a fact of words; no number, no time. */
const WORDS = /^[*^&a-z]/

/**
 * Returns a fact with the words beside it that no fact has: of "late payments" the model may point at "payments"
 * alone, of "Ana from sales" at "Ana". What touches a fact of words is part of it, but for words that lead to it or go
 * on from it.
 *
 * @param field - Which fact it is.
 * @param run - What the model pointed at.
 */
export function widenRun(field: string, run: Run, { prompt, values, taken }: widenRun.Place): Run {
  const gap = (one: Value, other: Value): string => prompt.slice(one.end, other.start)
  const touches = (one: Value, other: Value): boolean => gap(one, other) === ' '
  const isFree = (value: Value | undefined): value is Value =>
    value !== undefined && !taken.has(value) && WORDS.test(value.shown)
  let from = values.indexOf(run.first)
  let to = values.indexOf(run.last)
  const next = values[to + 1]
  if (SOMEBODY.has(field) && NAME.test(run.last.shown) && isFree(next))
    return gap(run.last, next) === ' from ' ? { first: run.first, last: next } : run
  if (!FACTS_OF_WORDS.has(field)) return run
  for (let one = values[from - 1]; isFree(one); one = values[from - 1]) {
    if (LEADING_WORDS.has(one.shown) || !touches(one, values[from]!)) break
    from--
  }
  for (let one = values[to + 1]; isFree(one); one = values[to + 1]) {
    if (field === FOLLOWED_FACT || !touches(values[to]!, one)) break
    to++
  }
  return { first: values[from]!, last: values[to]! }
}

export declare namespace widenRun {
  /** The sentence that the fact stands in. */
  type Place = {
    readonly prompt: string
    readonly values: readonly Value[]
    /** Values that are part of a fact. */
    readonly taken: ReadonlySet<Value>
  }
}
