import { WitanError } from '#protocol/errors.ts'
import { frameRequest } from '../controlTokens.ts'
import type { Expert } from '../expert.ts'
import type { Link } from './linkWords.ts'
import { maskPiece } from './maskPiece.ts'
import { planGrammar, REFERENCES } from './planGrammar.ts'
import { readPieces } from './readPieces.ts'
import { readPlan, type Step } from './readPlan.ts'

/** Longest request (characters) and most words: what the context holds beside the longest plan. */
const MAX_PROMPT_CHARACTERS = 700
const MAX_WORDS = 110

/** Twelve pieces with a role and a few references each, and the end token. */
const MAX_TOKENS = 80

/** How a link is shown to the model, before the reference of its piece. */
const LINK_SIGNS: Readonly<Record<Link, string>> = {
  none: '',
  comma: ',',
  colon: ':',
  stop: ';',
  and: '&',
  also: '|',
  result: '=',
  next: '>',
  later: '<',
  before: '{',
  after: '}',
}

/**
 * The planning expert. Code cuts the request into pieces; the model says of each which role serves it,
 * whether it is a task at all, and what it waits for; code writes the steps out in the requester's words.
 * "summarise the report, then translate it into French" is seen as `A summarise the * >B translate it into ^`,
 * answered `Asummary Btranslation<A` and finished as two lines, the second "2. translation, after 1: ...".
 */
export const planningExpert: Expert = {
  role: 'planning',
  prepare(prompt) {
    const pieces = readPieces(prompt)
    if (prompt.length > MAX_PROMPT_CHARACTERS)
      throw new WitanError(
        'PROMPT_UNSUPPORTED',
        `The request has ${prompt.length} characters; the planning expert reads at most ${MAX_PROMPT_CHARACTERS}.`,
        { meta: { characters: prompt.length } },
      )
    if (pieces.length < 2 || pieces.length > REFERENCES.length)
      throw new WitanError(
        'PROMPT_UNSUPPORTED',
        `The planning expert orders requests of 2 to ${REFERENCES.length} parts; this one has ${pieces.length}.`,
        { meta: { parts: pieces.length } },
      )
    const marked = pieces.map(({ link, start, end }, index) => {
      const sign = index === 0 && link === 'stop' ? '' : LINK_SIGNS[link]
      const question = prompt[end] === '?' ? ' ?' : ''
      return `${sign}${REFERENCES[index]} ${maskPiece(prompt.slice(start, end))}${question}`
    })
    const seen = marked.join(' ')
    const words = seen.split(' ').length
    if (words > MAX_WORDS)
      throw new WitanError(
        'PROMPT_UNSUPPORTED',
        `The request has ${words} words and signs; the planning expert reads at most ${MAX_WORDS}.`,
        { meta: { words } },
      )
    return {
      modelInput: frameRequest(seen),
      grammar: planGrammar(pieces.length),
      maxTokens: MAX_TOKENS,
    }
  },
  finish(raw, prompt) {
    const steps = readPlan(raw, prompt)
    if (!steps || steps.length === 0)
      return { answer: 'The planning expert found no order for this request.' }
    return { answer: steps.map(writeStep).join('\n'), workings: describeWaves(steps) }
  },
}

/** Returns a step as `2. translation, after 1: translate it into French`; swarm reads the same form. */
function writeStep({ role, text, after }: Step, index: number): string {
  const waits = after.length > 0 ? `, after ${listNumbers(after)}` : ''
  return `${index + 1}. ${role}${waits}: ${text}`
}

/** Returns which steps can run at the same time, one line per wave. */
function describeWaves(steps: readonly Step[]): string {
  const waveOf: number[] = []
  for (const { after } of steps)
    waveOf.push(Math.max(-1, ...after.map((number) => waveOf[number - 1]!)) + 1)
  const waves = Array.from({ length: Math.max(...waveOf) + 1 }, (_, wave) =>
    waveOf.flatMap((of, index) => (of === wave ? [index + 1] : [])),
  )
  return waves
    .map((numbers, wave) => {
      const together = numbers.length > 1 ? 'steps' : 'step'
      return `${wave === 0 ? 'At once' : 'Then'}: ${together} ${listNumbers(numbers)}.`
    })
    .join('\n')
}

function listNumbers(numbers: readonly number[]): string {
  if (numbers.length < 2) return numbers.join('')
  return `${numbers.slice(0, -1).join(', ')} and ${numbers.at(-1)}`
}
