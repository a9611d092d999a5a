import type { Operation } from '#runtime/experts/code/operation.ts'
import { STEP_WORDINGS } from './allWordings.ts'
import type { Chain } from './drawProgram.ts'
import { LEADING_WORDINGS } from './listWordings.ts'
import { PAIR_WORDINGS } from './pairWordings.ts'
import * as tests from './testWordings.ts'
import { elements, fill, type Position, pronoun, type Subject, type Writer } from './writer.ts'

/** How a noun is built so far; it decides what may go round it without a second reading. */
type Shape = 'base' | 'before' | 'after' | 'sum'

const SUMS =
  'double triple halve square cube negate absolute plus minus times divide power modulo'.split(' ')

/** Returns what the steps from a position up to `end` make, as a noun. */
export function nounOf(position: Position, end: number, subject: Subject, writer: Writer): string {
  const { chain, index, base } = position
  let x = base ?? pronoun(chain.operations[index]!.from, writer.random)
  let shape: Shape = 'base'
  for (let at = index; at < end; at++) {
    const operation = chain.operations[at]!
    const leading = writer.random.chance(0.6) ? findLeading(chain, at, end) : undefined
    const range = isRange(chain, at) && at + 1 < end
    const { template, values } = leading
      ? {
          template: writer.pick(`step${at}`, leading.nouns),
          values: elements(operation.from, subject, writer.random),
        }
      : nounTemplate(operation, at, subject, writer, range)
    // "The even ones" alone says neither numbers nor words, and nothing of what was done before.
    if (!template.includes('{x}') && (operation.from === 'words' || at > index))
      throw new AmbiguousWording()
    shape = shapeAround(shape, template, operation.name, at === end - 1)
    x = fill(template, { x, ...values }, at)
    if (range || leading) at++
  }
  return x
}

/** Thrown when a noun would have two readings; another wording is drawn then. */
export class AmbiguousWording extends Error {}

/**
 * "The sum of the list plus 3" adds 3 last and "the first 3 of the list sorted" sorts first: such nouns are
 * only built in the order in which they are read.
 */
function shapeAround(shape: Shape, template: string, name: string, isLast: boolean): Shape {
  const isSum = SUMS.includes(name)
  if (template.startsWith('how ') && !isLast) throw new AmbiguousWording()
  if (!template.startsWith('{x}')) {
    if (shape === 'sum') throw new AmbiguousWording()
    return 'before'
  }
  if (isSum ? shape === 'after' : shape === 'before' || shape === 'sum')
    throw new AmbiguousWording()
  return isSum ? 'sum' : 'after'
}

function nounTemplate(
  operation: Operation,
  at: number,
  subject: Subject,
  writer: Writer,
  range: boolean,
): { readonly template: string; readonly values: Readonly<Record<string, string>> } {
  const part = `step${at}`
  if (operation.from === 'pair') {
    const { nouns } = PAIR_WORDINGS.find((one) => one.operation === operation.name)!
    return { template: writer.pick(part, nouns), values: {} }
  }
  const values = elements(operation.from, subject, writer.random)
  if (!isTest(operation))
    return { template: writer.pick(part, findWording(operation).nouns), values }
  const { that, attribute } = thatPhrase(range ? 'range' : operation.name, at, writer)
  const template = withAttribute(writer.pick(`${part} kept`, tests.KEEP_NOUNS), attribute)
  return { template, values: { ...values, that } }
}

export function isTest({ name, from, to }: Operation): boolean {
  return (
    (from === 'nums' || from === 'words') &&
    to === from &&
    tests.TEST_WORDINGS.some((one) => one.operation === name)
  )
}

/** Two filters that are said as one: "between {a} and {b}". */
export function isRange({ operations }: Chain, index: number): boolean {
  return (
    operations[index]!.from === 'nums' &&
    operations[index]!.name === 'atleast' &&
    operations[index + 1]?.name === 'atmost'
  )
}

/** Returns how two steps are said as one, if they are: "the 3 largest". */
export function findLeading(
  { operations }: Chain,
  index: number,
  end: number,
): (typeof LEADING_WORDINGS)[number] | undefined {
  if (operations[index]!.from !== 'nums' || index + 1 >= end) return undefined
  return LEADING_WORDINGS.find(
    ({ operation }) =>
      operation === operations[index]!.name && operations[index + 1]!.name === 'take',
  )
}

export function findWording({ name, from }: Operation): (typeof STEP_WORDINGS)[number] {
  return STEP_WORDINGS.find(
    (one) => one.operation === name && (!one.from || one.from.includes(from)),
  )!
}

/** Returns a test as a relative clause, or as an attribute with nothing after it. */
export function thatPhrase(
  name: string,
  index: number,
  writer: Writer,
): { that: string; attribute?: string } {
  const test = tests.TEST_WORDINGS.find((one) => one.operation === name)
  if (test?.attribute && writer.random.chance(0.6)) return { that: '', attribute: test.attribute }
  const pred = writer.pick(`step${index}`, test?.phrases ?? tests.RANGE_PHRASES)
  const isShort = /^are .*\{/.test(pred) && !/^are (?:not|a |\{)/.test(pred)
  if (isShort && writer.random.chance(0.3)) return { that: pred.replace('are ', '') }
  return { that: `${writer.random.pick(['that', 'that', 'which'])} ${pred}` }
}

export function withAttribute(template: string, attribute: string | undefined): string {
  return attribute ? template.replace('{items}', `${attribute} {items}`) : template
}
