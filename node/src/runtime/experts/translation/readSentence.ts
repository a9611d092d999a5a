import { ADJECTIVES, type Adjective, gradesOf } from './adjectives.ts'
import { KNOWN_WORDS } from './knownWords.ts'
import { NOUNS, type Noun } from './nouns.ts'
import { FIXED_WORDS, type FixedWord } from './otherWords.ts'
import { VERBS, type Verb } from './verbs.ts'

/** The references that words get, in order. */
export const REFERENCES = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'

/** One way to take a word of the dictionary. */
export type Meaning =
  | { readonly kind: 'noun'; readonly noun: Noun; readonly isPlural: boolean }
  | { readonly kind: 'adjective'; readonly adjective: Adjective; readonly grade: '' | '>' | '>>' }
  | { readonly kind: 'verb'; readonly verb: Verb; readonly forms: string }
  | { readonly kind: 'fixed'; readonly word: FixedWord }
  | { readonly kind: 'name'; readonly text: string }
  | { readonly kind: 'digits'; readonly text: string }

/** A stretch of a sentence: a word of the dictionary with a reference, a word or sign that holds it together, or neither. */
export type Item = {
  readonly start: number
  readonly end: number
  readonly type: 'content' | 'word' | 'sign' | 'unknown'
  /** What the model reads. */
  readonly shown: string
  readonly meanings: readonly Meaning[]
}

/** Longest entry of the dictionary, in words. */
const LONGEST_ENTRY = 5

const DICTIONARY = buildDictionary()
const TOKEN = /[\p{L}\p{M}]+(?:['’-][\p{L}\p{M}]+)*|\d[\d.,:]*(?<![.,:])|[.,?!;]/gu
const BE_FORMS = /^(?:is|are|was|were|will|'s)$/

/** Returns the items of an English text, contractions spelled out. */
export function readSentence(text: string): Item[] {
  const tokens = [...text.matchAll(TOKEN)].flatMap(splitContraction)
  const items: Item[] = []
  for (let index = 0; index < tokens.length; ) {
    const { item, length } = readItem(tokens, index)
    items.push(item)
    index += length
  }
  return items
}

type Token = { readonly text: string; readonly start: number; readonly end: number }

const CONTRACTIONS: Readonly<Record<string, readonly string[]>> = {
  "can't": ['can', 'not'],
  "won't": ['will', 'not'],
  cannot: ['can', 'not'],
  "let's": ["let's"],
}
const ENDINGS: Readonly<Record<string, string>> = {
  "n't": 'not',
  "'m": 'am',
  "'re": 'are',
  "'ve": 'have',
  "'ll": 'will',
  "'d": 'would',
}
const IS_AFTER = /^(?:he|she|it|that|there|here|who|what|where|how|when)$/

/** `don't` is two tokens at one place; `Anna's` is a name and `'s`; `she's` is `she is`. */
function splitContraction(match: RegExpExecArray): Token[] {
  const [word] = match
  const place = { start: match.index, end: match.index + word.length }
  const plain = word.replaceAll('’', "'")
  const known = CONTRACTIONS[plain.toLowerCase()]
  if (known) return known.map((text) => ({ text, ...place }))
  const split = /^(.+?)(n't|'m|'re|'ve|'ll|'d|'s|s')$/i.exec(plain)
  const [, base = '', ending = ''] = split ?? []
  if (!split || (ending === "s'" && !plain.endsWith("s'"))) return [{ text: plain, ...place }]
  const end = match.index + base.length
  const first = { text: base, start: match.index, end }
  const spelled = ENDINGS[ending.toLowerCase()] ?? (IS_AFTER.test(base.toLowerCase()) ? 'is' : "'s")
  return [first, { text: spelled, start: end, end: place.end }]
}

function readItem(tokens: readonly Token[], index: number): { item: Item; length: number } {
  const { text, start } = tokens[index]!
  if (/^[.,?!;]$/.test(text)) return { item: signAt(tokens[index]!), length: 1 }
  for (let length = Math.min(LONGEST_ENTRY, tokens.length - index); length > 0; length--) {
    const run = tokens.slice(index, index + length)
    const meanings = lookUp(run.map((token) => token.text).join(' '), {
      isWhole: isBoundary(tokens[index - 1]) && isBoundary(tokens[index + length]),
      next: tokens[index + length]?.text,
      isAsked:
        BE_FORMS.test(tokens[index - 1]?.text.toLowerCase() ?? '') && isBoundary(tokens[index - 2]),
    })
    if (meanings.length > 0)
      return {
        item: {
          start,
          end: run.at(-1)!.end,
          type: 'content',
          shown: showMeanings(meanings),
          meanings,
        },
        length,
      }
  }
  return { item: plainItem(tokens[index]!), length: 1 }
}

function isBoundary(token: Token | undefined): boolean {
  return token === undefined || /^[.,?!;]$/.test(token.text)
}

function signAt({ text, start, end }: Token): Item {
  return { start, end, type: 'sign', shown: text === ';' ? ',' : text, meanings: [] }
}

function plainItem({ text, start, end }: Token): Item {
  const plain = text.toLowerCase()
  if (KNOWN_WORDS.has(plain) || plain === "'s")
    return { start, end, type: 'word', shown: plain, meanings: [] }
  const meanings: Meaning[] = /^\d/.test(text)
    ? [{ kind: 'digits', text }]
    : /^\p{Lu}/u.test(text)
      ? [{ kind: 'name', text }]
      : []
  if (meanings.length === 0) return { start, end, type: 'unknown', shown: '', meanings }
  return { start, end, type: 'content', shown: showMeanings(meanings), meanings }
}

function lookUp(
  text: string,
  around: {
    readonly isWhole: boolean
    readonly next: string | undefined
    /** Whether a question opens just before: "is there a ...". */
    readonly isAsked: boolean
  },
): readonly Meaning[] {
  const plain = text.toLowerCase()
  const exact = DICTIONARY.get(text) ?? DICTIONARY.get(plain) ?? []
  return exact.filter((meaning) => {
    if (meaning.kind !== 'fixed') return true
    // A saying is one only when it stands alone; "there is" names no place.
    if (meaning.word.kind === 'phrase') return around.isWhole
    if (plain === 'a lot') return around.next !== 'of'
    if (plain === 'a little') return !isNominal(around.next ?? '')
    return plain !== 'there' || !(around.isAsked || BE_FORMS.test(around.next ?? ''))
  })
}

/** "a little dog" says how big, not how much. */
function isNominal(text: string): boolean {
  const meanings = DICTIONARY.get(text.toLowerCase()) ?? []
  return meanings.some(({ kind }) => kind === 'noun' || kind === 'adjective')
}

const FIXED_SIGNS = {
  time: 'r',
  place: 'p',
  often: 'f',
  manner: 'w',
  month: 'o',
  number: '#',
  age: 'y',
  phrase: 'x',
} as const

/** Returns the signs of all meanings; the model sees what a word can be and never which word it is. */
function showMeanings(meanings: readonly Meaning[]): string {
  return [...new Set(meanings.map(signOf))].join('')
}

function signOf(meaning: Meaning): string {
  switch (meaning.kind) {
    case 'noun': {
      const { noun, isPlural } = meaning
      const sign =
        noun.kind === 'mass' ? 'm' : noun.kind === 'country' ? 'c' : noun.kind === 'job' ? 'j' : 'n'
      return isPlural ? `${sign}+` : sign
    }
    case 'adjective':
      return (meaning.adjective.isState ? 'h' : 'a') + meaning.grade
    case 'verb': {
      const { verb, forms } = meaning
      return { plain: 'v', like: 'l', to: 't' }[verb.kind] + (forms === 'b' ? '' : forms)
    }
    case 'fixed':
      return FIXED_SIGNS[meaning.word.kind]
    case 'name':
      return '^'
    case 'digits':
      return '#'
  }
}

function buildDictionary(): ReadonlyMap<string, readonly Meaning[]> {
  const dictionary = new Map<string, Meaning[]>()
  const add = (text: string, meaning: Meaning): void => {
    for (const written of new Set([text, text.toLowerCase()]))
      if (written === text || !isMonth(meaning))
        dictionary.set(written, [...(dictionary.get(written) ?? []), meaning])
  }
  for (const noun of NOUNS) {
    add(noun.english, { kind: 'noun', noun, isPlural: false })
    if (noun.plural !== noun.english) add(noun.plural, { kind: 'noun', noun, isPlural: true })
  }
  for (const adjective of ADJECTIVES) {
    add(adjective.english, { kind: 'adjective', adjective, grade: '' })
    const grades = gradesOf(adjective.english)
    if (grades) {
      add(grades.more, { kind: 'adjective', adjective, grade: '>' })
      add(grades.most, { kind: 'adjective', adjective, grade: '>>' })
    }
  }
  for (const verb of VERBS)
    for (const [text, forms] of verbForms(verb)) add(text, { kind: 'verb', verb, forms })
  for (const word of FIXED_WORDS) add(word.english, { kind: 'fixed', word })
  return dictionary
}

/** "may" and "march" are months only with a capital. */
function isMonth(meaning: Meaning): boolean {
  return meaning.kind === 'fixed' && meaning.word.kind === 'month'
}

/** Returns each written form of a verb with all it can be: b(ase), s, d (past), n (participle), g (-ing). */
function verbForms(verb: Verb): ReadonlyMap<string, string> {
  const forms = new Map<string, string>()
  const add = (text: string, form: string): void => {
    forms.set(text, (forms.get(text) ?? '') + form)
  }
  add(verb.english, 'b')
  add(verb.third, 's')
  add(verb.past, 'd')
  add(verb.participle, 'n')
  add(verb.ing, 'g')
  return forms
}
