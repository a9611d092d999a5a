import {
  CLITICS,
  CONJUNCTIONS,
  DETERMINER_WORDS,
  DISJUNCTIVES,
  HELPERS,
  NEGATIONS,
  OTHERS,
  PREPOSITIONS,
  QUESTIONS,
  SUBJECTS,
} from './frenchWords.ts'
import { type Item, type Meaning, REFERENCES } from './readSentence.ts'

/** Determiners that nothing but a noun phrase follows; `le`, `ce` and `leur` are pronouns too. */
const ONLY_DETERMINERS = DETERMINER_WORDS.filter((word) => !/^(?:le|ce|leur)$/.test(word))

const WORDS = [
  ...new Set([
    ...Object.keys(SUBJECTS),
    ...CLITICS,
    ...CONJUNCTIONS,
    ...DISJUNCTIVES,
    ...NEGATIONS,
    ...OTHERS,
    ...PREPOSITIONS,
    ...QUESTIONS,
    'le',
    'ce',
    'leur',
  ]),
].sort()

/** Which tenses a form of an English verb can stand for: base, -s, past, participle, -ing. */
const TENSES_OF_FORM: Readonly<Record<string, string>> = {
  b: 'pcifknml',
  s: 'p',
  d: 'c',
  n: 'c',
  g: 'pin',
}

/** How far French may bring a word forward: past this many words of English. */
const REACH = 3

/** English words of the dictionary that may have none of their own in French: "used to", "would like". */
const OPTIONAL = /^(?:used|like)$/

/**
 * Returns a GBNF grammar of raw translations: words of French that hold a sentence together, signs, and every
 * reference exactly once, at most three places before its turn. A verb has a tense that its English form can have,
 * every other word has none, and a determiner comes before a noun phrase.
 */
export function translationGrammar(items: readonly Item[], text: string): string {
  const contents = items.filter(({ type }) => type === 'content')
  const list = (words: readonly string[]): string => words.map((word) => `"${word}"`).join(' | ')
  const rules = [
    `word ::= ${list(WORDS)} | helper "." [picfknml]`,
    `helper ::= ${list(HELPERS)}`,
    `det ::= ${list(ONLY_DETERMINERS)}`,
    'degree ::= " plus" | " très"',
    'sign ::= [.,?!]',
  ]
  const states = new Map<string, readonly string[]>()
  const waiting: Left[] = [{ first: 0, used: 0 }]
  for (let left = waiting.pop(); left; left = waiting.pop()) {
    if (states.has(nameOf(left))) continue
    states.set(nameOf(left), stateRules(contents, text, left))
    waiting.push(...reachable(contents, left).map(({ next }) => next))
  }
  const all = [...rules, ...[...states.values()].flat()]
  const determined = all.some((rule) => rule.startsWith('n0u0 ')) ? ['det n0u0'] : []
  return [`root ::= ${['word s0u0', ...determined, 'r0u0'].join(' | ')}`, ...all].join('\n')
}

/** Which references are left: all from `first` on but those whose bit is set in `used`, counted from the one after it. */
type Left = { readonly first: number; readonly used: number }

/** `s2u1`: anything that may come when `C` is the first one left and `D` is not; `r` a reference, `n` one of a noun phrase. */
function stateRules(contents: readonly Item[], text: string, left: Left): string[] {
  const name = `${left.first}u${left.used}`
  const optional = contents[left.first]
  const canSkip =
    optional !== undefined && OPTIONAL.test(text.slice(optional.start, optional.end).toLowerCase())
  const skip = canSkip ? [`s${nameOf(takeAway(left, 0))}`] : []
  const references = reachable(contents, left)
  const any = references.flatMap(({ letter, meanings, next }) => {
    const tenses = tensesOf(meanings)
    const isOther = meanings.some(({ kind }) => kind !== 'verb')
    return [
      ...(tenses ? [`"${letter}" [${tenses}] s${nameOf(next)}`] : []),
      ...(isOther ? [`"${letter}" s${nameOf(next)}`] : []),
    ]
  })
  const nominal = references.flatMap(({ letter, meanings, next }) =>
    meanings.some(isNominal) ? [`"${letter}" s${nameOf(next)}`] : [],
  )
  const end = left.first === contents.length ? ['""'] : []
  const rule = (kind: string, options: readonly string[]): string[] =>
    options.length > 0 ? [`${kind}${name} ::= ${options.join(' | ')}`] : []
  const dets = nominal.length > 0 ? [`" " det n${name}`] : []
  const refs = any.length > 0 ? [`r${name}`] : []
  return [
    ...rule('r', any),
    ...rule('n', nominal.length > 0 ? [`degree? m${name}`] : []),
    ...rule('m', nominal),
    ...rule('s', [...end, ...skip, ...refs, ...dets, `" " word s${name}`, `sign s${name}`]),
  ]
}

function reachable(contents: readonly Item[], left: Left) {
  const found: {
    readonly letter: string
    readonly meanings: readonly Meaning[]
    readonly next: Left
  }[] = []
  for (let offset = 0; offset <= REACH; offset++) {
    const item = contents[left.first + offset]
    if (!item || (offset > 0 && left.used & (1 << (offset - 1)))) continue
    const letter = REFERENCES[left.first + offset]!
    found.push({ letter, meanings: item.meanings, next: takeAway(left, offset) })
  }
  return found
}

/** Returns what is left when one more reference is used. */
function takeAway({ first, used }: Left, offset: number): Left {
  if (offset > 0) return { first, used: used | (1 << (offset - 1)) }
  let next = first + 1
  let rest = used
  while (rest & 1) {
    next++
    rest >>= 1
  }
  return { first: next, used: rest >> 1 }
}

function nameOf({ first, used }: Left): string {
  return `${first}u${used}`
}

function isNominal(meaning: Meaning): boolean {
  if (meaning.kind === 'fixed') return meaning.word.kind === 'number'
  return meaning.kind === 'noun' || meaning.kind === 'adjective' || meaning.kind === 'digits'
}

function tensesOf(meanings: readonly Meaning[]): string {
  const forms = meanings.flatMap((meaning) => (meaning.kind === 'verb' ? [...meaning.forms] : []))
  return [...new Set(forms.flatMap((form) => [...TENSES_OF_FORM[form]!]))].join('')
}
