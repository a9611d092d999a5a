import { WitanError } from '#protocol/errors.ts'
import { frameRequest } from '../controlTokens.ts'
import type { Expert } from '../expert.ts'
import { callGrammar } from './callGrammar.ts'
import { KNOWN_WORDS } from './knownWords.ts'
import { type Item, REFERENCES, readItems, type Sign } from './readItems.ts'
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
      grammar: callGrammar(items),
      maxTokens: MAX_TOKENS,
    }
  },
  finish(raw, prompt) {
    const items = onlyItems(readItems(prompt))
    const [name, ...assignments] = raw.trim().split(' ')
    const schema = TOOL_SCHEMAS.find((tool) => tool.name === name)
    const given = new Map(assignments.map((text) => text.split('=', 2) as [string, string]))
    const found: Record<string, string | number> = {}
    for (const argument of schema?.arguments ?? []) {
      const value = resolveReference(
        given.get(argument.name),
        argument.kind === 'text',
        items,
        prompt,
      )
      if (value !== undefined)
        found[argument.name] = argument.kind === 'number' ? Number(value) : value
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
      return reference + (isName ? NAME_SIGN : '') + plainWord(part.value)
    })
    .join('')
}

/**
 * Returns a word as the model sees it: itself in lower case when training gave it a meaning, else one sign
 * for all others. Where a text stands is what counts, not what it says.
 */
function plainWord(word: string): string {
  const plain = word.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '').replaceAll('’', "'")
  return KNOWN_WORDS.has(plain) ? plain : UNKNOWN_SIGN
}

function resolveReference(
  reference: string | undefined,
  isText: boolean,
  items: readonly Item[],
  prompt: string,
): string | undefined {
  if (!reference) return undefined
  const [from, to = from] = reference.split('-')
  const first = items[REFERENCES.indexOf(from || '?')]
  const last = items[REFERENCES.indexOf(to || '?')]
  if (!first || !last || last.end < first.start) return undefined
  return isText ? copyText(prompt, first.start, last.end) : first.value
}

/** A run that opens a quotation and ends at its last word takes the closing sign along. */
function copyText(prompt: string, start: number, end: number): string {
  const text = prompt.slice(start, end)
  const quotes = text.split('"').length - 1
  return quotes % 2 === 1 && prompt[end] === '"' ? `${text}"` : text
}
