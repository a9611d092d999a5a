import { spawnSync } from 'node:child_process'
import { createContext, Script } from 'node:vm'
import { NO_FUNCTION } from '#runtime/experts/code/codeExpert.ts'
import { createRandom, type Random } from '../../random.ts'

/** Calls behind one verdict: the fixed ones that break careless code, then drawn ones. */
const DRAWN_CALLS = 12

const TIMEOUT_MS = 500

type Signature = {
  readonly name: string
  readonly kinds: readonly string[]
  readonly isPython: boolean
}

/**
 * Returns whether a function does what the true one does: same parameters, the same name if the request gives one, and
 * the same result for every call of the generated unit tests. JavaScript runs in a context of its own with a time limit, Python in
 * a process; without a Python only the very same text passes.
 */
export function passesTests(answer: string, truth: string, prompt = truth): boolean {
  const meant = readSignature(truth)
  const given = readSignature(answer)
  if (!meant || !given || meant.isPython !== given.isPython) return false
  if (meant.name !== given.name && prompt.includes(meant.name)) return false
  if (meant.kinds.join() !== given.kinds.join()) return false
  const calls = drawCalls(meant.kinds, answer + truth)
  const run = meant.isPython ? runPython : runJavaScript
  if (meant.isPython && answer === truth) return true
  const expected = run(truth, meant.name, calls)
  return expected !== undefined && run(answer, given.name, calls) === expected
}

/** Returns whether an answer is a function that can be called, or says that there is none. */
export function runsAlone(answer: string): boolean {
  if (answer.startsWith(NO_FUNCTION)) return true
  const signature = readSignature(answer)
  if (!signature) return false
  if (signature.isPython) return true
  return runJavaScript(answer, signature.name, drawCalls(signature.kinds, answer)) !== undefined
}

/** Returns the name and the kinds of parameters, from the comment or the type hints. */
export function readSignature(source: string): Signature | undefined {
  const python = [...source.matchAll(/^def (\w+)\((.*)\) -> /gm)].at(-1)
  if (python) {
    const kinds = python[2]!.split(/, (?=[\w$]+:)/).map((part) => kindOf(part.split(': ')[1] ?? ''))
    return { name: python[1]!, kinds, isPython: true }
  }
  const name = [...source.matchAll(/^function ([\w$]+)\(/gm)].at(-1)?.[1]
  if (!name) return undefined
  return {
    name,
    kinds: [...source.matchAll(/@param \{(.+?)\}/g)].map((match) => kindOf(match[1]!)),
    isPython: false,
  }
}

const KINDS: Readonly<Record<string, string>> = {
  'number[]': 'nums',
  'list[float]': 'nums',
  'string[]': 'words',
  'list[str]': 'words',
  string: 'text',
  str: 'text',
  number: 'num',
  float: 'num',
}

function kindOf(type: string): string {
  return KINDS[type] ?? 'unknown'
}

/** Returns arguments of calls: edge cases, then values round the constants of the source. */
export function drawCalls(kinds: readonly string[], source: string): unknown[][] {
  const random = createRandom(1)
  const numbers = [...source.matchAll(/-?\b\d+(?:\.\d+)?\b/g)]
    .map(([text]) => Number(text))
    .filter((value) => Math.abs(value) < 1e6)
  const texts = [...source.matchAll(/'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)"/g)]
    .map((match) => match[1] ?? match[2] ?? '')
    .filter((text) => text.length < 20)
  const edges: Readonly<Record<string, readonly unknown[]>> = {
    nums: [[], [7], [2, 2, 3, -4, 0, 9, 10]],
    words: [[], ['apple'], ['Level', 'b', 'banana', 'b', '']],
    text: ['', 'level', 'Hello big World, hello'],
    num: [0, 1, 7],
  }
  const fixed = [0, 1, 2].map((index) =>
    kinds.map((kind, position) => edges[kind]?.[position === 0 ? index : 2] ?? 0),
  )
  const drawn = Array.from({ length: DRAWN_CALLS }, () =>
    kinds.map((kind, position) => drawArgument(kind, position > 0, random, numbers, texts)),
  )
  return [...fixed, ...drawn]
}

function drawArgument(
  kind: string,
  isFurther: boolean,
  random: Random,
  numbers: readonly number[],
  texts: readonly string[],
): unknown {
  const number = (): number => {
    if (isFurther) return random.integer(1, 9)
    if (kind === 'nums' && numbers.length > 0 && random.chance(0.4))
      return random.pick(numbers) + random.integer(-1, 1)
    return kind === 'nums' ? random.integer(-20, 40) : random.integer(0, 30)
  }
  const text = (): string => {
    const word = random.pick([
      'apple',
      'Kiwi',
      'abba',
      'tree',
      'a',
      'of',
      'Banana',
      'level',
      'zoo',
      ' x ',
      'hello',
      'under',
    ])
    if (isFurther) return random.pick(['a', 'e', '-', 'ab'])
    const piece = texts.length > 0 && random.chance(0.6) ? random.pick(texts) : ''
    return random.pick([word, piece + word, word + piece, `${word}${piece}${word}`])
  }
  const several = <Item>(draw: () => Item) => Array.from({ length: random.integer(1, 8) }, draw)
  if (kind === 'nums') return several(number)
  if (kind === 'words') return several(text)
  if (kind === 'text') return several(text).join(random.pick([' ', ' ', ',']))
  return number()
}

function runJavaScript(
  source: string,
  name: string,
  calls: readonly unknown[][],
): string | undefined {
  const calling = `\n;${JSON.stringify(calls)}.map((values) => {
    try { return JSON.stringify(${name}(...values)) ?? 'nothing' } catch (error) { return error.name }
  }).join('\\n')`
  try {
    const context = createContext({ console: { log: () => undefined } })
    return String(new Script(source + calling).runInContext(context, { timeout: TIMEOUT_MS }))
  } catch {
    return undefined
  }
}

function runPython(source: string, name: string, calls: readonly unknown[][]): string | undefined {
  const calling = `
import json
for values in json.loads(${JSON.stringify(JSON.stringify(calls))}):
    try:
        print(json.dumps(${name}(*values)))
    except Exception as error:
        print(type(error).__name__)
`
  const { status, stdout } = spawnSync('python3', ['-c', source + calling], {
    encoding: 'utf8',
    timeout: 20 * TIMEOUT_MS,
  })
  return status === 0 ? stdout : undefined
}
