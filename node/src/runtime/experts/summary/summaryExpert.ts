import { WitanError } from '#protocol/errors.ts'
import { frameRequest } from '../controlTokens.ts'
import type { Expert } from '../expert.ts'
import { type Piece, REFERENCES, readPieces, SENTENCE_END } from './readPieces.ts'
import { LITTLE_WORDS } from './structuralWords.ts'
import { SUMMARY_FORMS, writeSummary } from './summaryForms.ts'
import { summaryGrammar } from './summaryGrammar.ts'

/** Longest request (characters): some 200 tokens, which leaves room for the facts in the context. */
const MAX_PROMPT_CHARACTERS = 800

/** Two tokens for each of 36 pieces, the form, its state and the end token. */
const MAX_TOKENS = 80

/**
 * The summary expert. The model sees a short report with a reference for each piece and says of each which
 * fact it is; code copies them into one line. "The lift failed at 14:05." is seen as
 * `the*failed atA@.B`, answered `failureAwhatBwhen` and finished as `Failure: lift, 14:05.`
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
      grammar: summaryGrammar(pieces),
      maxTokens: MAX_TOKENS,
    }
  },
  finish(raw, prompt) {
    const pieces = readPieces(prompt)
    const { name, state, runs } = readLabels(raw)
    const form = SUMMARY_FORMS.find((candidate) => candidate.name === name)
    const facts: Record<string, string> = {}
    for (const field of form?.fields ?? []) {
      const fact = field.states
        ? field.states.find((known) => known === state)
        : copyRun(runs.get(field.name), pieces, prompt)
      if (fact !== undefined) facts[field.name] = fact
    }
    const answer = form && writeSummary(form, facts)
    if (!answer) return { answer: 'The summary expert found no report in this text.' }
    return { answer, workings: raw.trim() }
  },
}

/**
 * Returns the text as the model reads it. A reference stands where the next piece or sentence begins, `*failed atA@.B`
 * for `*` A and `@` B: where the model reads it, it has read what stands on both sides of its piece.
 */
function markPieces(pieces: readonly Piece[]): string {
  let text = ''
  let given = 0
  let isWaiting = false
  for (const { kind, shown } of pieces) {
    if (kind === 'value' && isWaiting) text += REFERENCES[given++]
    text += kind !== 'sign' && /[a-z']$/.test(text) && /^[a-z]/.test(shown) ? ` ${shown}` : shown
    isWaiting ||= kind === 'value'
    if (isWaiting && SENTENCE_END.test(shown)) {
      text += REFERENCES[given++]
      isWaiting = false
    }
  }
  return isWaiting ? text + REFERENCES[given] : text
}

/** What the model said of each piece. */
type Labels = {
  readonly name: string | undefined
  readonly state: string | undefined
  /** The first run of pieces of each fact, as places in the list of references. */
  readonly runs: ReadonlyMap<string, Run>
}

type Run = { readonly first: number; readonly last: number }

function readLabels(raw: string): Labels {
  const runs = new Map<string, Run>()
  let open: string | undefined
  for (const [, reference, label] of raw.matchAll(/([A-Z0-9])([a-z]+|[+-])/g)) {
    const index = REFERENCES.indexOf(reference!)
    const run = open === undefined ? undefined : runs.get(open)
    if (label === '+') {
      if (run?.last === index - 1) runs.set(open!, { ...run, last: index })
    } else if (label === '-' || runs.has(label!)) open = undefined
    else {
      open = label!
      runs.set(open, { first: index, last: index })
    }
  }
  return { name: /^[a-z]+/.exec(raw.trim())?.[0], state: / ([a-z]+)$/.exec(raw.trim())?.[1], runs }
}

function copyRun(
  run: Run | undefined,
  pieces: readonly Piece[],
  prompt: string,
): string | undefined {
  const values = pieces.filter(({ kind }) => kind === 'value')
  const first = run && values[run.first]
  const last = run && values[run.last]
  if (!first || !last) return undefined
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
