import type { OperandKind, Value } from './operation.ts'
import type { Operand, Program } from './program.ts'
import { parametersOf } from './runProgram.ts'

/**
 * Returns arguments that show what a program does: around its constants, so that a filter keeps some elements
 * and drops others.
 */
export function exampleInputs(program: Program): Value[] {
  const operands = program.steps.flatMap((step) => step.operands)
  const parameters = parametersOf(program).map((name): Value => {
    const operand = operands.find((one) => one.kind === 'parameter' && one.name === name)!
    return operand.type === 'number' ? 3 : 'a'
  })
  return [...ownInputs(program, operands), ...parameters]
}

function ownInputs({ input, steps }: Program, operands: readonly Operand[]): Value[] {
  const numbers = constants(operands, 'number').map(Number)
  const texts = constants(operands, 'text')
  const pivot = numbers.find((value) => Number.isInteger(value) && value > 0 && value < 1e6) ?? 4
  // The two languages differ in the remainder of a number below zero.
  const below = steps.some(({ operation }) => operation.name === 'modulo') ? 3 : -3
  switch (input) {
    case 'pair':
      return [12, 3]
    case 'num':
      return [pivot > 20 ? pivot + 5 : 6]
    case 'nums':
      return [
        pivot > 12 ? [pivot - 5, pivot + 7, pivot, 2 * pivot, 3] : [5, 2, pivot, 12, 7, below, 2],
      ]
    case 'words':
      return [[...['kiwi', 'banana', 'level', 'fig'], ...texts.map((text) => `${text}pear${text}`)]]
    case 'text': {
      const usesSplit = steps.some(({ operation }) => operation.name === 'split')
      if (usesSplit && texts[0] !== undefined) return [['red', 'green', 'blue'].join(texts[0])]
      return [texts.length > 0 ? `${texts[0]}Good morning${texts[0]}` : 'Good morning world']
    }
  }
}

function constants(operands: readonly Operand[], type: OperandKind): string[] {
  return operands.flatMap((one) =>
    one.kind === 'constant' && one.type === type ? [one.value] : [],
  )
}
