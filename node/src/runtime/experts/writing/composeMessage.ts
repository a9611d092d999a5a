import type { Move, MoveName, Style } from './moves.ts'
import { type Part, wordPart } from './wordPart.ts'

/** The parts that ask something of the reader. */
const ASKING: readonly MoveName[] = ['ask', 'stop', 'want', 'wait', 'know']

const GREETINGS = { polite: 'Dear', friendly: 'Hi', message: 'Hello' } as const
const CLOSINGS = {
  polite: { asked: 'Thank you very much in advance.', name: 'Kind regards' },
  friendly: { asked: 'Thanks a lot!', name: 'Best wishes' },
  message: { asked: 'Thank you.', name: 'Best' },
} as const
const SOON = {
  polite: 'I would be glad to hear from you soon.',
  friendly: 'It would be great to hear from you soon.',
  message: 'A quick reply would help.',
  brief: 'Soon, please.',
} as const

/** What a message is made of. */
export type Outline = {
  readonly style: Style
  readonly moves: readonly Move[]
  /** Names, dates, times and amounts of the request: the message holds every one. */
  readonly facts: readonly string[]
  readonly isHasty: boolean
}

/** Returns the message that an outline stands for; every fact that no part holds is told at its end. */
export function composeMessage(outline: Outline): string {
  const body = wordBody(outline)
  const { style, moves } = outline
  const to = moves.find(({ name }) => name === 'to')?.text
  const from = moves.find(({ name }) => name === 'from')?.text
  const address = [to, from].filter((text) => text !== undefined).join(' ')
  const missing = missingFacts(outline.facts, `${address} ${body}`)
  const details = missing.length > 0 ? `Details: ${missing.join(', ')}.` : ''
  const text = [body, details].filter(Boolean).join(' ')
  if (style === 'brief') {
    const signed = from === undefined ? text : `${text} ${capital(from)}`
    return to === undefined ? signed : `${capital(to)}: ${signed}`
  }
  const { asked, name } = CLOSINGS[style]
  const asks = moves.some((move) => ASKING.includes(move.name))
  const greeting = to === undefined ? 'Hello' : `${GREETINGS[style]} ${addressee(to)}`
  const closing = from === undefined ? name : `${name},\n${capital(from)}`
  return `${greeting},\n\n${text}\n\n${asks ? `${asked}\n` : ''}${closing}`
}

/** Returns the facts that a text doesn't hold, each once. */
export function missingFacts(facts: readonly string[], text: string): string[] {
  const held = text.toLowerCase()
  return [...new Set(facts)].filter((fact) => !held.includes(fact.toLowerCase()))
}

function wordBody({ style, moves, isHasty }: Outline): string {
  const parts: Part[] = moves.filter(
    (move): move is Part => move.name !== 'to' && move.name !== 'from',
  )
  const seen = new Map<MoveName, number>()
  const sentences = parts.map((part) => {
    const times = seen.get(part.name) ?? 0
    seen.set(part.name, times + 1)
    return wordPart(style, part, times)
  })
  const presses = isHasty && parts.some(({ name }) => ASKING.includes(name))
  return [...sentences, ...(presses ? [SOON[style]] : [])].join(' ')
}

/** `my boss` greets as `boss`; "the team" as "team". */
function addressee(to: string): string {
  return capital(to.replace(/^(?:my|our|the|your) /i, ''))
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
