import type { Operation, ScalarOperation } from './operation.ts'
import { flipped, NUMBER, number, scalar, TEXT, text } from './textOperation.ts'

/** Bound of what runs here; printed code has none. */
const MOST_COPIES = 1000

/** Operations on one text that give a text or a number. */
export const TEXT_MAPS: readonly ScalarOperation[] = [
  scalar(
    'text',
    {
      name: 'upper',
      says: 'puts it in upper case',
      js: (x) => `${x}.toUpperCase()`,
      py: (x) => `${x}.upper()`,
    },
    (x) => text(x).toUpperCase(),
  ),
  scalar(
    'text',
    {
      name: 'lower',
      says: 'puts it in lower case',
      js: (x) => `${x}.toLowerCase()`,
      py: (x) => `${x}.lower()`,
    },
    (x) => text(x).toLowerCase(),
  ),
  scalar(
    'text',
    {
      name: 'capital',
      says: 'puts its first letter in upper case',
      js: (x) => `${x}.charAt(0).toUpperCase() + ${x}.slice(1)`,
      py: (x) => `${x}[:1].upper() + ${x}[1:]`,
    },
    (x) => text(x).charAt(0).toUpperCase() + text(x).slice(1),
  ),
  scalar(
    'text',
    {
      name: 'trim',
      says: 'removes the spaces at both ends',
      js: (x) => `${x}.trim()`,
      py: (x) => `${x}.strip()`,
    },
    (x) => text(x).trim(),
  ),
  scalar(
    'text',
    {
      name: 'flip',
      says: 'reverses its characters',
      makes: 'reversed',
      js: (x) => `[...${x}].reverse().join('')`,
      py: (x) => `${x}[::-1]`,
    },
    (x) => flipped(text(x)),
  ),
  scalar(
    'text',
    {
      name: 'prefix',
      says: 'puts {0} in front',
      operands: TEXT,
      js: (x, [a]) => `${a} + ${x}`,
      py: (x, [a]) => `${a} + ${x}`,
    },
    (x, [a]) => text(a) + text(x),
  ),
  scalar(
    'text',
    {
      name: 'suffix',
      says: 'puts {0} at the end',
      operands: TEXT,
      js: (x, [a]) => `${x} + ${a}`,
      py: (x, [a]) => `${x} + ${a}`,
    },
    (x, [a]) => text(x) + text(a),
  ),
  scalar(
    'text',
    {
      name: 'remove',
      says: 'removes every {0}',
      operands: TEXT,
      js: (x, [a]) => `${x}.replaceAll(${a}, '')`,
      py: (x, [a]) => `${x}.replace(${a}, "")`,
    },
    (x, [a]) => text(x).replaceAll(text(a), ''),
  ),
  scalar(
    'text',
    {
      name: 'replace',
      says: 'replaces every {0} by {1}',
      operands: ['text', 'text'],
      js: (x, [a, b]) => `${x}.replaceAll(${a}, () => ${b})`,
      py: (x, [a, b]) => `${x}.replace(${a}, ${b})`,
    },
    (x, [a, b]) => text(x).replaceAll(text(a), () => text(b)),
  ),
  scalar(
    'text',
    {
      name: 'repeat',
      says: 'repeats it {0} times',
      operands: NUMBER,
      js: (x, [a]) => `${x}.repeat(${a})`,
      py: (x, [a]) => `${x} * ${a}`,
    },
    (x, [a]) => text(x).repeat(Math.min(MOST_COPIES, Math.max(0, Math.floor(number(a))))),
  ),
  scalar(
    'num',
    {
      name: 'length',
      says: 'takes its length',
      makes: 'lengths',
      js: (x) => `${x}.length`,
      py: (x) => `len(${x})`,
    },
    (x) => text(x).length,
  ),
  scalar(
    'num',
    {
      name: 'vowels',
      says: 'counts its vowels',
      makes: 'vowelCounts',
      js: (x) => `(${x}.match(/[aeiou]/gi) ?? []).length`,
      py: (x, _, v) => `sum(letter in "aeiouAEIOU" for letter in ${x === 'letter' ? v : x})`,
    },
    (x) => (text(x).match(/[aeiou]/gi) ?? []).length,
  ),
]

/** What only a single text can become. */
export const TEXT_OPERATIONS: readonly Operation[] = [
  {
    name: 'words',
    from: 'text',
    to: 'words',
    operands: [],
    says: 'splits it into words',
    makes: 'words',
    javascript: (x) => `${x}.split(/\\s+/).filter(Boolean)`,
    python: (x) => `${x}.split()`,
    run: (x) => text(x).split(/\s+/).filter(Boolean),
  },
  {
    name: 'split',
    from: 'text',
    to: 'words',
    operands: TEXT,
    says: 'splits it at every {0}',
    makes: 'parts',
    javascript: (x, [a]) => `${x}.split(${a})`,
    python: (x, [a]) => `${x}.split(${a})`,
    run: (x, [a]) => text(x).split(text(a)),
  },
  {
    name: 'letters',
    from: 'text',
    to: 'words',
    operands: [],
    says: 'splits it into characters',
    makes: 'letters',
    javascript: (x) => `[...${x}]`,
    python: (x) => `list(${x})`,
    run: (x) => [...text(x)],
  },
  {
    name: 'occurs',
    from: 'text',
    to: 'num',
    operands: TEXT,
    says: 'counts how often {0} occurs',
    makes: 'count',
    javascript: (x, [a]) => `${x}.split(${a}).length - 1`,
    python: (x, [a]) => `${x}.count(${a})`,
    run: (x, [a]) => text(x).split(text(a)).length - 1,
  },
]
