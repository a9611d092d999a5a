/** How a piece of a request hangs on what stands before it, as its first words and the sign before it say. */
export type Link =
  /** The first piece, or one that only a space divides from the last. */
  | 'none'
  | 'comma'
  | 'colon'
  /** A full stop, a semicolon or a new line. */
  | 'stop'
  | 'and'
  | 'also'
  /** "using the result": leans on the piece before. */
  | 'result'
  | 'next'
  /** "X after you Y": the piece before waits for this one. */
  | 'later'
  /** "before you X, Y": this one waits for the next. */
  | 'before'
  /** "after you X, Y": the next one waits for this. */
  | 'after'

const DONE =
  '(?:is|are|has been|have been) (?:all )?(?:done|finished|complete|completed|ready|over)'
const WHAT = '(?:that|this|it|these|those|they|everything|all (?:of )?(?:that|this))'
const GIVEN = '(?:(?:the|that|this|your) (?:result|results|answer|output)|that|this|it)'
const YOU = 'you(?: have| had| can)?'

/** The closed list of words that begin a piece and belong to none, in the order in which they are tried. */
const LINK_WORDS: readonly (readonly [Link, string])[] = [
  ['next', `(?:once|when|after|as soon as) ${WHAT} ${DONE}`],
  ['next', "(?:once|when) you(?: are|'re) (?:done|finished|ready)(?: with (?:that|this|it))?"],
  ['later', `but (?:first|before (?:that|this))`],
  ['before', `before ${YOU}`],
  ['after', `(?:after|once|as soon as|when) ${YOU}`],
  ['next', 'after (?:that|this)|afterwards|afterward|thereafter|then|subsequently|finally|lastly'],
  [
    'next',
    'next(?! (?:week|month|year|time|to|\\w+day))|last of all|in the end|following (?:that|this)',
  ],
  [
    'next',
    '(?:second|third|fourth|fifth|sixth)(?:ly)?|(?:as )?(?:a|the) (?:next|second|third|last|final) (?:step|thing|task)',
  ],
  ['next', 'step (?:\\d+|two|three|four|five|six):?'],
  ['result', `(?:using|with|based on|building on) ${GIVEN}(?=,| (?:and )?\\w+)|use ${GIVEN} to`],
  ['also', '(?:also|separately|independently|meanwhile|besides|additionally|plus)'],
  [
    'also',
    'at the same time|in parallel|in addition|on top of that|apart from that|besides that|while you do (?:that|this|it)',
  ],
  ['also', 'independent of (?:that|this)|on the side|as well'],
  ['none', 'first(?:ly)?(?: of all)?|to (?:begin|start)(?: with)?|at first|step (?:1|one):?'],
  ['none', '(?:the|as a|as the) first (?:step|thing|task)(?: is to)?'],
  ['and', 'and|&'],
]

/** The same at the end of a piece: "translate it afterwards". */
const LAST_WORDS: readonly (readonly [Link, RegExp])[] = [
  [
    'next',
    /[\s,]+(?:afterwards?|after (?:that|this)|after (?:that|this|it) is (?:done|finished))$/iu,
  ],
  ['also', /[\s,]+(?:in parallel|at the same time|in the meantime|separately|independently)$/iu],
]

/** Where a piece may begin without a sign before it. */
export const BARE_BORDERS =
  'and\\b|then\\b|&\\s|but (?:first|before (?:that|this))\\b|(?:before|after|once|as soon as) you\\b|(?:once|when|after|as soon as) (?:that|this|it) (?:is|has been) (?:done|finished|complete|ready)\\b|while you do (?:that|this)\\b'

const PATTERNS = LINK_WORDS.map(
  ([link, source]) => [link, new RegExp(`(?:${source})(?![\\p{L}\\d'’])[,:]?\\s*`, 'iuy')] as const,
)

/** Returns the link words at a place and where they end, or nothing when there are none. */
export function readLinkWords(
  text: string,
  start: number,
): { readonly link: Link; readonly end: number } | undefined {
  for (const [link, pattern] of PATTERNS) {
    pattern.lastIndex = start
    const match = pattern.exec(text)
    if (match) return { link, end: start + match[0].length }
  }
  return undefined
}

/** Returns the link words that a piece ends with and where they begin, or nothing when there are none. */
export function readLastLinkWords(
  piece: string,
): { readonly link: Link; readonly start: number } | undefined {
  for (const [link, pattern] of LAST_WORDS) {
    const match = pattern.exec(piece)
    if (match && match.index > 0) return { link, start: match.index }
  }
  return undefined
}
