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
import { type Item, REFERENCES } from './readSentence.ts'

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

/**
 * Returns a GBNF grammar of raw translations: words of French that hold a sentence together, signs, and references,
 * a verb always with its tense and every other word without.
 */
export function translationGrammar(items: readonly Item[]): string {
  const contents = items.filter(({ type }) => type === 'content')
  const references = contents.flatMap(({ meanings }, index) => {
    const verb = meanings.some(({ kind }) => kind === 'verb')
    const other = meanings.some(({ kind }) => kind !== 'verb')
    const letter = `"${REFERENCES[index]}"`
    return [...(verb ? [`${letter} tense`] : []), ...(other ? [letter] : [])]
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
