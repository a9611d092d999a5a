import type { OperandKind, Value } from './operation.ts'
import type { Operand, Program } from './program.ts'
import { parametersOf } from './runProgram.ts'

/**
 * Returns arguments that may show what a program does, short ones first: around its constants, so that a filter
 * keeps some elements and drops others.
 */
export function exampleInputs(program: Program): Value[][] {
  const operands = program.steps.flatMap((step) => step.operands)
  const parameters = parametersOf(program).map((name): Value => {
    const operand = operands.find((one) => one.kind === 'parameter' && one.name === name)!
    return operand.type === 'number' ? 3 : 'a'
  })
  return ownInputs(program, operands).map((own) => [...own, ...parameters])
}

function ownInputs({ input, steps }: Program, operands: readonly Operand[]): Value[][] {
  const numbers = constants(operands, 'number').map(Number)
  const texts = constants(operands, 'text')
  const pivot = numbers.find((value) => Number.isInteger(value) && value > 0 && value < 1e6) ?? 4
  const uses = (name: string) => steps.some(({ operation }) => operation.name === name)
  switch (input) {
    case 'pair':
      return [[12, 3]]
    case 'num':
      return [[pivot > 20 ? pivot + 5 : 6], [pivot], [pivot * 12 + 7]]
    case 'nums':
      return numberLists(pivot, uses('modulo'))
    case 'words': {
      const own = texts.map((text) => `${text}pear${text}`)
      const short = ['kiwi', 'banana', 'level', 'fig', ...own]
      const more = [
        'strawberry',
        'noon',
        'cherry',
        'apple',
        'watermelon',
        'plum',
        'lime',
        'grapefruit',
      ]
      return [[short], [[...short, ...more]]]
    }
    case 'text': {
      const [first] = texts
      const greeting = first === undefined ? 'Good morning world' : `${first}Good morning${first}`
      const parts = first === undefined ? [] : [['red', 'green', 'blue'].join(first)]
      const long = ['The quick brown fox', 'jumps over', 'the lazy dog'].join(first ?? ' ')
      const inOrder = uses('split') ? [...parts, greeting, long] : [greeting, ...parts, long]
      return inOrder.map((text) => [text])
    }
  }
}

/** The two languages differ in the remainder of a number below zero, so a list may have none. */
function numberLists(pivot: number, onlyPositive: boolean): Value[][] {
  const below = onlyPositive ? 3 : -3
  const short =
    pivot > 12 ? [pivot - 5, pivot + 7, pivot, 2 * pivot, 3] : [5, 2, pivot, 12, 7, below, 2]
  const more = [pivot + 1, 8, 21, 3 * pivot, 10, 14, 9, 30]
  return [[short], [[...short, ...more]]]
}

function constants(operands: readonly Operand[], type: OperandKind): string[] {
  return operands.flatMap((one) =>
    one.kind === 'constant' && one.type === type ? [one.value] : [],
  )
}
