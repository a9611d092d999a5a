import { WitanError } from '#protocol/errors.ts'
import { frameRequest } from '../controlTokens.ts'
import type { Expert } from '../expert.ts'
import { callGrammar } from './callGrammar.ts'
import { KNOWN_WORDS } from './knownWords.ts'
import { type Item, plainWord, REFERENCES, readItems, type Sign } from './readItems.ts'
import { TOOL_SCHEMAS } from './toolSchemas.ts'

/** Longest request (characters): words of invented syllables take the most tokens, some 200 for this. */
const MAX_PROMPT_CHARACTERS = 320

/** Six arguments of about five tokens, the tool's name and the end token. */
const MAX_TOKENS = 48

/** One sign per kind of typed value, shown to the model in place of the value. */
const TYPE_SIGNS = { date: '#', time: '@', duration: '~', number: '$' } as const

/** In place of a word that training gave no meaning to. */
const UNKNOWN_SIGN = '*'

/** Before a capitalised word that is not the first: most are names. */
const NAME_SIGN = '^'

/**
 * The tools expert. The model sees the request with a reference before each word or typed value and
 * writes a call by references; code copies the words and builds the JSON. "set a timer for 25 minutes"
 * is seen as `AsetBaCtimerDforE~`, answered `set_timer duration=E` and finished as
 * `{"tool":"set_timer","arguments":{"duration":"PT25M"}}`.
 */
export const toolsExpert: Expert = {
  role: 'tools',
  prepare(prompt) {
    const parts = readItems(prompt)
    const items = onlyItems(parts)
    if (prompt.length > MAX_PROMPT_CHARACTERS)
      throw new WitanError(
        'PROMPT_UNSUPPORTED',
        `The command has ${prompt.length} characters; the tools expert reads at most ${MAX_PROMPT_CHARACTERS}.`,
        { meta: { characters: prompt.length } },
      )
    if (items.length < 1 || items.length > REFERENCES.length)
      throw new WitanError(
        'PROMPT_UNSUPPORTED',
        `The command has ${items.length} words; the tools expert reads 1 to ${REFERENCES.length}.`,
        { meta: { words: items.length } },
      )
    return {
      modelInput: frameRequest(markItems(parts)),
      grammar: callGrammar(parts),
      maxTokens: MAX_TOKENS,
    }
  },
  finish(raw, prompt) {
    const items = onlyItems(readItems(prompt))
    const [tool, ...assignments] = raw.trim().split(' ')
    const schema = TOOL_SCHEMAS.find(({ name }) => name === tool)
    const given = new Map(assignments.map((text) => text.split('=', 2) as [string, string]))
    const timed = (schema?.arguments ?? [])
      .filter(({ kind }) => kind !== 'text' && kind !== 'number')
      .flatMap(({ name }) => findItem(given.get(name), items) ?? [])
    const found: Record<string, string | number> = {}
    for (const { name, kind } of schema?.arguments ?? []) {
      const value =
        kind === 'text'
          ? resolveRun(given.get(name), { items, prompt, timed })
          : findItem(given.get(name), items)?.value
      if (value === undefined) continue
      if (kind === 'number') found[name] = Number(value)
      else found[name] = name === 'title' && tool === 'create_event' ? bareTitle(value) : value
    }
    const answer = JSON.stringify({ tool: schema?.name ?? null, arguments: found })
    return { answer, workings: raw.trim() }
  },
}

function onlyItems(parts: readonly (Item | Sign)[]): Item[] {
  return parts.filter((part) => part.kind !== 'sign')
}

/** Returns the request as the model reads it: a reference, then the word in plain lower case or the sign of its type. */
function markItems(parts: readonly (Item | Sign)[]): string {
  let index = 0
  return parts
    .map((part) => {
      if (part.kind === 'sign') return part.value
      const reference = REFERENCES[index++] ?? ''
      if (part.kind !== 'text') return reference + TYPE_SIGNS[part.kind]
      const isName = index > 1 && /^\p{Lu}/u.test(part.value)
      return reference + (isName ? NAME_SIGN : '') + shownWord(part.value)
    })
    .join('')
}

/**
 * Returns a word as the model sees it: itself in lower case when training gave it a meaning, else one sign
 * for all others. Where a text stands is what counts, not what it says.
 */
function shownWord(word: string): string {
  const plain = plainWord(word)
  return KNOWN_WORDS.has(plain) ? plain : UNKNOWN_SIGN
}

function findItem(reference: string | undefined, items: readonly Item[]): Item | undefined {
  return items[REFERENCES.indexOf(reference || '?')]
}

type Request = {
  readonly items: readonly Item[]
  readonly prompt: string
  /** Values that other arguments of the call have: a text does not hold them too. */
  readonly timed: readonly Item[]
}

/** Returns the words of a run, without a value at its end that the call has as an argument of its own. */
function resolveRun(
  run: string | undefined,
  { items, prompt, timed }: Request,
): string | undefined {
  const [from, to = from] = run?.split('-') ?? []
  const first = findItem(from, items)
  const last = findItem(to, items)
  if (!first || !last || last.end < first.start) return undefined
  const cut = timed.find(({ start, end }) => start > first.start && end === last.end)
  if (!cut) return copyText(prompt, first.start, last.end)
  const rest = prompt
    .slice(first.start, cut.start)
    .replace(/[\s,]+(?:(?:on|at|in|by|for)\s*)?$/i, '')
  return rest || copyText(prompt, first.start, last.end)
}

/** "The meeting" and "my meeting" are entered as "meeting". */
function bareTitle(title: string): string {
  return title.replace(/^(?:an?|the|my|our) (?=.)/i, '')
}

/** A run that opens a quotation and ends at its last word takes the closing sign along. */
function copyText(prompt: string, start: number, end: number): string {
  const text = prompt.slice(start, end)
  const quotes = text.split('"').length - 1
  return quotes % 2 === 1 && prompt[end] === '"' ? `${text}"` : text
}
