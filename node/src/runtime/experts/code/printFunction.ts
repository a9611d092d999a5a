import { exampleInputs } from './exampleInputs.ts'
import { type Language, literal } from './literal.ts'
import type { InputKind, Value } from './operation.ts'
import type { Operand, Program, Step } from './program.ts'
import { parametersOf, runProgram } from './runProgram.ts'

const INPUT_NAMES: Readonly<Record<InputKind, readonly string[]>> = {
  nums: ['numbers'],
  words: ['words'],
  text: ['text'],
  num: ['number'],
  pair: ['a', 'b'],
}

const TYPES = {
  javascript: {
    nums: 'number[]',
    words: 'string[]',
    text: 'string',
    num: 'number',
    bool: 'boolean',
  },
  python: { nums: 'list[float]', words: 'list[str]', text: 'str', num: 'float', bool: 'bool' },
} as const

/** Words that cannot be names in one of the languages, or that the printed code needs itself. */
const RESERVED = new Set(
  `abstract and arguments as assert async await bool boolean break case catch class const continue
  debugger def default del delete do elif else enum eval except export extends false finally for from
  function global if implements import in instanceof interface is lambda let list map math max min
  new nonlocal None not null number or package pass print private protected public raise return sorted
  static str string sum super switch this throw true True False try typeof undefined var void while with
  yield Math Array String Number Boolean Set console all any len int abs reversed dict range isPrime is_prime float`
    .trim()
    .split(/\s+/),
)

/** Operations after which numbers have fractions, and those after which they have none. */
const FRACTIONS = ['halve', 'divide', 'average']
const WHOLE_NUMBERS = ['count', 'digits', 'upto', 'divisors', 'length']

/** Longest result shown beside a call (characters). */
const LONGEST_RESULT = 200

const PRIME = {
  javascript: `function isPrime(number) {
  if (number < 2 || !Number.isInteger(number)) return false
  for (let divisor = 2; divisor * divisor <= number; divisor++) {
    if (number % divisor === 0) return false
  }
  return true
}

`,
  python: `def is_prime(number):
    if number < 2 or number != int(number):
        return False
    divisor = 2
    while divisor * divisor <= number:
        if number % divisor == 0:
            return False
        divisor += 1
    return True


`,
} as const

/**
 * Returns a program as a function that can be read and run: a comment, the function, one call with its result.
 */
export function printFunction(program: Program, language: Language): string {
  const names = chooseNames(program, language)
  const lines = bodyLines(program, names, language)
  const needsPrime = program.steps.some(({ operation }) => operation.needs === 'prime')
  const helper = needsPrime ? PRIME[language] : ''
  const call = exampleCall(program, names, language)
  const parameters = [...names.inputs, ...names.extra]
  if (language === 'python') {
    const body = lines.map((line) => `    ${line}`).join('\n')
    const imports = body.includes('math.') ? 'import math\n\n\n' : ''
    const hints = parameters.map((name, index) => `${name}: ${typeOf(program, index, language)}`)
    const head = `def ${names.own}(${hints.join(', ')}) -> ${TYPES.python[program.output]}:`
    return `${imports}${helper}${head}\n    """${describe(program)}"""\n${body}\n\n\n${call}`.trimEnd()
  }
  const types = parameters.map(
    (name, index) => ` * @param {${typeOf(program, index, language)}} ${name}`,
  )
  const comment = [
    '/**',
    ` * ${describe(program)}`,
    ...types,
    ` * @returns {${TYPES.javascript[program.output]}}`,
    ' */',
  ]
  const body = lines.map((line) => `  ${line}`).join('\n')
  return `${helper}${comment.join('\n')}\nfunction ${names.own}(${parameters.join(', ')}) {\n${body}\n}\n\n${call}`.trimEnd()
}

type Names = {
  readonly own: string
  readonly inputs: readonly string[]
  readonly extra: readonly string[]
  readonly element: string
  readonly isTaken: (name: string) => boolean
}

/** The names of the request where they can be used, else telling ones, each once. */
function chooseNames(program: Program, language: Language): Names {
  const taken = new Set<string>()
  const free = (wanted: string): string => {
    let name = isUsable(wanted, language) ? wanted : `${wanted.replaceAll('$', '')}_`
    while (taken.has(name)) name = `${name}2`
    taken.add(name)
    return name
  }
  const own = free(program.name ?? defaultName(program, language))
  const inputs = INPUT_NAMES[program.input].map((name, index) =>
    free(program.inputNames[index] ?? defaultInput(name)),
  )
  const extra = parametersOf(program).map(free)
  const candidates =
    program.input === 'nums' || program.input === 'num' ? ['x', 'value'] : ['word', 'x']
  const element = [...candidates, 'item', 'element', 'entry'].find((name) => !taken.has(name))!
  return { own, inputs, extra, element, isTaken: (name) => taken.has(name) || name === element }
}

function defaultInput(name: string): string {
  return name === 'number' ? 'n' : name
}

function isUsable(name: string, language: Language): boolean {
  return !RESERVED.has(name) && !(language === 'python' && name.includes('$'))
}

/** `even double sum` becomes `evenDoubleSum` or `even_double_sum`. */
function defaultName({ steps }: Program, language: Language): string {
  const words = steps.flatMap(({ operation }) => operation.name.split(' '))
  const name =
    language === 'python'
      ? words.join('_')
      : words.map((word, index) => (index ? word[0]!.toUpperCase() + word.slice(1) : word)).join('')
  return RESERVED.has(name) ? `${name}${language === 'python' ? '_of' : 'Of'}` : name
}

function bodyLines(program: Program, names: Names, language: Language): string[] {
  const used = new Set<string>()
  let value = names.inputs[0]!
  return program.steps.map((step, index) => {
    const expression = writeStep(program, step, value, names, language)
    if (index === program.steps.length - 1) return `return ${expression}`
    value = step.operation.makes
    while (used.has(value) || names.isTaken(value) || RESERVED.has(value))
      value = `${value}${index + 1}`
    used.add(value)
    return language === 'python' ? `${value} = ${expression}` : `const ${value} = ${expression}`
  })
}

function writeStep(
  program: Program,
  { operation, operands }: Step,
  value: string,
  names: Names,
  language: Language,
): string {
  const extra = parametersOf(program)
  const written = operands.map((operand) =>
    operand.kind === 'parameter'
      ? names.extra[extra.indexOf(operand.name)]!
      : literal(operand.type === 'number' ? Number(operand.value) : operand.value, language),
  )
  const given = operation.from === 'pair' ? [names.inputs[1]!] : written
  return operation[language](value, given, names.element)
}

function typeOf(program: Program, index: number, language: Language): string {
  const own = program.input === 'pair' ? 2 : 1
  if (index < own) return TYPES[language][program.input === 'pair' ? 'num' : program.input]
  const name = parametersOf(program)[index - own]
  const operands: readonly Operand[] = program.steps.flatMap((step) => step.operands)
  const operand = operands.find((one) => one.kind === 'parameter' && one.name === name)
  return TYPES[language][operand?.type === 'text' ? 'text' : 'num']
}

/** Says each step in order: "Keeps those that are even, then adds them up." */
function describe({ steps }: Program): string {
  const said = steps.map(({ operation, operands }) =>
    operation.says.replace(/\{(\d)\}/g, (_, index: string) => {
      const operand = operands[Number(index)]
      if (!operand) return 'the other'
      if (operand.kind === 'parameter') return operand.name
      return operand.type === 'number' ? operand.value : JSON.stringify(operand.value)
    }),
  )
  const sentence = said
    .join(', then ')
    .replaceAll('*/', '* /')
    .replaceAll('\\', '\\\\')
    .replaceAll('"""', "'''")
  return `${sentence[0]!.toUpperCase()}${sentence.slice(1)}.`
}

/**
 * Returns a call and its result, from the first arguments that give something to see. There is no call where
 * none can be made, or where its result would take too long to find.
 */
function exampleCall(program: Program, names: Names, language: Language): string {
  const examples = exampleInputs(program).flatMap((inputs) => {
    try {
      return [{ inputs, result: runProgram(program, inputs) }]
    } catch {
      return []
    }
  })
  const example = examples.find(({ result }) => isTelling(result)) ?? examples[0]
  if (!example) return ''
  const written = example.inputs.map((input) => literal(input, language)).join(', ')
  const call = `${names.own}(${written})`
  const line = language === 'python' ? `print(${call})` : `console.log(${call})`
  const result = showResult(program, example.result, language)
  if (result === undefined || result.length > LONGEST_RESULT) return line
  return language === 'python' ? `${line}  # ${result}` : `${line} // ${result}`
}

function isTelling(result: Value): boolean {
  return result !== null && result !== '' && !(Array.isArray(result) && result.length === 0)
}

/** The languages differ in how they write fractions into a text. */
function showResult(program: Program, value: Value, language: Language): string | undefined {
  const uses = (names: readonly string[]): boolean =>
    program.steps.some(({ operation }) => names.includes(operation.name))
  if (language === 'python' && uses(FRACTIONS) && uses(['join'])) return undefined
  const result = literal(value, language)
  return language === 'python' && isFraction(program)
    ? result.replace(/(?<![\d.])-?\d+(?![\d.e])/g, '$&.0')
    : result
}

/** Returns whether Python shows the numbers of a result with a decimal point: they went through a division. */
function isFraction({ steps }: Program): boolean {
  const isWhole = (name: string): boolean => WHOLE_NUMBERS.includes(name)
  const last = steps.findLastIndex(({ operation }) => FRACTIONS.includes(operation.name))
  return last >= 0 && !steps.slice(last).some(({ operation }) => isWhole(operation.name))
}
