import { WitanError } from '#protocol/errors.ts'
import { frameRequest } from '../controlTokens.ts'
import type { Expert } from '../expert.ts'
import { type Piece, REFERENCES, readPieces } from './readPieces.ts'
import { LITTLE_WORDS } from './structuralWords.ts'
import { SUMMARY_FORMS, writeSummary } from './summaryForms.ts'
import { summaryGrammar } from './summaryGrammar.ts'

/** Longest request (characters): some 200 tokens, which leaves room for the facts in the context. */
const MAX_PROMPT_CHARACTERS = 800

/** Eight facts of about six tokens and the name of the form. */
const MAX_TOKENS = 64

/**
 * The summary expert. The model sees a short report with a reference before each piece and writes which pieces
 * are which facts; code copies them into one line. "The lift failed at 14:05." is seen as
 * `theA*failed atB@.`, answered `failure whatA whenB` and finished as `Failure: lift, 14:05.`
 */
export const summaryExpert: Expert = {
  role: 'summary',
  prepare(prompt) {
    const pieces = readPieces(prompt)
    const count = pieces.filter(({ kind }) => kind === 'value').length
    if (prompt.length > MAX_PROMPT_CHARACTERS)
      throw new WitanError(
        'PROMPT_UNSUPPORTED',
        `The text has ${prompt.length} characters; the summary expert reads at most ${MAX_PROMPT_CHARACTERS}.`,
        { meta: { characters: prompt.length } },
      )
    if (count < 1 || count > REFERENCES.length)
      throw new WitanError(
        'PROMPT_UNSUPPORTED',
        `The text has ${count} pieces of information; the summary expert reads 1 to ${REFERENCES.length}.`,
        { meta: { pieces: count } },
      )
    return {
      modelInput: frameRequest(markPieces(pieces)),
      grammar: summaryGrammar(count),
      maxTokens: MAX_TOKENS,
    }
  },
  finish(raw, prompt) {
    const pieces = readPieces(prompt)
    const [name, ...written] = raw.trim().split(' ')
    const form = SUMMARY_FORMS.find((candidate) => candidate.name === name)
    const facts: Record<string, string> = {}
    for (const field of form?.fields ?? []) {
      const fact = field.states
        ? field.states.find((state) => written.includes(state))
        : copyRun(runOf(field.name, written), pieces, prompt)
      if (fact !== undefined) facts[field.name] = fact
    }
    const answer = form && writeSummary(form, facts)
    if (!answer) return { answer: 'The summary expert found no report in this text.' }
    return { answer, workings: raw.trim() }
  },
}

/** Returns the text as the model reads it: a reference before every piece that a fact may begin with. */
function markPieces(pieces: readonly Piece[]): string {
  let index = 0
  let text = ''
  for (const { kind, shown } of pieces) {
    const mark = kind === 'value' ? REFERENCES[index++]! : ''
    // Two words in a row need a gap; a reference tells everything else apart.
    const gap = mark === '' && /[a-z']$/.test(text) && /^[a-z]/.test(shown) ? ' ' : ''
    text += gap + mark + shown
  }
  return text
}

/** Returns the reference of the first fact of a field: `C-E` of `whatC-E`. */
function runOf(field: string, written: readonly string[]): string {
  const fact = written.find(
    (text) => /^[A-Z0-9]/.test(text.slice(field.length)) && text.startsWith(field),
  )
  return fact?.slice(field.length) ?? ''
}

function copyRun(reference: string, pieces: readonly Piece[], prompt: string): string | undefined {
  const values = pieces.filter(({ kind }) => kind === 'value')
  const [from, to = from] = reference.split('-')
  const first = values[REFERENCES.indexOf(from || '?')]
  const last = values[REFERENCES.indexOf(to || '?')]
  if (!first || !last || last.end < first.start) return undefined
  return prompt.slice(first.start, extendToSentenceEnd(last, pieces)).replace(/\s+/g, ' ')
}

/** "log in" at the end of a sentence takes its last word along, though no fact ends with such a word. */
function extendToSentenceEnd(last: Piece, pieces: readonly Piece[]): number {
  let { end } = last
  for (const piece of pieces.slice(pieces.indexOf(last) + 1)) {
    if (piece.kind === 'sign') return end
    if (piece.kind === 'value' || !LITTLE_WORDS.has(piece.shown)) return last.end
    end = piece.end
  }
  return end
}
