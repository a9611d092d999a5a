import type { InputKind, Kind, OperandKind, Operation } from './operation.ts'
import { OPERATIONS } from './operations.ts'
import { MAX_STEPS, NO_NAME } from './program.ts'
import type { Item } from './readItems.ts'

const INPUTS: readonly InputKind[] = ['nums', 'words', 'text', 'num', 'pair']

/** The rules of the steps by the kinds of operands that a request has: four at most. */
const RULES = new Map<string, string>()

/**
 * Returns a GBNF grammar of the programs that a request allows: names among the names it holds, operations
 * that fit what the step before gives, operands of the right kind, one to MAX_STEPS steps.
 */
export function programGrammar(items: readonly Item[]): string {
  const references = (...kinds: readonly Item['kind'][]): string =>
    items.flatMap(({ kind, reference }) => (kinds.includes(kind) ? [reference] : [])).join('')
  const operands = { number: references('number', 'name'), text: references('text', 'name') }
  const present = (Object.keys(operands) as OperandKind[]).filter((kind) => operands[kind] !== '')
  const key = present.join()
  const rules = RULES.get(key) ?? writeRules(present)
  RULES.set(key, rules)
  const classes = present.map((kind) => `${kind} ::= [${operands[kind]}]`)
  return [rules, `name ::= [${NO_NAME}${references('name')}]`, ...classes].join('\n')
}

/** Returns the rules of the whole program; each is named after what a program has and how many steps are left. */
function writeRules(present: readonly OperandKind[]): string {
  const possible = OPERATIONS.filter(({ operands }) =>
    operands.every((kind) => present.includes(kind)),
  )
  const rules = new Map<string, string>()
  const stepRule = (from: InputKind, left: number): string => {
    const name = `${from}${left}`
    if (rules.has(name)) return name
    rules.set(name, '')
    const ways = new Map<string, string[]>()
    for (const operation of possible.filter((candidate) => candidate.from === from)) {
      const next = nextRule(operation.to, left - 1)
      ways.set(next, [...(ways.get(next) ?? []), writtenAs(operation)])
    }
    const choices = [...ways].map(([next, words]) => `(${words.join(' | ')}) ${next}`.trim())
    rules.set(name, choices.join(' | '))
    return name
  }
  const nextRule = (from: Kind, left: number): string =>
    from === 'bool' || left === 0 ? '' : `(${stepRule(from, left)})?`

  const inputs = INPUTS.map((input) => {
    const names = input === 'pair' ? 'name name name' : 'name name'
    return `${names} " ${input}" ${stepRule(input, MAX_STEPS)}`
  })
  const body = [...rules].map(([name, choices]) => `${name} ::= ${choices}`)
  return [`root ::= ${inputs.join(' | ')}`, ...body].join('\n')
}

function writtenAs({ name, operands }: Operation): string {
  return operands.length > 0 ? `" ${name}." ${operands.join(' ')}` : `" ${name}"`
}
