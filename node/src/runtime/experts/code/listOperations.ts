import type { Expression, Kind, OperandKind, Operation, Value } from './operation.ts'

type ListKind = 'nums' | 'words'

const items = (value: Value): readonly Value[] => value as readonly Value[]
const numbers = (value: Value): readonly number[] => value as readonly number[]
const strings = (value: Value): readonly string[] => value as readonly string[]
const list = (value: readonly Value[]): Value => value as Value

type Parts = {
  readonly name: string
  readonly says: string
  readonly makes: string
  readonly operands?: readonly OperandKind[]
  readonly js: Expression
  readonly py: Expression
  readonly run: (value: Value, a: Value) => Value
}

function operation(from: ListKind | 'text', to: Kind, parts: Parts): Operation {
  const { name, says, makes, operands = [], js, py, run } = parts
  return {
    name,
    from,
    to,
    operands,
    says,
    makes,
    javascript: js,
    python: py,
    run: (value, [a]) => run(value, a ?? null),
  }
}

const NUMBER: readonly OperandKind[] = ['number']

/** A constant is never zero or below where a part is cut off, a parameter may be. */
const isConstant = (a: string | undefined): boolean => /^[1-9]/.test(a ?? '')

/** Parts of a list, or of a text by characters. */
function parts(from: ListKind | 'text'): Operation[] {
  const cut = (value: Value, start: number, end?: number): Value =>
    typeof value === 'string' ? value.slice(start, end) : list(items(value).slice(start, end))
  const size = (value: Value): number => (value as string | readonly Value[]).length
  const unit = from === 'text' ? 'characters' : 'elements'
  const part = (name: string, says: string, js: Expression, py: Expression, run: Parts['run']) =>
    operation(from, from, { name, says, makes: 'part', operands: NUMBER, js, py, run })
  const atEnd: Expression = (x, [a]) =>
    isConstant(a) ? `${x}.slice(-${a})` : `${x}.slice(Math.max(0, ${x}.length - ${a}))`
  const atEndPython: Expression = (x, [a]) =>
    isConstant(a) ? `${x}[-${a}:]` : `${x}[max(0, len(${x}) - ${a}):]`
  return [
    part(
      'take',
      `takes the first {0} ${unit}`,
      (x, [a]) => `${x}.slice(0, ${a})`,
      (x, [a]) => `${x}[:${a}]`,
      (x, a) => cut(x, 0, a as number),
    ),
    part('takelast', `takes the last {0} ${unit}`, atEnd, atEndPython, (x, a) =>
      cut(x, Math.max(0, size(x) - (a as number))),
    ),
    part(
      'skip',
      `leaves out the first {0} ${unit}`,
      (x, [a]) => `${x}.slice(${a})`,
      (x, [a]) => `${x}[${a}:]`,
      (x, a) => cut(x, a as number),
    ),
  ]
}

/** What every list can become. */
function common(from: ListKind): Operation[] {
  const one = from === 'nums' ? 'num' : 'text'
  const byValue = from === 'nums' ? '(one, other) => one - other' : ''
  const ordered = (value: Value): Value[] =>
    [...items(value)].sort((left, right) => (left! < right! ? -1 : left! > right! ? 1 : 0))
  return [
    ...parts(from),
    operation(from, from, {
      name: 'reverse',
      says: 'reverses the order',
      makes: 'reversed',
      js: (x) => `[...${x}].reverse()`,
      py: (x) => `${x}[::-1]`,
      run: (x) => list([...items(x)].reverse()),
    }),
    operation(from, from, {
      name: 'sort',
      says: 'sorts from low to high',
      makes: 'sorted',
      js: (x) => `[...${x}].sort(${byValue})`,
      py: (x) => `sorted(${x})`,
      run: (x) => list(ordered(x)),
    }),
    operation(from, from, {
      name: 'descend',
      says: 'sorts from high to low',
      makes: 'sorted',
      js: (x) =>
        from === 'nums'
          ? `[...${x}].sort((one, other) => other - one)`
          : `[...${x}].sort().reverse()`,
      py: (x) => `sorted(${x}, reverse=True)`,
      run: (x) => list(ordered(x).reverse()),
    }),
    operation(from, from, {
      name: 'unique',
      says: 'removes duplicates',
      makes: 'unique',
      js: (x) => `[...new Set(${x})]`,
      py: (x) => `list(dict.fromkeys(${x}))`,
      run: (x) => list([...new Set(items(x))]),
    }),
    operation(from, 'num', {
      name: 'count',
      says: 'counts the elements',
      makes: 'count',
      js: (x) => `${x}.length`,
      py: (x) => `len(${x})`,
      run: (x) => items(x).length,
    }),
    operation(from, one, {
      name: 'first',
      says: 'takes the first element',
      makes: 'first',
      js: (x) => `${x}[0] ?? null`,
      py: (x) => `${x}[0] if ${x} else None`,
      run: (x) => items(x)[0] ?? null,
    }),
    operation(from, one, {
      name: 'last',
      says: 'takes the last element',
      makes: 'last',
      js: (x) => `${x}.at(-1) ?? null`,
      py: (x) => `${x}[-1] if ${x} else None`,
      run: (x) => items(x).at(-1) ?? null,
    }),
    operation(from, 'bool', {
      name: 'has',
      says: 'tells whether {0} is among them',
      makes: 'found',
      operands: [from === 'nums' ? 'number' : 'text'],
      js: (x, [a]) => `${x}.includes(${a})`,
      py: (x, [a]) => `${a} in ${x}`,
      run: (x, a) => items(x).includes(a),
    }),
    operation(from, 'text', {
      name: 'join',
      says: 'joins them with {0} in between',
      makes: 'joined',
      operands: ['text'],
      js: (x, [a]) => `${x}.join(${a})`,
      py: (x, [a], v) =>
        from === 'words' ? `${a}.join(${x})` : `${a}.join(str(${v}) for ${v} in ${x})`,
      run: (x, a) => items(x).join(a as string),
    }),
  ]
}

function extreme(name: 'max' | 'min', says: string): Operation {
  return operation('nums', 'num', {
    name,
    says,
    makes: name === 'max' ? 'largest' : 'smallest',
    js: (x) => `${x}.length > 0 ? Math.${name}(...${x}) : null`,
    py: (x) => `${name}(${x}, default=None)`,
    run: (x) => (numbers(x).length > 0 ? Math[name](...numbers(x)) : null),
  })
}

function byLength(name: 'longest' | 'shortest', sign: '>' | '<'): Operation {
  const wins = (one: string, best: string) =>
    sign === '>' ? one.length > best.length : one.length < best.length
  return operation('words', 'text', {
    name,
    says: `takes the ${name} one`,
    makes: name,
    js: (x, _, v) =>
      `${x}.reduce((best, ${v}) => (${v}.length ${sign} best.length ? ${v} : best), ${x}[0] ?? '')`,
    py: (x) => `${sign === '>' ? 'max' : 'min'}(${x}, key=len, default="")`,
    run: (x) =>
      strings(x).reduce((best, one) => (wins(one, best) ? one : best), strings(x)[0] ?? ''),
  })
}

const sum = (value: Value): number => numbers(value).reduce((total, one) => total + one, 0)

/** Operations on lists and parts of texts. */
export const LIST_OPERATIONS: readonly Operation[] = [
  ...common('nums'),
  ...common('words'),
  ...parts('text'),
  operation('nums', 'num', {
    name: 'sum',
    says: 'adds them up',
    makes: 'total',
    js: (x, _, v) => `${x}.reduce((total, ${v}) => total + ${v}, 0)`,
    py: (x) => `sum(${x})`,
    run: sum,
  }),
  operation('nums', 'num', {
    name: 'product',
    says: 'multiplies them all',
    makes: 'product',
    js: (x, _, v) => `${x}.reduce((product, ${v}) => product * ${v}, 1)`,
    py: (x) => `math.prod(${x})`,
    run: (x) => numbers(x).reduce((product, one) => product * one, 1),
  }),
  extreme('max', 'takes the largest'),
  extreme('min', 'takes the smallest'),
  operation('nums', 'num', {
    name: 'spread',
    says: 'takes the difference between the largest and the smallest',
    makes: 'spread',
    js: (x) => `${x}.length > 0 ? Math.max(...${x}) - Math.min(...${x}) : 0`,
    py: (x) => `max(${x}) - min(${x}) if ${x} else 0`,
    run: (x) => (numbers(x).length > 0 ? Math.max(...numbers(x)) - Math.min(...numbers(x)) : 0),
  }),
  operation('nums', 'num', {
    name: 'average',
    says: 'takes the average',
    makes: 'average',
    js: (x, _, v) =>
      `${x}.length > 0 ? ${x}.reduce((total, ${v}) => total + ${v}, 0) / ${x}.length : 0`,
    py: (x) => `sum(${x}) / len(${x}) if ${x} else 0`,
    run: (x) => (numbers(x).length > 0 ? sum(x) / numbers(x).length : 0),
  }),
  byLength('longest', '>'),
  byLength('shortest', '<'),
  operation('words', 'words', {
    name: 'bylength',
    says: 'sorts by length, shortest first',
    makes: 'sorted',
    js: (x) => `[...${x}].sort((one, other) => one.length - other.length)`,
    py: (x) => `sorted(${x}, key=len)`,
    run: (x) => list([...strings(x)].sort((one, other) => one.length - other.length)),
  }),
  operation('words', 'text', {
    name: 'glue',
    says: 'joins them into one text',
    makes: 'joined',
    js: (x) => `${x}.join('')`,
    py: (x) => `"".join(${x})`,
    run: (x) => strings(x).join(''),
  }),
]
