import type { Operation } from '#runtime/experts/code/operation.ts'
import type { Chain } from './drawProgram.ts'
import { AMONG } from './fillers.ts'
import { singularTest } from './grammarOfEnglish.ts'
import { HAS_CLAUSES, PAIR_CHECKS } from './pairWordings.ts'
import * as tests from './testWordings.ts'
import { nounOf } from './wordNoun.ts'
import { elements, fill, type Position, pronoun, type Subject, type Writer } from './writer.ts'

/** Returns "check whether ..." about what the steps from a position up to `last` make. */
export function checkClause(
  position: Position,
  last: number,
  subject: Subject,
  writer: Writer,
): string {
  const { chain, index, base } = position
  const operation = chain.operations[last]!
  const x = last > index ? nounOf(position, last, subject, writer) : base
  return writer
    .pick('check', tests.CHECK_VERBS)
    .replace('{clause}', () => clauseOf(operation, last, x, subject, writer))
}

/** Stands for the subject while a clause is turned into a question. */
const SUBJECT = '<subject>'

/** Returns a chain of one test as a question ("is a number prime"), where its wording can be turned round. */
export function wordQuestion(chain: Chain, subject: Subject, writer: Writer): string | undefined {
  const [test, ...more] = chain.operations
  const isPlain = test!.to === 'bool' && test!.from !== 'pair' && !test!.name.includes(' ')
  if (more.length > 0 || !isPlain || subject.base === undefined) return undefined
  const clause = clauseOf(test!, 0, SUBJECT, subject, writer)
  return turnRound(clause)?.replace(SUBJECT, () => subject.base!)
}

function turnRound(clause: string): string | undefined {
  const [, first, verb, rest] = /^(<subject>|\{\w+\}) (\w+)(.*)$/.exec(clause) ?? []
  if (!verb) return undefined
  if (verb === 'is' || verb === 'can') return `${verb} ${first}${rest}`
  if (verb === 'does') return `does ${first}${rest}`
  if (verb === 'has') return `does ${first} have${rest}`
  return `does ${first} ${verb.replace(/(?<=ch|sh|o)es$|s$/, '')}${rest}`
}

function clauseOf(
  operation: Operation,
  at: number,
  x: string | undefined,
  subject: Subject,
  writer: Writer,
): string {
  const { random } = writer
  const { name, from } = operation
  const part = `step${at}`
  if (from === 'pair') {
    const [p, q] =
      subject.names ??
      random.pick([
        ['the first', 'the second'],
        ['the first one', 'the second one'],
        ['the first number', 'the second number'],
        ['one', 'the other'],
      ] as const)
    const { clauses } = PAIR_CHECKS.find((one) => one.operation === name)!
    const said = fill(writer.pick(part, clauses), { p, q }, at)
    return x && !subject.names ? `of ${x} ${said}` : said
  }
  if (name === 'has')
    return fill(
      writer.pick(part, HAS_CLAUSES),
      { x: x ?? pronoun(from, random), v: `{o${at}_0}` },
      at,
    )
  const [quantifier, test = quantifier!] = name.split(' ')
  const { phrases } = tests.TEST_WORDINGS.find((one) => one.operation === test)!
  const pred = writer.pick(part, phrases)
  if (test === quantifier)
    return fill(`${x ?? pronoun(from, random)} ${singularTest(pred)}`, {}, at)
  const wordings = quantifier === 'every' ? tests.EVERY_PHRASES : tests.SOME_PHRASES
  const among = x
    ? ` ${random.pick(['in', 'of', 'from'])} ${x}`
    : random.chance(0.25)
      ? ` ${random.pick(AMONG)}`
      : ''
  const singular = singularTest(pred)
  return fill(
    writer.pick(`${part} all`, wordings),
    {
      pred,
      preds: singular,
      that: `that ${pred}`,
      thats: `that ${singular}`,
      in: among,
      ...elements(from, subject, random),
    },
    at,
  )
}
