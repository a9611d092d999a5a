import type { ScalarOperation } from './operation.ts'
import { flipped, NUMBER, number, scalar, TEXT, text } from './textOperation.ts'

const length = (
  name: string,
  says: string,
  sign: string,
  run: (length: number, a: number) => boolean,
): ScalarOperation =>
  scalar(
    'bool',
    {
      name,
      says,
      makes: 'passes',
      operands: NUMBER,
      js: (x, [a]) => `${x}.length ${sign === '==' ? '===' : sign} ${a}`,
      py: (x, [a]) => `len(${x}) ${sign} ${a}`,
    },
    (x, [a]) => run(text(x).length, number(a)),
  )

/** Tests of one text. */
export const TEXT_TESTS: readonly ScalarOperation[] = [
  length('longer', 'has more than {0} characters', '>', (size, a) => size > a),
  length('shorter', 'has fewer than {0} characters', '<', (size, a) => size < a),
  length('exactly', 'has exactly {0} characters', '==', (size, a) => size === a),
  scalar(
    'bool',
    {
      name: 'starts',
      says: 'starts with {0}',
      makes: 'passes',
      operands: TEXT,
      js: (x, [a]) => `${x}.startsWith(${a})`,
      py: (x, [a]) => `${x}.startswith(${a})`,
    },
    (x, [a]) => text(x).startsWith(text(a)),
  ),
  scalar(
    'bool',
    {
      name: 'ends',
      says: 'ends with {0}',
      makes: 'passes',
      operands: TEXT,
      js: (x, [a]) => `${x}.endsWith(${a})`,
      py: (x, [a]) => `${x}.endswith(${a})`,
    },
    (x, [a]) => text(x).endsWith(text(a)),
  ),
  scalar(
    'bool',
    {
      name: 'contains',
      says: 'contains {0}',
      makes: 'passes',
      operands: TEXT,
      js: (x, [a]) => `${x}.includes(${a})`,
      py: (x, [a]) => `${a} in ${x}`,
    },
    (x, [a]) => text(x).includes(text(a)),
  ),
  scalar(
    'bool',
    {
      name: 'empty',
      says: 'is empty',
      makes: 'passes',
      js: (x) => `${x} === ''`,
      py: (x) => `${x} == ""`,
    },
    (x) => text(x) === '',
  ),
  scalar(
    'bool',
    {
      name: 'filled',
      says: 'is not empty',
      makes: 'passes',
      js: (x) => `${x} !== ''`,
      py: (x) => `${x} != ""`,
    },
    (x) => text(x) !== '',
  ),
  scalar(
    'bool',
    {
      name: 'palindrome',
      says: 'is a palindrome',
      makes: 'passes',
      js: (x) => `${x} === [...${x}].reverse().join('')`,
      py: (x) => `${x} == ${x}[::-1]`,
    },
    (x) => text(x) === flipped(text(x)),
  ),
]
