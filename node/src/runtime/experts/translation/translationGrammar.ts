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

const WORDS = [
  ...new Set([
    ...Object.keys(SUBJECTS),
    ...CLITICS,
    ...CONJUNCTIONS,
    ...DISJUNCTIVES,
    ...DETERMINER_WORDS,
    ...NEGATIONS,
    ...OTHERS,
    ...PREPOSITIONS,
    ...QUESTIONS,
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

/**
 * Returns a GBNF grammar of raw translations: words of French that hold a sentence together, signs, and references,
 * a verb always with a tense that its English form can have and every other word without.
 */
export function translationGrammar(items: readonly Item[]): string {
  const contents = items.filter(({ type }) => type === 'content')
  const references = contents.flatMap(({ meanings }, index) => {
    const tenses = tensesOf(meanings)
    const other = meanings.some(({ kind }) => kind !== 'verb')
    const letter = `"${REFERENCES[index]}"`
    return [...(tenses ? [`${letter} [${tenses}]`] : []), ...(other ? [letter] : [])]
  })
  const list = (words: readonly string[]) => words.map((word) => `"${word}"`).join(' | ')
  return [
    'root ::= word rest | reference rest',
    'rest ::= "" | reference rest | " " word rest | sign rest',
    `word ::= ${list(WORDS)} | helper "." tense`,
    `helper ::= ${list(HELPERS)}`,
    `reference ::= ${references.join(' | ')}`,
    'tense ::= [picfknml]',
    'sign ::= [.,?!]',
  ].join('\n')
}

function tensesOf(meanings: readonly Meaning[]): string {
  const forms = meanings.flatMap((meaning) => (meaning.kind === 'verb' ? [...meaning.forms] : []))
  return [...new Set(forms.flatMap((form) => [...TENSES_OF_FORM[form]!]))].join('')
}
