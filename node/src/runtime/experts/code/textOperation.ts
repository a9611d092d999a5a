import type { Expression, OperandKind, ScalarOperation, Value } from './operation.ts'

/** Returns a value that is a text as one. */
export const text = (value: Value | undefined): string => value as string

/** Returns a value that is a number as one. */
export const number = (value: Value | undefined): number => value as number

export const TEXT: readonly OperandKind[] = ['text']
export const NUMBER: readonly OperandKind[] = ['number']

type Parts = {
  readonly name: string
  readonly says: string
  readonly makes?: string
  readonly operands?: readonly OperandKind[]
  readonly js: Expression
  readonly py: Expression
}

/** Returns an operation on one text. */
export function scalar<To extends 'num' | 'text' | 'bool'>(
  to: To,
  { name, says, makes = 'changed', operands = [], js, py }: Parts,
  run: ScalarOperation['run'],
): ScalarOperation {
  return { name, from: 'text', to, operands, says, makes, javascript: js, python: py, run }
}

/** Returns a text with its characters in reverse order. */
export function flipped(value: string): string {
  return [...value].reverse().join('')
}
