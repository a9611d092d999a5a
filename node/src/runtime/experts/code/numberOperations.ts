import type { Expression, OperandKind, Operation, ScalarOperation, Value } from './operation.ts'

/** Bounds of what runs here: printed code has none, the call shown with it must end at once. */
const MOST_NUMBERS = 1000
const LARGEST_TESTED = 1e9

const number = (value: Value | undefined): number => value as number

/** Returns an operation on one number whose two languages differ in nothing but the sign given. */
function map(
  name: string,
  says: string,
  expression: Expression | { readonly javascript: Expression; readonly python: Expression },
  run: (x: number, a: number) => number,
  operands: readonly OperandKind[] = [],
): ScalarOperation {
  const both =
    typeof expression === 'function' ? { javascript: expression, python: expression } : expression
  return {
    name,
    from: 'num',
    to: 'num',
    operands,
    says,
    makes: 'changed',
    ...both,
    run: (x, [a]) => run(number(x), number(a)),
  }
}

function test(
  name: string,
  says: string,
  expression: Expression,
  run: (x: number, a: number) => boolean,
  operands: readonly OperandKind[] = [],
): ScalarOperation {
  return {
    name,
    from: 'num',
    to: 'bool',
    operands,
    says,
    makes: 'passes',
    javascript: (x, a, v) => expression(x, a, v).replace(/ ([=!])= /g, ' $1== '),
    python: expression,
    run: (x, [a]) => run(number(x), number(a)),
  }
}

const ONE: readonly OperandKind[] = ['number']

/** Tests of one number. */
export const NUMBER_TESTS: readonly ScalarOperation[] = [
  test(
    'even',
    'is even',
    (x) => `${x} % 2 == 0`,
    (x) => x % 2 === 0,
  ),
  test(
    'odd',
    'is odd',
    (x) => `${x} % 2 != 0`,
    (x) => x % 2 !== 0,
  ),
  test(
    'positive',
    'is positive',
    (x) => `${x} > 0`,
    (x) => x > 0,
  ),
  test(
    'negative',
    'is negative',
    (x) => `${x} < 0`,
    (x) => x < 0,
  ),
  test(
    'nonnegative',
    'is not negative',
    (x) => `${x} >= 0`,
    (x) => x >= 0,
  ),
  test(
    'above',
    'is greater than {0}',
    (x, [a]) => `${x} > ${a}`,
    (x, a) => x > a,
    ONE,
  ),
  test(
    'below',
    'is less than {0}',
    (x, [a]) => `${x} < ${a}`,
    (x, a) => x < a,
    ONE,
  ),
  test(
    'atleast',
    'is at least {0}',
    (x, [a]) => `${x} >= ${a}`,
    (x, a) => x >= a,
    ONE,
  ),
  test(
    'atmost',
    'is at most {0}',
    (x, [a]) => `${x} <= ${a}`,
    (x, a) => x <= a,
    ONE,
  ),
  test(
    'equal',
    'is equal to {0}',
    (x, [a]) => `${x} == ${a}`,
    (x, a) => x === a,
    ONE,
  ),
  test(
    'differ',
    'is different from {0}',
    (x, [a]) => `${x} != ${a}`,
    (x, a) => x !== a,
    ONE,
  ),
  test(
    'multiple',
    'is a multiple of {0}',
    (x, [a]) => `${x} % ${a} == 0`,
    (x, a) => x % a === 0,
    ONE,
  ),
  {
    ...test('prime', 'is prime', (x) => `isPrime(${x})`, isPrime),
    python: (x) => `is_prime(${x})`,
    needs: 'prime',
  },
]

/** Operations on one number that give a number. */
export const NUMBER_MAPS: readonly ScalarOperation[] = [
  map(
    'double',
    'doubles it',
    (x) => `${x} * 2`,
    (x) => x * 2,
  ),
  map(
    'triple',
    'triples it',
    (x) => `${x} * 3`,
    (x) => x * 3,
  ),
  map(
    'halve',
    'halves it',
    (x) => `${x} / 2`,
    (x) => x / 2,
  ),
  map(
    'square',
    'squares it',
    (x) => `${x} ** 2`,
    (x) => x ** 2,
  ),
  map(
    'cube',
    'cubes it',
    (x) => `${x} ** 3`,
    (x) => x ** 3,
  ),
  map(
    'negate',
    'changes its sign',
    (x) => `-${x}`,
    (x) => -x,
  ),
  map(
    'absolute',
    'takes its absolute value',
    { javascript: (x) => `Math.abs(${x})`, python: (x) => `abs(${x})` },
    (x) => Math.abs(x),
  ),
  map(
    'plus',
    'adds {0}',
    (x, [a]) => `${x} + ${operand(a)}`,
    (x, a) => x + a,
    ONE,
  ),
  map(
    'minus',
    'subtracts {0}',
    (x, [a]) => `${x} - ${operand(a)}`,
    (x, a) => x - a,
    ONE,
  ),
  map(
    'times',
    'multiplies it by {0}',
    (x, [a]) => `${x} * ${a}`,
    (x, a) => x * a,
    ONE,
  ),
  map(
    'divide',
    'divides it by {0}',
    (x, [a]) => `${x} / ${a}`,
    (x, a) => x / a,
    ONE,
  ),
  map(
    'power',
    'raises it to the power {0}',
    (x, [a]) => `${x} ** ${a}`,
    (x, a) => x ** a,
    ONE,
  ),
  map(
    'modulo',
    'takes the remainder after division by {0}',
    (x, [a]) => `${x} % ${a}`,
    (x, a) => x % a,
    ONE,
  ),
]

/** What only a single number can become. */
export const NUMBER_OPERATIONS: readonly Operation[] = [
  {
    name: 'factorial',
    from: 'num',
    to: 'num',
    operands: [],
    says: 'computes the factorial',
    makes: 'factorial',
    javascript: (x) =>
      `Array.from({ length: ${x} }, (_, index) => index + 1).reduce((all, one) => all * one, 1)`,
    python: (x) => `math.prod(range(1, ${x} + 1))`,
    run: (x) => range(number(x)).reduce((all, one) => all * one, 1),
  },
  {
    name: 'upto',
    from: 'num',
    to: 'nums',
    operands: [],
    says: 'lists the numbers from 1 up to it',
    makes: 'numbers',
    javascript: (x) => `Array.from({ length: ${x} }, (_, index) => index + 1)`,
    python: (x) => `list(range(1, ${x} + 1))`,
    run: (x) => range(number(x)),
  },
  {
    name: 'digits',
    from: 'num',
    to: 'nums',
    operands: [],
    says: 'takes its digits',
    makes: 'digits',
    javascript: (x) => `[...String(Math.abs(${x}))].map(Number)`,
    python: (x, _, v) => `[int(${v}) for ${v} in str(abs(${x}))]`,
    run: (x) => [...String(Math.abs(number(x)))].map(Number),
  },
  {
    name: 'divisors',
    from: 'num',
    to: 'nums',
    operands: [],
    says: 'lists its divisors',
    makes: 'divisors',
    javascript: (x, _, v) =>
      `Array.from({ length: ${x} }, (_, index) => index + 1).filter((${v}) => ${x} % ${v} === 0)`,
    python: (x, _, v) => `[${v} for ${v} in range(1, ${x} + 1) if ${x} % ${v} == 0]`,
    run: (x) => range(number(x)).filter((one) => number(x) % one === 0),
  },
]

/** A negative operand is put in parentheses where a sign stands before it. */
function operand(text: string | undefined): string {
  return text?.startsWith('-') ? `(${text})` : `${text}`
}

function range(length: number): number[] {
  assertSmall(length, MOST_NUMBERS)
  return Array.from({ length: Math.max(0, Math.floor(length)) }, (_, index) => index + 1)
}

function isPrime(x: number): boolean {
  if (x < 2 || !Number.isInteger(x)) return false
  assertSmall(x, LARGEST_TESTED)
  for (let divisor = 2; divisor * divisor <= x; divisor++) if (x % divisor === 0) return false
  return true
}

function assertSmall(value: number, most: number): void {
  if (!(value <= most)) throw new RangeError(`${value} is more than ${most}.`)
}
