import { NUMBER_MAPS } from '#runtime/experts/code/numberOperations.ts'
import type { InputKind, Kind, Operation } from '#runtime/experts/code/operation.ts'
import { OPERATIONS } from '#runtime/experts/code/operations.ts'
import { TEXT_MAPS } from '#runtime/experts/code/textOperations.ts'
import { isHeldOut } from '../../isHeldOut.ts'
import type { Random } from '../../random.ts'
import type { Tier } from '../../wordings.ts'

/** A chain of operations before it has operands. */
export type Chain = { readonly input: InputKind; readonly operations: readonly Operation[] }

const INPUT_WEIGHTS: readonly (readonly [InputKind, number])[] = [
  ['nums', 38],
  ['words', 22],
  ['text', 20],
  ['num', 12],
  ['pair', 8],
]

const LENGTH_WEIGHTS: readonly (readonly [number, number])[] = [
  [1, 34],
  [2, 34],
  [3, 26],
  [4, 6],
]

/** Of chains over a list, how many end in one value where the drawing is free to choose. */
const RESULT_SHARE = 0.55

/**
 * Returns a chain of operations that a tier may see: training never sees the chains of several steps that are
 * held out, V sees only those.
 */
export function drawChain(random: Random, tier: Tier): Chain {
  const input = weighted(INPUT_WEIGHTS, random)
  const length = input === 'pair' ? random.pick([1, 1, 1, 2]) : weighted(LENGTH_WEIGHTS, random)
  for (;;) {
    const chain = drawOfLength(input, length, random)
    const isSingle = chain.operations.length === 1
    if (isSingle !== (length === 1)) continue
    if (isSingle || isHeldOut(keyOf(chain)) === (tier === 'V')) return chain
  }
}

/** Returns what names a chain in the split. */
export function keyOf({ input, operations }: Chain): string {
  return ['chain', input, ...operations.map(({ name }) => name)].join(' ')
}

function drawOfLength(input: InputKind, length: number, random: Random): Chain {
  const operations: Operation[] = []
  let kind: InputKind | Kind = input
  while (operations.length < length && kind !== 'bool') {
    const isLast = operations.length === length - 1
    const next = drawOperation(kind, operations, isLast, random)
    if (!next) break
    operations.push(next)
    kind = next.to
  }
  return { input, operations }
}

function drawOperation(
  kind: InputKind,
  before: readonly Operation[],
  isLast: boolean,
  random: Random,
): Operation | undefined {
  const isList = kind === 'nums' || kind === 'words'
  const wantsResult = isList && isLast && before.length > 0 && random.chance(RESULT_SHARE)
  const fits = OPERATIONS.filter(
    (operation) =>
      operation.from === kind &&
      follows(operation, before) &&
      (!wantsResult || operation.to === 'num' || operation.to === 'text') &&
      (isLast || !['bool'].includes(operation.to)),
  )
  const weights = fits.map((operation) => [operation, weightOf(operation, before)] as const)
  return weights.length > 0 ? weighted(weights, random) : undefined
}

/** What people ask for more often, and less. */
const WEIGHTS: Readonly<Record<string, number>> = {
  sort: 2,
  descend: 1.6,
  reverse: 1.8,
  unique: 2,
  words: 2,
  split: 1.6,
  even: 1.8,
  odd: 1.3,
  above: 1.6,
  below: 1.3,
  positive: 1.3,
  double: 1.6,
  square: 1.5,
  sum: 1.7,
  max: 1.3,
  min: 1.2,
  count: 1.3,
  first: 0.7,
  last: 0.7,
  take: 1.2,
  power: 0.6,
  modulo: 0.6,
  cube: 0.7,
  triple: 0.6,
  negate: 0.7,
}

/** The two quantifiers are as many as all filters: each gets a smaller share, results of lists a larger. */
function weightOf({ name, from, to }: Operation, before: readonly Operation[]): number {
  if (name === 'take' && ['sort', 'descend'].includes(before.at(-1)?.name ?? '')) return 5
  if (name === 'atmost' && before.at(-1)?.name === 'atleast') return 12
  if (name.includes(' ')) return 0.2
  if (name === 'has') return 1.2
  if ((from === 'nums' || from === 'words') && (to === 'num' || to === 'text'))
    return (before.length > 0 ? 2 : 1.2) * (WEIGHTS[name] ?? 1)
  return WEIGHTS[name] ?? 1
}

const ORDERS = ['sort', 'descend', 'bylength', 'reverse']
const SMALL_RESULTS = ['plus', 'minus', 'double']
const LARGE_RESULTS = ['power', 'cube', 'factorial', 'divide', 'halve', 'average', 'length']
const MAP_NAMES = [...NUMBER_MAPS, ...TEXT_MAPS].map(({ name }) => name)
const SINGLE_ELEMENT = ['first', 'last', 'longest', 'shortest']

/** Leaves out chains that nobody asks for, or that two readings would give. */
function follows({ name, from, to }: Operation, before: readonly Operation[]): boolean {
  const last = before.at(-1)
  if (!last) return name !== 'letters' || to === 'words'
  if (before.some((other) => other.name === name)) return false
  if (name === 'count' && MAP_NAMES.includes(last.name)) return false
  if (ORDERS.includes(name) && before.some((other) => ORDERS.includes(other.name))) return false
  // The order of a list does not matter to what is computed of all of it.
  const ordered = ORDERS.includes(last.name) && (from === 'nums' || from === 'words')
  if (
    ordered &&
    ['sum', 'product', 'max', 'min', 'average', 'spread', 'count', 'has'].includes(name)
  )
    return false
  if (ordered && name.includes(' ')) return false
  if (last.name === 'empty' || (last.name === 'positive' && name === 'nonnegative'))
    return name === 'count'
  // "The longest of the words with exactly 3 letters" and a product after a product say little.
  if (last.name === 'exactly' && SINGLE_ELEMENT.includes(name)) return false
  if (last.name === 'length' && from === 'num' && name === 'digits') return false
  if (['upto', 'divisors', 'factorial'].includes(name))
    return SMALL_RESULTS.includes(last.name) && last.from === 'num'
  if (name === 'digits') return !LARGE_RESULTS.includes(last.name)
  if (last.name === 'even' && ['odd', 'double'].includes(name)) return name === 'double'
  return true
}

function weighted<Choice>(choices: readonly (readonly [Choice, number])[], random: Random): Choice {
  const total = choices.reduce((sum, [, weight]) => sum + weight, 0)
  let left = random.next() * total
  for (const [choice, weight] of choices) {
    left -= weight
    if (left < 0) return choice
  }
  return choices.at(-1)![0]
}
