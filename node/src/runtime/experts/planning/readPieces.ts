import { BARE_BORDERS, type Link, readLastLinkWords, readLinkWords } from './linkWords.ts'

/** A piece of a request between two borders, without the words that link it to others. */
export type Piece = {
  readonly link: Link
  /** Place of its first and after its last character. */
  readonly start: number
  readonly end: number
  /** Whether link words at its end were left out: "call Ben afterwards". */
  readonly endsWithLink?: true
}

/** Of several links, the one that says most: ". And then" is a "then". */
const STRENGTH: readonly Link[] = [
  'none',
  'comma',
  'colon',
  'stop',
  'and',
  'also',
  'result',
  'next',
  'later',
  'after',
  'before',
]

const BORDER = new RegExp(
  `(?<line>\\s*\\n\\s*)|(?<sign>[.?!;:,]+)(?=\\s|$)|\\s+(?=(?:${BARE_BORDERS}))`,
  'giu',
)
/** A point after these ends no sentence. */
const ABBREVIATION = /\b(?:[AaPp]\.[Mm]|[Mm]rs?|[Mm]s|[Dd]r|[Ss]t|vs|e\.g|i\.e|\p{Lu})$/u
const LIST_MARK = /^(?:\d{1,2}[.)]|[-*•])\s+/
const QUOTED = /"[^"]*"|“[^”]*”/g
const SIGN_LINKS: Readonly<Record<string, Link>> = { ',': 'comma', ':': 'colon' }

/**
 * Returns the pieces of a request, cut at every sign and at every word of the closed list that may begin a
 * new task. It cuts too often ("bread and butter") rather than too seldom; which pieces belong together is
 * what the model decides.
 */
export function readPieces(text: string): Piece[] {
  const pieces: Piece[] = []
  let carried: Link = 'none'
  for (let at = 0, separator: Link = 'none', isSpace = false; at < text.length; ) {
    const begin = readLinks(text, at, isSpace && carried === 'none')
    const border = findBorder(text, begin.end)
    const link = strongestLink([carried, separator, begin.link])
    const end = border?.start ?? text.length
    const piece = text.slice(begin.end, end)
    if (/[\p{L}\p{N}]/u.test(piece)) {
      const last = readLastLinkWords(piece)
      pieces.push({
        link: last ? strongestLink([link, last.link]) : link,
        start: begin.end,
        end: last ? begin.end + last.start : end,
        ...(last && { endsWithLink: true }),
      })
      carried = 'none'
    } else carried = link
    at = border?.end ?? text.length
    separator = border?.link ?? 'none'
    isSpace = separator === 'none'
  }
  return pieces
}

/** Returns a run of pieces as it was typed, on one line, without the sign that ended it. */
export function textOfPieces(text: string, first: Piece, last: Piece): string {
  const end = text[last.end] === '?' ? last.end + 1 : last.end
  return text.slice(first.start, end).replace(/\s+/g, ' ').trim()
}

/** Reads all link words from a place on. After a bare space "before you" and "after you" look back. */
function readLinks(
  text: string,
  start: number,
  looksBack: boolean,
): { readonly link: Link; readonly end: number } {
  const links: Link[] = []
  let end = start
  while (/\s/.test(text[end] ?? '')) end++
  if (/(?:^|\n)\s*$/.test(text.slice(0, end)))
    end += LIST_MARK.exec(text.slice(end))?.[0].length ?? 0
  for (let words = readLinkWords(text, end); words; words = readLinkWords(text, end)) {
    const isFirst = links.length === 0 && looksBack && start > 0
    if (isFirst && words.link === 'before') links.push('next')
    else if (isFirst && words.link === 'after') links.push('later')
    else links.push(words.link)
    end = words.end
  }
  return { link: strongestLink(links), end }
}

type Border = { readonly start: number; readonly end: number; readonly link: Link }

function findBorder(text: string, from: number): Border | undefined {
  const quotes = [...text.matchAll(QUOTED)].map(({ index, 0: { length } }) => [
    index,
    index + length,
  ])
  BORDER.lastIndex = from
  for (let match = BORDER.exec(text); match; match = BORDER.exec(text)) {
    const { index, 0: found, groups } = match
    if (quotes.some(([open, close]) => index > open! && index < close!)) continue
    const { sign, line } = groups ?? {}
    if (sign === '.' && ABBREVIATION.test(text.slice(from, index))) continue
    const link = line !== undefined ? 'stop' : sign === undefined ? 'none' : linkOfSign(sign)
    return { start: index, end: index + found.length, link }
  }
  return undefined
}

function linkOfSign(sign: string): Link {
  return SIGN_LINKS[sign[0]!] ?? 'stop'
}

/** Returns of several links the one that says most. */
export function strongestLink(links: readonly Link[]): Link {
  return links.reduce(
    (best, link) => (STRENGTH.indexOf(link) > STRENGTH.indexOf(best) ? link : best),
    'none',
  )
}
