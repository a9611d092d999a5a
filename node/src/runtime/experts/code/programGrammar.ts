import type { InputKind, Kind, OperandKind, Operation } from './operation.ts'
import { OPERATIONS } from './operations.ts'
import { MAX_STEPS, NO_NAME } from './program.ts'
import type { Item } from './readItems.ts'

/** What the model may use of a request: constants and names that must have a place, names that may. */
export type Usable = Pick<Item, 'kind' | 'reference'> & { readonly isRequired: boolean }

const INPUTS: readonly InputKind[] = ['nums', 'words', 'text', 'num', 'pair']

/** Most names that are neither the function nor an input: further parameters. */
const MOST_EXTRA = 2

/**
 * Returns a GBNF grammar of the programs that a request allows: operations that fit what the step before gives,
 * one to MAX_STEPS steps, every constant and every name used, as an operand exactly once and of its kind.
 * Nothing when no such program can be.
 *
 * A rule is named after what a program has, how many steps are left and, in bits, which items are still to be
 * used: that is how "exactly once" is said in GBNF.
 */
export function programGrammar(usable: readonly Usable[]): string | undefined {
  const rules = new Map<string, string | undefined>()

  const stepRule = (from: InputKind, left: number, open: number): string | undefined => {
    const name = `${from}${left}x${open}`
    if (!rules.has(name)) {
      const ways = GROUPS.filter((group) => group.from === from).flatMap((group) =>
        operandChoices(group.operands, usable, open).flatMap(({ written, rest }) => {
          const next = nextPart(group.to, left - 1, rest)
          return next === undefined ? [] : [`${group.name}${written} ${next}`.trim()]
        }),
      )
      rules.set(name, ways.length > 0 ? ways.join(' | ') : undefined)
    }
    return rules.get(name) === undefined ? undefined : name
  }
  const nextPart = (from: Kind, left: number, open: number): string | undefined => {
    const isEnd = from === 'bool' || left === 0
    const next = isEnd ? undefined : stepRule(from, left, open)
    if (open > 0) return next
    return next === undefined ? '' : `(${next})?`
  }

  const programs = headers(usable).flatMap(({ written, inputs, open }) =>
    INPUTS.filter((input) => (input === 'pair' ? 2 : 1) === inputs).flatMap((input) => {
      const steps = stepRule(input, MAX_STEPS, open)
      return steps === undefined ? [] : [`"${written} ${input}" ${steps}`]
    }),
  )
  if (programs.length === 0) return undefined
  const bodies = [...rules].flatMap(([name, body]) =>
    body === undefined ? [] : [`${name} ::= ${body}`],
  )
  const groups = GROUPS.map(({ name, words }) => `${name} ::= ${words.join(' | ')}`)
  return [`root ::= ${programs.join(' | ')}`, ...bodies, ...groups].join('\n')
}

/** Operations that go from one kind to another with the same operands: one rule of words. */
type Group = {
  readonly name: string
  readonly from: InputKind
  readonly to: Kind
  readonly operands: readonly OperandKind[]
  readonly words: readonly string[]
}

const GROUPS: readonly Group[] = groupOperations()

function groupOperations(): Group[] {
  const groups = new Map<string, Group & { readonly words: string[] }>()
  for (const operation of OPERATIONS) {
    const { from, to, operands } = operation
    const name = ['g', from, to, ...operands].join('x')
    const group = groups.get(name) ?? { name, from, to, operands, words: [] }
    group.words.push(writtenAs(operation))
    groups.set(name, group)
  }
  return [...groups.values()]
}

function writtenAs({ name, operands }: Operation): string {
  return operands.length > 0 ? `" ${name}."` : `" ${name}"`
}

/** Returns the ways to give operands out of the open items, and what is open then. */
function operandChoices(
  operands: readonly OperandKind[],
  usable: readonly Usable[],
  open: number,
): { readonly written: string; readonly rest: number }[] {
  let choices = [{ written: '', rest: open }]
  for (const operand of operands)
    choices = choices.flatMap(({ written, rest }) =>
      usable.flatMap(({ kind, reference }, index) => {
        const bit = 1 << index
        const fits = (rest & bit) > 0 && (kind === operand || kind === 'name')
        return fits ? [{ written: `${written} "${reference}"`, rest: rest & ~bit }] : []
      }),
    )
  return choices
}

type Header = { readonly written: string; readonly inputs: number; readonly open: number }

/** Returns the ways to name the function and one or two inputs; required names left over become operands. */
function headers(usable: readonly Usable[]): Header[] {
  const names = usable.filter(({ kind }) => kind === 'name').map(({ reference }) => reference)
  const all = usable.reduce(
    (bits, { isRequired }, index) => bits | (isRequired ? 1 << index : 0),
    0,
  )
  const found: Header[] = []
  const extend = (chosen: readonly string[]): void => {
    if (chosen.length > 1) {
      const open = usable.reduce(
        (bits, { reference }, index) => (chosen.includes(reference) ? bits & ~(1 << index) : bits),
        all,
      )
      const extra = usable.filter(({ kind }, index) => kind === 'name' && open & (1 << index))
      if (extra.length <= MOST_EXTRA)
        found.push({ written: chosen.join(''), inputs: chosen.length - 1, open })
    }
    if (chosen.length < 3)
      for (const name of [NO_NAME, ...names])
        if (name === NO_NAME || !chosen.includes(name)) extend([...chosen, name])
  }
  extend([])
  return found
}
