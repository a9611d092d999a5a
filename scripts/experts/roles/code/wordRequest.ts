import { TEXT_MAPS } from '#runtime/experts/code/textOperations.ts'
import type { Random } from '../../random.ts'
import type { Tier, Wordings } from '../../wordings.ts'
import type { Chain } from './drawProgram.ts'
import * as frames from './frames.ts'
import { thirdPerson } from './grammarOfEnglish.ts'
import { wordQuestion } from './wordCheck.ts'
import { AmbiguousWording } from './wordNoun.ts'
import { type Clauses, wordResult, wordSteps } from './wordSteps.ts'
import { chooseFrom, type Subject, type Writer } from './writer.ts'

/** A whole request as a wording with places for values, and what those places need. */
export type Request = {
  readonly wording: string
  readonly isNamed: boolean
  readonly inputNames: number
}

/** The parts of a request that may be in a wording never trained, the steps more often than their frame. */
const FRAME_PARTS = [
  'frame',
  'frame',
  'input',
  'called',
  'language',
  'connector',
  'verb',
  'check',
  'tail',
  'ending',
  'opening',
]

/**
 * Returns a chain as a request.
 *
 * @param extras - Whether an operand is a further parameter, by the name of its place, and its kind.
 */
export function wordRequest(
  chain: Chain,
  extras: Readonly<Record<string, 'number' | 'text'>>,
  random: Random,
  tier: Tier,
): Request {
  for (;;) {
    const changed = tier === 'W' ? drawPart(chain, random) : undefined
    const used = new Set<string>()
    const writer: Writer = {
      random,
      pick: (part: string, wordings: Wordings) => {
        used.add(part)
        return chooseFrom(wordings, part === changed, random)
      },
    }
    const request = composeClearly(chain, extras, writer)
    if (request && (changed === undefined || used.has(changed))) return request
  }
}

function composeClearly(...composing: Parameters<typeof compose>): Request | undefined {
  try {
    return compose(...composing)
  } catch (error) {
    if (error instanceof AmbiguousWording) return undefined
    throw error
  }
}

function drawPart({ operations }: Chain, random: Random): string {
  if (random.chance(0.35)) return random.pick(FRAME_PARTS)
  const index = random.integer(0, operations.length - 1)
  return `step${index}${random.pick(['', '', ' kept', ' all'])}`
}

function compose(
  chain: Chain,
  extras: Readonly<Record<string, 'number' | 'text'>>,
  writer: Writer,
): Request | undefined {
  const { random } = writer
  const named = random.chance(0.45)
  const input = wordInput(chain, writer)
  const isTest = chain.operations.length === 1 && chain.operations[0]!.to === 'bool'
  const form = random.pick([
    ...(isTest ? (['question', 'question'] as const) : []),
    'relative',
    'relativeInput',
    'relativeInput',
    'command',
    'commandInput',
    'result',
  ] as const)
  const said = form === 'relativeInput' || form === 'commandInput'
  const implied = random.chance(0.5) ? findImplied(chain) : undefined
  const subject: Subject = {
    ...(implied ? { implied } : {}),
    ...(said ? {} : { base: input.text }),
    ...(input.noun ? { noun: '{noun}' } : {}),
    names: input.names,
  }

  const body = wordBody(form, chain, subject, writer)
  if (body === undefined) return undefined
  if (implied && !implied.some((items) => body.includes(items.replace(/s$/, '')))) return undefined
  const further = said
    ? Object.entries(extras).map(
        ([place, kind]) =>
          ` and ${writer.pick('extra', frames.EXTRA_INPUTS[kind]!).replace('{k}', `{${place}}`)}`,
      )
    : []
  const text = body.replace('{input}', input.text + further.join(''))
  return frameBody(text, { chain, input, isNamed: named, form }, writer)
}

type Framing = {
  readonly chain: Chain
  readonly input: Input
  readonly isNamed: boolean
  readonly form: string
}

/** Returns the body with the name of the function, the language, and what is said before and after. */
function frameBody(
  body: string,
  { chain, input, isNamed, form }: Framing,
  writer: Writer,
): Request {
  const { random } = writer
  const nameInside = body.includes('{C}') && random.chance(0.75)
  const named = isNamed && (nameInside || form !== 'command')
  const bare = named && nameInside ? spaced(writer.pick('called', frames.CALLED)) : ''
  const called = bare.replace(
    '({p})',
    chain.input === 'pair' ? '({p}, {q})' : input.noun ? '({noun})' : '({p})',
  )
  const language = random.pick(LANGUAGE_PLACES)
  const inside = language === 'inside' && body.includes('{L}')
  const text = body.replace('{C}', called).replace('{L}', inside ? '{lang} ' : '')
  const nameAfter = named && !nameInside ? spaced(writer.pick('called', frames.CALLED_AFTER)) : ''
  const languageAfter =
    language === 'after' ? spaced(writer.pick('language', frames.LANGUAGE_AFTER)) : ''
  const before = language === 'before' ? `${writer.pick('language', frames.LANGUAGE_BEFORE)} ` : ''
  const opening = random.chance(0.2) ? `${writer.pick('opening', frames.OPENINGS)} ` : ''
  const ending = random.chance(0.25)
    ? spaced(writer.pick('ending', frames.ENDINGS))
    : random.pick(['', '', '.', '?'])
  const after = random.pick([languageAfter + nameAfter, nameAfter + languageAfter])
  const own = chain.input === 'pair' ? 2 : 1
  return {
    wording: tidy(`${opening}${before}${text}${after}${ending}`),
    isNamed: named,
    inputNames: called.includes('{p}') ? own : input.count,
  }
}

const LANGUAGE_PLACES = ['none', 'none', 'before', 'inside', 'after', 'inside', 'after'] as const

const CUTS = ['take', 'takelast', 'skip', 'reverse', 'count']

/** Returns what the parts are called that a first step makes, when it need not be said. */
function findImplied({ operations }: Chain): readonly string[] | undefined {
  const [first, second] = operations
  if (!second || first!.from === 'pair') return undefined
  if (first!.name === 'words') return ['words']
  if (first!.name === 'digits') return ['digits']
  // The first 3 letters of a text are a text again, and changing each changes the text.
  const changes = second.from === 'words' && second.to === 'words' && second.operands.length > 0
  const cuts = CUTS.includes(second.name) || changes || TEXT_MAP_NAMES.includes(second.name)
  return first!.name === 'letters' && !cuts ? ['letters', 'characters'] : undefined
}

const TEXT_MAP_NAMES = TEXT_MAPS.map(({ name }) => name)

function wordBody(
  form: string,
  chain: Chain,
  subject: Subject,
  writer: Writer,
): string | undefined {
  if (form === 'question') {
    const question = wordQuestion(chain, subject, writer)
    return question && writer.pick('frame', frames.QUESTION_FRAMES).replace('{q}', () => question)
  }
  if (form === 'result') {
    const np = wordResult(chain, subject, writer)
    return np && writer.pick('frame', frames.RESULT_FRAMES).replace('{np}', () => np)
  }
  const clauses = wordSteps(chain, subject, writer)
  const relative = form === 'relative' || form === 'relativeInput'
  const wordings = {
    relative: frames.RELATIVE_FRAMES,
    relativeInput: frames.RELATIVE_INPUT_FRAMES,
    command: frames.COMMAND_FRAMES,
    commandInput: frames.COMMAND_INPUT_FRAMES,
  }[form]!
  const place = relative ? '{R}' : '{I}'
  return writer.pick('frame', wordings).replace(place, () => joinClauses(clauses, relative, writer))
}

/** Returns the steps in a row, as commands or in the third person. */
function joinClauses({ commands, returns }: Clauses, relative: boolean, writer: Writer): string {
  const { random } = writer
  const said = relative ? commands.map(thirdPerson) : commands
  const sentences = !relative && random.chance(0.3)
  const joint =
    said.length > 1
      ? writer.pick('connector', sentences ? frames.SENTENCE_CONNECTORS : frames.CONNECTORS)
      : ''
  const [middle = '', last = ''] = joint.split('_').map(spaced)
  const opens = said.length > 1 && random.chance(0.08) ? 'first ' : ''
  const body = said.reduce(
    (text, clause, index) => `${text}${index === said.length - 1 ? last : middle} ${clause}`,
  )
  const tail =
    !returns && random.chance(0.4)
      ? spaced(inPerson(writer.pick('tail', frames.RETURN_TAILS), relative))
      : ''
  return opens + body + tail
}

function inPerson(tail: string, relative: boolean): string {
  if (!relative || tail.startsWith('.')) return tail
  return tail.replace(/\b(return|give)\b/, '$1s')
}

type Input = {
  readonly text: string
  /** Whether its elements are called by a name. */
  readonly noun: boolean
  /** How many names it brings. */
  readonly count: number
  readonly names: readonly [string, string] | undefined
}

function wordInput(chain: Chain, writer: Writer): Input {
  const { random } = writer
  const { input } = chain
  if (input === 'pair') {
    if (random.chance(0.5))
      return {
        text: writer.pick('input', frames.PAIR_INPUTS),
        noun: false,
        count: 0,
        names: undefined,
      }
    const names = random.chance(0.7) ? (['{p}', '{q}'] as const) : undefined
    return { text: writer.pick('input', frames.PAIR_NAMES), noun: false, count: 2, names }
  }
  if (isClearAlone(chain) && random.chance(0.12))
    return { text: '{p}', noun: false, count: 1, names: undefined }
  const text = writer.pick('input', frames.INPUTS[input]!)
  const noun = text.includes('{noun}')
  if (noun || random.chance(0.7)) return { text, noun, count: noun ? 1 : 0, names: undefined }
  return {
    text: writer.pick('name', frames.INPUT_NAMES).replace('{n}', () => text),
    noun,
    count: 1,
    names: undefined,
  }
}

const CLEAR = {
  nums: 'sum product max min average spread even odd positive negative above below sort descend multiple prime',
  num: 'factorial upto digits divisors prime even odd double triple square cube plus minus times divide power modulo multiple',
  text: 'upper lower trim words letters split vowels palindrome occurs',
  words: 'longest shortest bylength longer shorter',
  pair: '',
} as const

/** Returns whether the first step alone says what the input is: "the sum of xs" is about numbers. */
function isClearAlone({ input, operations }: Chain): boolean {
  return CLEAR[input].split(' ').includes(operations[0]!.name)
}

/** A part that begins with a sign follows without a space. */
function spaced(part: string): string {
  return /^[.,;:]/.test(part) || part === '' ? part : ` ${part}`
}

function tidy(text: string): string {
  return text
    .replace(/ {2,}/g, ' ')
    .replace(/ (?=[,.:;?])/g, '')
    .replace(/,(?=[,.:;?])/g, '')
    .replace(/([.?])(?=[.?])/g, '')
    .trim()
}
