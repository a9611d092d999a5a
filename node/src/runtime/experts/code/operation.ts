/** What flows from step to step of a program. */
export type Kind = 'nums' | 'words' | 'text' | 'num' | 'bool'

/** What a function takes; `pair` is two numbers. */
export type InputKind = 'nums' | 'words' | 'text' | 'num' | 'pair'

/** What a value of a program is when it runs. */
export type Value = number | string | boolean | null | readonly number[] | readonly string[]

export type OperandKind = 'number' | 'text'

/** How a step is written in one language: the value so far, its operands, a free name for one element. */
export type Expression = (value: string, operands: readonly string[], element: string) => string

/** One building block of a program. */
export type Operation = {
  /** One lower-case word, or a quantifier and a word (`every even`): what the model writes. */
  readonly name: string
  readonly from: InputKind
  readonly to: Kind
  readonly operands: readonly OperandKind[]
  readonly javascript: Expression
  readonly python: Expression
  /** What the step does, for the comment; operands stand as `{0}` and `{1}`. */
  readonly says: string
  /** Name of what the step makes. */
  readonly makes: string
  /** Names of functions that the expressions call. */
  readonly needs?: 'prime'
  readonly run: (value: Value, operands: readonly Value[]) => Value
}

/** An operation on one number or one text, which also works on every element of a list. */
export type ScalarOperation = Omit<Operation, 'from' | 'to' | 'makes'> & {
  readonly from: 'num' | 'text'
  readonly to: 'num' | 'text' | 'bool'
  /** What the step does with every element, after "each". */
  readonly makes: string
}

const LISTS = { num: 'nums', text: 'words' } as const

/** Returns a test of one element as a filter of a list, and with its two quantifiers. */
export function liftTest(test: ScalarOperation): Operation[] {
  const from = LISTS[test.from]
  const { name, javascript: js, python: py, run } = test
  const whole = (value: Value): readonly Value[] => value as readonly Value[]
  const keep: Operation = {
    ...test,
    from,
    to: from,
    says: `keeps those that ${plural(test.says)}`,
    makes: 'kept',
    javascript: (x, a, v) => `${x}.filter((${v}) => ${js(v, a, v)})`,
    python: (x, a, v) => `[${v} for ${v} in ${x} if ${py(v, a, v)}]`,
    run: (value, a) => whole(value).filter((item) => run(item, a)) as Value,
  }
  const every: Operation = {
    ...keep,
    name: `every ${name}`,
    to: 'bool',
    says: `tells whether every element ${test.says}`,
    makes: 'all',
    javascript: (x, a, v) => `${x}.every((${v}) => ${js(v, a, v)})`,
    python: (x, a, v) => `all(${py(v, a, v)} for ${v} in ${x})`,
    run: (value, a) => whole(value).every((item) => run(item, a)),
  }
  const some: Operation = {
    ...every,
    name: `some ${name}`,
    says: `tells whether any element ${test.says}`,
    makes: 'any',
    javascript: (x, a, v) => `${x}.some((${v}) => ${js(v, a, v)})`,
    python: (x, a, v) => `any(${py(v, a, v)} for ${v} in ${x})`,
    run: (value, a) => whole(value).some((item) => run(item, a)),
  }
  return [keep, every, some]
}

/** Returns an operation on one element as one on every element of a list. */
export function liftMap(map: ScalarOperation): Operation {
  const { javascript: js, python: py, run } = map
  return {
    ...map,
    from: LISTS[map.from],
    to: map.to === 'num' ? 'nums' : 'words',
    says: `${map.says} for each element`,
    javascript: (x, a, v) => `${x}.map((${v}) => ${js(v, a, v)})`,
    python: (x, a, v) => `[${py(v, a, v)} for ${v} in ${x}]`,
    run: (value, a) => (value as readonly Value[]).map((item) => run(item, a)) as unknown as Value,
  }
}

/** "is even" becomes "are even", "starts with" becomes "start with". */
function plural(says: string): string {
  return says
    .replace(/^is\b/, 'are')
    .replace(/^has\b/, 'have')
    .replace(/^(\w+)s\b/, '$1')
}
