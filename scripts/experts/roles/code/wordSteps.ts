import type { Kind } from '#runtime/experts/code/operation.ts'
import type { Chain } from './drawProgram.ts'
import { EACH, WHOLE } from './fillers.ts'
import { RETURN_VERBS } from './frames.ts'
import { PAIR_WORDINGS } from './pairWordings.ts'
import * as tests from './testWordings.ts'
import { checkClause } from './wordCheck.ts'
import {
  findLeading,
  findWording,
  isRange,
  isTest,
  nounOf,
  thatPhrase,
  withAttribute,
} from './wordNoun.ts'
import { among, elements, fill, type Position, type Subject, type Writer } from './writer.ts'

/** The steps in words: commands, and whether the last one asks for something to be returned. */
export type Clauses = { readonly commands: readonly string[]; readonly returns: boolean }

/**
 * Returns the steps of a chain in words: some as commands one after another, the rest as one result
 * ("return the sum of the squares of the rest").
 */
export function wordSteps(chain: Chain, subject: Subject, writer: Writer): Clauses {
  const { random } = writer
  const { operations } = chain
  const commands: string[] = []
  let base = subject.base
  let index = subject.implied ? 1 : 0
  const spoken = random.chance(0.5) ? operations.length : random.integer(index, operations.length)
  while (index < spoken) {
    const counts = operations[index + 1]?.name === 'count' && isTest(operations[index]!)
    const leading = random.chance(0.6) ? findLeading(chain, index, spoken) : undefined
    if (leading) {
      commands.push(leadingClause(leading, { chain, index, base }, subject, writer))
      index += 2
    } else if (isRange(chain, index) && index + 1 < spoken) {
      commands.push(filterClause({ chain, index, base }, subject, writer))
      index += 2
    } else if (counts && random.chance(0.7)) {
      commands.push(countClause({ chain, index, base }, subject, writer))
      index += 2
    } else {
      commands.push(stepClause({ chain, index, base }, subject, writer))
      index++
    }
    base = undefined
  }
  if (index >= operations.length) {
    const asks = operations.at(-1)!.to === 'bool'
    return { commands, returns: asks || /^(?:return|give back)/.test(commands.at(-1)!) }
  }
  commands.push(resultClause({ chain, index, base }, subject, writer))
  return { commands, returns: true }
}

/** Returns the result of a whole chain as a noun; nothing for a chain that ends in yes or no. */
export function wordResult(chain: Chain, subject: Subject, writer: Writer): string | undefined {
  if (chain.operations.at(-1)!.to === 'bool') return undefined
  const index = subject.implied ? 1 : 0
  return nounOf({ chain, index, base: subject.base }, chain.operations.length, subject, writer)
}

function stepClause(position: Position, subject: Subject, writer: Writer): string {
  const { chain, index, base } = position
  const operation = chain.operations[index]!
  if (operation.to === 'bool') return checkClause(position, index, subject, writer)
  if (operation.from === 'pair') {
    const wording = PAIR_WORDINGS.find((one) => one.operation === operation.name)!
    // Without names before it "the first" has nothing to refer to.
    if (base)
      return writer
        .pick('verb', RETURN_VERBS)
        .replace('{np}', fill(writer.pick(`step${index}`, wording.nouns), { x: base }, index))
    return writer.pick(`step${index}`, wording.verbs)
  }
  if (isTest(operation)) return filterClause(position, subject, writer)
  const { verbs } = findWording(operation)
  return fillStep(writer.pick(`step${index}`, verbs), position, subject, writer)
}

/** Returns the nested steps and the last one as one clause. */
function resultClause(position: Position, subject: Subject, writer: Writer): string {
  const { operations } = position.chain
  const last = operations.length - 1
  if (operations[last]!.to === 'bool') return checkClause(position, last, subject, writer)
  if (last > position.index && operations[last]!.from !== 'pair' && writer.random.chance(0.4)) {
    // "Sum the even numbers of a list": what the last step acts on is the result of the others.
    const base = nounOf(position, last, subject, writer)
    return stepClause({ chain: position.chain, index: last, base }, subject, writer)
  }
  return writer
    .pick('verb', RETURN_VERBS)
    .replace('{np}', () => nounOf(position, last + 1, subject, writer))
}

function filterClause(position: Position, subject: Subject, writer: Writer): string {
  const { chain, index } = position
  const { name, from } = chain.operations[index]!
  const range = isRange(chain, index)
  const { opposite } = tests.TEST_WORDINGS.find((one) => one.operation === name)!
  const drops = !range && opposite !== undefined && writer.random.chance(0.3)
  const { that, attribute } = thatPhrase(range ? 'range' : drops ? opposite : name, index, writer)
  const wordings = drops ? tests.DROP_WORDINGS : tests.KEEP_WORDINGS
  const template = withAttribute(writer.pick(`step${index} kept`, wordings), attribute)
  const values = {
    that,
    in: among(position, writer.random),
    ...elements(from, subject, writer.random),
  }
  return fill(template, values, index)
}

function leadingClause(
  { verbs }: NonNullable<ReturnType<typeof findLeading>>,
  position: Position,
  subject: Subject,
  writer: Writer,
): string {
  const { chain, index } = position
  const values = {
    in: among(position, writer.random),
    ...elements(chain.operations[index]!.from, subject, writer.random),
  }
  return fill(writer.pick(`step${index}`, verbs), values, index)
}

function countClause(position: Position, subject: Subject, writer: Writer): string {
  const { chain, index } = position
  const { name, from } = chain.operations[index]!
  const { phrases } = tests.TEST_WORDINGS.find((one) => one.operation === name)!
  let template = writer.pick(`step${index + 1}`, tests.COUNT_VERBS)
  const values = { in: among(position, writer.random), ...elements(from, subject, writer.random) }
  if (template.includes('{pred}'))
    return fill(template, { ...values, pred: writer.pick(`step${index}`, phrases) }, index)
  const { that, attribute } = thatPhrase(name, index, writer)
  template = withAttribute(template, attribute)
  return fill(template, { ...values, that }, index)
}

function fillStep(template: string, position: Position, subject: Subject, writer: Writer): string {
  const { chain, index, base } = position
  const { random } = writer
  const operation = chain.operations[index]!
  const { from } = operation
  const isList = from === 'nums' || from === 'words'
  const plural = elements(from, subject, random).items
  const each =
    base && isList
      ? random.pick([
          base,
          `each {item} in ${base}`,
          `all ${plural} in ${base}`,
          `every {item} of ${base}`,
        ])
      : base
  const kind = from as Kind
  return fill(
    template,
    {
      o: each ?? random.pick(EACH[kind]),
      l: base ?? random.pick(WHOLE[kind]),
      in: among(position, random),
      ...elements(from, subject, random),
    },
    index,
  )
}
