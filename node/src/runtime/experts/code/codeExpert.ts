import { WitanError } from '#protocol/errors.ts'
import { frameRequest } from '../controlTokens.ts'
import type { Expert } from '../expert.ts'
import { asksForNoBlock } from './asksForNoBlock.ts'
import type { Language } from './literal.ts'
import { printFunction } from './printFunction.ts'
import { MAX_STEPS, readProgram } from './program.ts'
import { programGrammar, type Usable } from './programGrammar.ts'
import { type Item, readItems } from './readItems.ts'

/** Longest request (characters): some 150 tokens, which leaves room for the answer in the context. */
const MAX_PROMPT_CHARACTERS = 420

/** Three names, the input and four steps of some six tokens. */
const MAX_TOKENS = 40

/** Most names and values: bounds the grammar, whose rules grow with the sets of them. */
const MOST_ITEMS = 8

/** Of the words, at most this share may have no meaning to the model: others ask for something else. */
const MOST_UNKNOWN = 0.5

const SIGNS = { number: '#', text: '$', name: '^' } as const

const OTHER_LANGUAGE =
  /\b(?:java|typescript|rust|golang|ruby|php|swift|kotlin|scala|perl|haskell|lua|sql|bash|html|css)\b|\bc(?:\+\+|#)|\bin (?:c|r|go)\b/i

/** What follows is an example of a call, which the printed function brings itself. */
const GIVEN_EXAMPLE = /[\s.,;(]+(?:for example|for instance|e\.g\.|example:)[\s\S]*$/i

/** How every answer begins that is no function. */
export const NO_FUNCTION = 'The code expert found no function in this request.'

/**
 * The code expert. The model sees the request with a reference at each number, quoted text and name, and
 * writes a chain of operations; code prints it as a function. "Write a function that doubles each number
 * in a list and returns the sum" is answered by `-- nums double sum`.
 */
export const codeExpert: Expert = {
  role: 'code',
  prepare(prompt) {
    if (prompt.length > MAX_PROMPT_CHARACTERS)
      throw new WitanError(
        'PROMPT_UNSUPPORTED',
        `The request has ${prompt.length} characters; the code expert reads at most ${MAX_PROMPT_CHARACTERS}.`,
        { meta: { characters: prompt.length } },
      )
    if (OTHER_LANGUAGE.test(prompt))
      throw new WitanError(
        'PROMPT_UNSUPPORTED',
        'The code expert writes Python and JavaScript; ask for one of them.',
      )
    const { pieces, items } = readItems(task(prompt))
    const words = pieces.filter((piece) => typeof piece === 'string' && /^[a-z]/.test(piece)).length
    const unknown = items.filter(({ kind }) => kind === 'name').length
    if (words === 0 || unknown / (words + unknown) > MOST_UNKNOWN)
      throw new WitanError(
        'PROMPT_UNSUPPORTED',
        'The code expert writes one function over numbers, words or a text; it does not know most words of this request.',
        { meta: { words, unknown } },
      )
    if (asksForNoBlock(prompt, items))
      throw new WitanError(
        'PROMPT_UNSUPPORTED',
        'The code expert has no building block for this request; it filters, changes, sorts, counts, sums, joins and splits.',
      )
    const grammar =
      items.length > MOST_ITEMS ? undefined : programGrammar(markRequired(pieces, items))
    if (grammar === undefined)
      throw new WitanError(
        'PROMPT_UNSUPPORTED',
        `The request has ${items.length} names and values; no function of ${MAX_STEPS} steps has a place for each.`,
        { meta: { items: items.length } },
      )
    return { modelInput: frameRequest(showPieces(pieces)), grammar, maxTokens: MAX_TOKENS }
  },
  finish(raw, prompt) {
    const { pieces, items } = readItems(task(prompt))
    const program = readProgram(raw, items)
    if (!program) return { answer: NO_FUNCTION }
    const left = markRequired(pieces, items).find(
      ({ isRequired, reference }) => isRequired && !raw.includes(reference),
    )
    if (left) return { answer: NO_FUNCTION, workings: raw.trim() }
    return { answer: printFunction(program, languageOf(prompt)), workings: raw.trim() }
  },
}

/**
 * Returns the items with whether the program must use them. A noun that only stands before a name ("the
 * threshold t") says what the name is; in "the last k prices" it is a value.
 */
function markRequired(pieces: readonly (string | Item)[], items: readonly Item[]): Usable[] {
  const isNoun = (item: Item): boolean =>
    item.kind === 'name' &&
    pieces.every((piece, index) => {
      const next = pieces[index + 1]
      if (piece !== item) return true
      return (
        typeof next === 'object' &&
        next.kind === 'name' &&
        next !== item &&
        !['first', 'last'].includes(String(pieces[index - 1]))
      )
    })
  return items.map((item) => ({ ...item, isRequired: !isNoun(item) }))
}

function task(prompt: string): string {
  return prompt.replace(GIVEN_EXAMPLE, '')
}

/** Returns the language that a request names; JavaScript when it names none. */
function languageOf(prompt: string): Language {
  return /\b(?:python3?|py)\b/i.test(prompt) ? 'python' : 'javascript'
}

function showPieces(pieces: readonly (string | Item)[]): string {
  return pieces
    .map((piece) => (typeof piece === 'string' ? piece : SIGNS[piece.kind] + piece.reference))
    .join(' ')
    .replace(/ (?=[,.?:;)])|(?<=\() /g, '')
}
