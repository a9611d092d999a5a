import type { Mark, Piece } from './readPieces.ts'

const SIGNING = new Set(
  'signed sign as regards wishes sincerely love cheers best yours thanks bye from friend sender name signature'.split(
    ' ',
  ),
)

/**
 * Returns the name with which a text is signed at its end, after a word of leave or on a line of its own;
 * nothing for a text without a signature.
 *
 * @param parts - The parts of the text, without an instruction after it.
 * @param prompt - What they were read from.
 */
export function findWriter(parts: readonly (Piece | Mark)[], prompt: string): Piece | undefined {
  const lastAt = parts.findLastIndex((part) => part.kind !== 'mark')
  const last = parts[lastAt]
  if (!isName(last)) return undefined
  // The first word of a line may be a name's first word.
  const at = isName(parts[lastAt - 1]) ? lastAt - 1 : lastAt
  const writer = { ...(parts[at] as Piece), end: last.end }
  const wordAt = parts.findLastIndex((part, index) => index < at && part.kind !== 'mark')
  const word = parts[wordAt]
  const signs = parts.slice(wordAt + 1, at).map(({ seen }) => seen)
  const isLeave = word?.kind === 'word' && SIGNING.has(word.seen)
  // "From Ann" signs, "the key from Ann" does not.
  const isOpening = word?.seen !== 'from' || parts[wordAt - 1]?.kind === 'mark'
  if (isLeave && isOpening && signs.every((sign) => ',/:'.includes(sign))) return writer
  return isOwnLine(writer, prompt) ? writer : undefined
}

function isName(part: Piece | Mark | undefined): part is Piece {
  const isSeen = part?.kind === 'name' || part?.kind === 'unknown'
  return isSeen && part.reference !== undefined
}

/** A capitalised line that is no item of a list, after a sentence that has ended. */
function isOwnLine({ start, end }: Piece, prompt: string): boolean {
  const isCapital = /^\p{Lu}/u.test(prompt.slice(start, end))
  return isCapital && /[.?!]\s*\n\s*$/.test(prompt.slice(0, start))
}
