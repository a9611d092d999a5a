import { type Adjective, agree, startsWithVowel } from './adjectives.ts'
import { type Agreement, determinerForm, isDeterminer } from './frenchWords.ts'
import { frenchPlural } from './nouns.ts'
import { isWord, meaningOf, type RawToken } from './rawTokens.ts'

/** A noun with what belongs to it, in French. */
export type NounPhrase = {
  readonly words: readonly string[]
  readonly agreement: Agreement
  /** How many tokens it took. */
  readonly length: number
}

/** An adjective in a phrase and the words before it (`plus`, `très`). */
type Described = {
  readonly adjective: Adjective
  readonly isMore: boolean
  /** One-word superlative in English: `blackest`. */
  readonly isMost: boolean
  readonly before: readonly string[]
}

const DEGREES = ['plus', 'très', 'trop', 'moins']
/** Names that end so are mostly women's. */
const WOMENS_NAME =
  /(?:a|ah|ie|ine|elle|ette|ise|ice|ace|ane|oe|ate|Claire|Alice|Jane|Grace|Rose|Iris)$/

/** Returns the noun phrase that begins at a token, if one does. */
export function readNounPhrase(tokens: readonly RawToken[], start: number): NounPhrase | undefined {
  const name = meaningOf(tokens[start], 'name')
  if (name) {
    const gender = WOMENS_NAME.test(name.text) ? 'f' : 'm'
    return { words: [name.text], agreement: { gender, isPlural: false, person: 3 }, length: 1 }
  }
  let index = start
  const isAll = isWord(tokens[index], ['tout'])
  if (isAll) index++
  const first = tokens[index]
  const determiner =
    first?.kind === 'word' && first.tense === undefined && isDeterminer(first.text)
      ? first.text
      : undefined
  if (determiner !== undefined) index++
  const number = numberAt(tokens[index])
  if (number !== undefined) index++
  const described: Described[] = []
  for (let read = readAdjective(tokens, index); read; read = readAdjective(tokens, index)) {
    described.push(read)
    index += 1 + read.before.length
  }
  const noun = meaningOf(tokens[index], 'noun')
  if (!noun) return undefined
  const isPlural = noun.isPlural || (number !== undefined && !/^(?:1|un)$/.test(number))
  const agreement = { gender: noun.noun.gender, isPlural, person: 3 } as const
  const french = isPlural ? frenchPlural(noun.noun.french) : noun.noun.french
  const words = orderWords({ determiner, number, described, french, agreement })
  const all = { m: ['tout', 'tous'], f: ['toute', 'toutes'] }[agreement.gender][Number(isPlural)]!
  return { words: isAll ? [all, ...words] : words, agreement, length: index + 1 - start }
}

function numberAt(token: RawToken | undefined): string | undefined {
  const fixed = meaningOf(token, 'fixed')
  if (fixed?.word.kind === 'number') return fixed.word.french
  return meaningOf(token, 'digits')?.text
}

/** Returns the adjective at a place with its degree, when the word there can be one. */
export function readAdjective(tokens: readonly RawToken[], start: number): Described | undefined {
  const before: string[] = []
  let index = start
  for (let token = tokens[index]; isWord(token, DEGREES); token = tokens[++index])
    before.push((token as { text: string }).text)
  const meaning = meaningOf(tokens[index], 'adjective')
  if (!meaning) return undefined
  return {
    adjective: meaning.adjective,
    isMore: before.includes('plus'),
    isMost: meaning.grade === '>>',
    before,
  }
}

/** Returns an adjective with its degree; "plus bon" is `meilleur`. */
export function describe(
  { adjective, isMore, before }: Described,
  agreement: Pick<Agreement, 'gender' | 'isPlural'>,
  next?: string,
): string {
  if (isMore && adjective.masculine === 'bon') {
    const better = { ...adjective, masculine: 'meilleur', feminine: 'meilleure' }
    return agree(better, agreement)
  }
  return [...before, agree(adjective, { ...agreement, ...(next !== undefined && { next }) })].join(
    ' ',
  )
}

function orderWords({
  determiner,
  number,
  described,
  french,
  agreement,
}: {
  readonly determiner: string | undefined
  readonly number: string | undefined
  readonly described: readonly Described[]
  readonly french: string
  readonly agreement: Agreement
}): string[] {
  const isMost = (one: Described): boolean => one.isMore && (one.isMost || determiner === 'le')
  const before = described.filter(({ adjective }) => adjective.isBefore)
  const after = described.filter(({ adjective }) => !adjective.isBefore)
  let next = french
  const first: string[] = []
  for (const one of before.toReversed()) {
    first.unshift(describe(one, agreement, next))
    next = first[0]!
  }
  const last = after.map((one) => {
    const words = describe(one, agreement)
    return isMost(one) ? `${articleForm('le', agreement, words)} ${words}` : words
  })
  const head = [...(number === undefined ? [] : [number]), ...first, french]
  const isPlainPlural = (determiner === 'un' || determiner === 'du') && agreement.isPlural
  // "des" becomes "de" before an adjective: de beaux arbres.
  const form =
    determiner === undefined
      ? []
      : isPlainPlural && first.length > 0
        ? ['de']
        : [articleForm(determiner, agreement, head[0]!)]
  return [...form, ...head, ...last]
}

/** Articles carry a mark, so that à and de are joined with them and not with pronouns. */
function articleForm(determiner: string, agreement: Agreement, next: string): string {
  const form = determinerForm(determiner, agreement, next.split(' ')[0]!, startsWithVowel)
  if (!/^(?:le|un|du)$/.test(determiner)) return form
  return `${form}\u0001`
}
