import { WitanError } from '#protocol/errors.ts'
import { frameRequest } from '../controlTokens.ts'
import type { Expert } from '../expert.ts'
import { type Piece, REFERENCES, readPieces } from './readPieces.ts'
import { markSegments, readSegments, type Segment, type Value } from './readSegments.ts'
import { LITTLE_WORDS } from './structuralWords.ts'
import { type Facts, SUMMARY_FORMS, type SummaryForm, writeSummary } from './summaryForms.ts'
import { summaryGrammar } from './summaryGrammar.ts'
import { type Run, widenRun } from './widenRun.ts'

/** Longest request (characters): some 200 tokens, which leaves room for the facts in the context. */
const MAX_PROMPT_CHARACTERS = 800

/** Some two tokens for each of 36 references, the form and the end token. */
const MAX_TOKENS = 100

/**
 * The summary expert. The model sees a short report with a reference for each piece and sentence, and says of each
 * sentence what it is for and of its pieces which fact each is; code copies them into one line. "The lift failed at
 * 14:05." is seen as `the*Afailed at@.BC`, answered `failureCheadAwhatBwhen` and finished as `Failure: lift, 14:05.`
 */
export const summaryExpert: Expert = {
  role: 'summary',
  prepare(prompt) {
    const segments = readSegments(readPieces(prompt))
    if (prompt.length > MAX_PROMPT_CHARACTERS)
      throw new WitanError(
        'PROMPT_UNSUPPORTED',
        `The text has ${prompt.length} characters; the summary expert reads at most ${MAX_PROMPT_CHARACTERS}.`,
        { meta: { characters: prompt.length } },
      )
    const count = countReferences(segments)
    if (segments.every(({ values }) => values.length === 0) || count > REFERENCES.length)
      throw new WitanError(
        'PROMPT_UNSUPPORTED',
        `The text has ${count} sentences and pieces of information; the summary expert reads 2 to ${REFERENCES.length}.`,
        { meta: { pieces: count } },
      )
    return {
      modelInput: frameRequest(markSegments(segments)),
      // Long, and training asks for none.
      get grammar() {
        return summaryGrammar(segments)
      },
      maxTokens: MAX_TOKENS,
    }
  },
  finish(raw, prompt) {
    const form = SUMMARY_FORMS.find(({ name }) => name === /^[a-z]+/.exec(raw.trim())?.[0])
    const answer = form && writeSummary(form, readFacts(raw, form, prompt))
    if (!answer) return { answer: 'The summary expert found no report in this text.' }
    return { answer, workings: raw.trim() }
  },
}

/** Returns how many references a text takes. */
export function countReferences(segments: readonly Segment[]): number {
  return segments.reduce((sum, { values }) => sum + values.length + 1, 0)
}

/** Returns the facts that the model found: of each, the first. */
function readFacts(raw: string, form: SummaryForm, prompt: string): Facts {
  const labels = new Map<string, string>()
  for (const [, reference, label] of raw.matchAll(/([A-Z0-9])([a-z]+|[+-])/g))
    if (!labels.has(reference!)) labels.set(reference!, label!)
  const facts: Record<string, string> = {}
  for (const segment of readSegments(readPieces(prompt))) {
    const kind = form.kinds.find(({ name }) => name === labels.get(segment.reference))
    if (!kind) continue
    const stateField = form.fields.find(({ states }) => states)?.name
    if (kind.state !== undefined && stateField) facts[stateField] ??= kind.state
    const taken = new Set(
      segment.values.filter(({ reference }) => (labels.get(reference) ?? '-') !== '-'),
    )
    for (const [field, run] of readRuns(segment.values, labels, kind.tells)) {
      const whole = widenRun(field, run, { prompt, values: segment.values, taken })
      facts[field] ??= copyRun(whole, segment.pieces, prompt)
    }
  }
  return facts
}

function readRuns(
  values: readonly Value[],
  labels: ReadonlyMap<string, string>,
  tells: readonly string[],
): Map<string, Run> {
  const runs = new Map<string, Run>()
  let open: string | undefined
  for (const value of values) {
    const label = labels.get(value.reference) ?? '-'
    if (label === '+') {
      const run = open === undefined ? undefined : runs.get(open)
      if (run) runs.set(open!, { ...run, last: value })
    } else {
      open = tells.includes(label) && !runs.has(label) ? label : undefined
      if (open !== undefined) runs.set(open, { first: value, last: value })
    }
  }
  return runs
}

function copyRun({ first, last }: Run, pieces: readonly Piece[], prompt: string): string {
  return prompt.slice(first.start, extendToSentenceEnd(last, pieces)).replace(/\s+/g, ' ')
}

/** "log in" at the end of a sentence takes its last word along, though no fact ends with such a word. */
function extendToSentenceEnd(last: Piece, pieces: readonly Piece[]): number {
  let { end } = last
  for (const piece of pieces.filter(({ start }) => start > last.start)) {
    if (piece.kind === 'sign') return end
    if (piece.kind === 'value' || !LITTLE_WORDS.has(piece.shown)) return last.end
    end = piece.end
  }
  return end
}
