import { NUMBER_MAPS, NUMBER_TESTS } from './numberOperations.ts'
import type { Operation, ScalarOperation, Value } from './operation.ts'

const number = (value: Value | undefined): number => value as number

/** What two numbers can become; the second stands where another operation has its operand. */
export const PAIR_OPERATIONS: readonly Operation[] = [
  ...['plus', 'minus', 'times', 'divide', 'power', 'modulo'].map((name) =>
    ofPair(NUMBER_MAPS.find((one) => one.name === name)!),
  ),
  ...['above', 'below', 'equal', 'multiple'].map((name) =>
    ofPair(NUMBER_TESTS.find((one) => one.name === name)!),
  ),
  pair('larger', 'takes the larger', 'max', (a, b) => Math.max(a, b)),
  pair('smaller', 'takes the smaller', 'min', (a, b) => Math.min(a, b)),
  {
    ...pair('average', 'takes the average', '', (a, b) => (a + b) / 2),
    javascript: (x, [other]) => `(${x} + ${other}) / 2`,
    python: (x, [other]) => `(${x} + ${other}) / 2`,
  },
]

function ofPair(operation: ScalarOperation): Operation {
  return { ...operation, from: 'pair', operands: [] }
}

function pair(
  name: string,
  says: string,
  call: string,
  run: (a: number, b: number) => number,
): Operation {
  return {
    name,
    from: 'pair',
    to: 'num',
    operands: [],
    says,
    makes: name,
    javascript: (x, [other]) => `Math.${call}(${x}, ${other})`,
    python: (x, [other]) => `${call}(${x}, ${other})`,
    run: (x, [other]) => run(number(x), number(other)),
  }
}
