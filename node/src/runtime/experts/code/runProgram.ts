import type { Value } from './operation.ts'
import type { Program } from './program.ts'

/**
 * Returns what the function of a program returns: the meaning of a program, against which both printed
 * languages are tested.
 *
 * @param program - The program.
 * @param inputs - Its arguments in order: the input or both numbers of a pair, then other parameters.
 */
export function runProgram(program: Program, inputs: readonly Value[]): Value {
  const own = program.input === 'pair' ? 2 : 1
  const names = parametersOf(program)
  const extra = new Map(names.map((name, index) => [name, inputs[own + index] ?? null]))
  return program.steps.reduce<Value>((value, { operation, operands }) => {
    const given = operands.map((operand): Value => {
      if (operand.kind === 'parameter') return extra.get(operand.name) ?? null
      return operand.type === 'number' ? Number(operand.value) : operand.value
    })
    return operation.run(value, operation.from === 'pair' ? [inputs[1] ?? null] : given)
  }, inputs[0] ?? null)
}

/** Returns the names of the parameters after the input, in order of use. */
export function parametersOf({ steps }: Program): string[] {
  const names = steps.flatMap(({ operands }) =>
    operands.flatMap((operand) => (operand.kind === 'parameter' ? [operand.name] : [])),
  )
  return [...new Set(names)]
}
