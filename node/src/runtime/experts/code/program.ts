import type { InputKind, Kind, OperandKind, Operation } from './operation.ts'
import { findOperation } from './operations.ts'
import type { Item } from './readItems.ts'

/** A constant, or a further parameter of the function. */
export type Operand =
  | { readonly kind: 'constant'; readonly type: OperandKind; readonly value: string }
  | { readonly kind: 'parameter'; readonly type: OperandKind; readonly name: string }

export type Step = { readonly operation: Operation; readonly operands: readonly Operand[] }

/** A function as a chain of steps over its first parameter. */
export type Program = {
  /** As the request names it; absent when it does not. */
  readonly name?: string
  readonly input: InputKind
  /** Names of the inputs as far as the request gives them: two for a pair. */
  readonly inputNames: readonly (string | undefined)[]
  readonly steps: readonly Step[]
  readonly output: Kind
}

/** Most steps of one program. */
export const MAX_STEPS = 4

/** How the model writes "the request gives no name". */
export const NO_NAME = '-'

/**
 * Returns the program that a raw output stands for: `AB nums even times.C sum` is a function named by item A
 * over a list of numbers named by item B. Nothing for an output that is no program.
 */
export function readProgram(raw: string, items: readonly Item[]): Program | undefined {
  const [names = '', input, ...words] = raw.trim().split(' ')
  if (!isInput(input) || names.length !== (input === 'pair' ? 3 : 2)) return undefined
  const steps: Step[] = []
  let kind: InputKind | Kind = input
  while (words.length > 0) {
    const first = words.shift()!
    const word = first === 'every' || first === 'some' ? `${first} ${words.shift()}` : first
    const [name = '', references = ''] = word.split('.')
    const operation = findOperation(kind, name)
    if (!operation || references.length !== operation.operands.length) return undefined
    const operands = operation.operands.map((type, index) =>
      operandOf(type, references[index]!, items),
    )
    if (!operands.every((operand) => operand !== undefined)) return undefined
    steps.push({ operation, operands })
    kind = operation.to
  }
  if (steps.length < 1 || steps.length > MAX_STEPS || kind === 'pair') return undefined
  const [name, ...inputNames] = [...names].map((reference) => nameOf(reference, items))
  return { ...(name ? { name } : {}), input, inputNames, steps, output: kind }
}

function isInput(text: string | undefined): text is InputKind {
  return ['nums', 'words', 'text', 'num', 'pair'].includes(text ?? '')
}

function nameOf(reference: string, items: readonly Item[]): string | undefined {
  const item = items.find((candidate) => candidate.reference === reference)
  return item?.kind === 'name' ? item.value : undefined
}

function operandOf(
  type: OperandKind,
  reference: string,
  items: readonly Item[],
): Operand | undefined {
  const item = items.find((candidate) => candidate.reference === reference)
  if (!item || (item.kind !== 'name' && item.kind !== type)) return undefined
  return item.kind === 'name'
    ? { kind: 'parameter', type, name: item.value }
    : { kind: 'constant', type, value: item.value }
}
