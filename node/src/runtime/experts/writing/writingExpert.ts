import { WitanError } from '#protocol/errors.ts'
import { frameRequest } from '../controlTokens.ts'
import type { Expert } from '../expert.ts'
import { composeMessage } from './composeMessage.ts'
import { findWriter } from './findWriter.ts'
import { MOVES, type Move, type MoveName, STYLES, type Style } from './moves.ts'
import { readInstruction } from './readInstruction.ts'
import { type Mark, type Piece, readPieces } from './readPieces.ts'
import { isHasty, softenWords } from './toneRules.ts'
import { writingGrammar } from './writingGrammar.ts'

/** Longest request (characters): some 200 tokens, which leaves room for the outline in the context. */
const MAX_PROMPT_CHARACTERS = 600

/** Most words and signs: what the context holds. */
const MAX_PARTS = 110

/** A style, nine parts of about six tokens and the end token. */
const MAX_TOKENS = 2 + 6 * 9

/** Values that a message must not lose. */
const FACT_KINDS: readonly Piece['kind'][] = ['name', 'date', 'time', 'duration', 'number']

/** Names that belong to an instruction rather than to a text. */
const NO_FACTS = /^(?:English|Email|E-mail|SMS|Slack|WhatsApp)$/i

/**
 * The writing expert: blunt texts become polite or friendly, long ones short, notes a message. The model
 * sees the text with a reference before every piece and writes an outline by references; code words it.
 * "Make this polite: Send me the report by Friday, now." is outlined as `polite ask=A-F`.
 */
export const writingExpert: Expert = {
  role: 'writing',
  prepare(prompt) {
    if (prompt.length > MAX_PROMPT_CHARACTERS)
      throw new WitanError(
        'PROMPT_UNSUPPORTED',
        `The text has ${prompt.length} characters; the writing expert reads at most ${MAX_PROMPT_CHARACTERS}.`,
        { meta: { characters: prompt.length } },
      )
    const parts = readPieces(prompt)
    const pieces = onlyPieces(parts)
    const isWhole = pieces.at(-1)?.reference !== undefined && parts.length <= MAX_PARTS
    const grammar = writingGrammar(parts)
    if (!isWhole || grammar === undefined)
      throw new WitanError(
        'PROMPT_UNSUPPORTED',
        grammar === undefined
          ? 'The request holds no text to rewrite: put the text after the instruction and a colon.'
          : `The text has ${parts.length} words and signs; the writing expert reads some 45 words after the instruction.`,
        { meta: { parts: parts.length } },
      )
    return {
      modelInput: frameRequest(parts.map(showPart).join('').trim()),
      grammar,
      maxTokens: MAX_TOKENS,
    }
  },
  finish(raw, prompt) {
    const parts = readPieces(prompt)
    const pieces = onlyPieces(parts)
    const [word, ...assignments] = raw.trim().split(' ')
    const style: Style = STYLES.find((candidate) => candidate === word) ?? 'message'
    const outlined = assignments
      .flatMap((assignment) => resolveMove(assignment, pieces, prompt))
      .filter(isFirst)
    const resolved = addWriter(outlined, { parts, prompt })
    const rest = resolved.reduce(
      (text, { start, end }) => text.slice(0, start) + ' '.repeat(end - start) + text.slice(end),
      prompt,
    )
    const facts = pieces
      .filter(({ kind }) => FACT_KINDS.includes(kind))
      .map(({ start, end }) => prompt.slice(start, end).replace(/\.$/, ''))
      .filter((fact) => !NO_FACTS.test(fact))
    const moves = resolved.filter(({ text }) => text !== '')
    if (moves.every(({ name }) => name === 'to' || name === 'from'))
      return {
        answer: 'The writing expert found nothing to say in this text.',
        workings: raw.trim(),
      }
    const answer = composeMessage({ style, moves, facts, isHasty: isHasty(rest) })
    return { answer, workings: raw.trim() }
  },
}

function onlyPieces(parts: readonly (Piece | Mark)[]): Piece[] {
  return parts.filter((part): part is Piece => part.kind !== 'mark')
}

/** Plain words of the instruction stand apart by spaces; the rest by references. */
function showPart(part: Piece | Mark): string {
  if (part.kind === 'mark') return part.seen
  return part.reference === undefined ? ` ${part.seen}` : part.reference + part.seen
}

/** No words are told twice. */
function isFirst(move: ResolvedMove, index: number, moves: readonly ResolvedMove[]): boolean {
  return moves.slice(0, index).every(({ start, end }) => move.end <= start || move.start >= end)
}

type Text = { readonly parts: readonly (Piece | Mark)[]; readonly prompt: string }

/** A signature is read by code when the outline has none. */
function addWriter(moves: readonly ResolvedMove[], { parts, prompt }: Text): ResolvedMove[] {
  if (moves.length === 0 || moves.some(({ name }) => name === 'from')) return [...moves]
  const writer = findWriter(parts.slice(0, readInstruction(parts).textEnd), prompt)
  if (!writer) return [...moves]
  const { start, end } = writer
  const others = moves.filter((move) => move.end <= start || move.start >= end)
  return [...others, { name: 'from', text: prompt.slice(start, end), start, end }]
}

type ResolvedMove = Move & { readonly start: number; readonly end: number }

function resolveMove(
  assignment: string,
  pieces: readonly Piece[],
  prompt: string,
): readonly ResolvedMove[] {
  const [name, run = ''] = assignment.split('=', 2)
  const [from, to = from] = run.split('-', 2)
  const first = pieces.find(({ reference }) => reference !== undefined && reference === from)
  const last = pieces.find(({ reference }) => reference !== undefined && reference === to)
  if (!MOVES.some((move) => move === name) || !first || !last || last.end < first.start) return []
  const text = softenWords(prompt.slice(first.start, last.end).replace(/\s+/g, ' '))
  return [{ name: name as MoveName, text, start: first.start, end: last.end }]
}
