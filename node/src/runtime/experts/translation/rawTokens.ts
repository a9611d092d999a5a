import { type Item, type Meaning, REFERENCES } from './readSentence.ts'

/** Letters that say how a verb is used. */
export const TENSES = {
  p: 'present',
  i: 'imperfect',
  c: 'perfect',
  f: 'future',
  k: 'conditional',
  n: 'infinitive',
  m: 'imperative',
  l: 'imperative',
} as const

export type TenseLetter = keyof typeof TENSES

/** What the model wrote, piece by piece. */
export type RawToken =
  | {
      readonly kind: 'reference'
      readonly meanings: readonly Meaning[]
      readonly tense?: TenseLetter
    }
  | { readonly kind: 'word'; readonly text: string; readonly tense?: TenseLetter }
  | { readonly kind: 'sign'; readonly text: string }

const TOKEN = /([A-Z0-9])([picfknml]?)(?![\p{Ll}_-])|([\p{Ll}_-]+)(?:\.([picfknml]))?|([.,?!])/gu

/** Returns the tokens of a raw output; a reference to nothing is left out. */
export function readRaw(raw: string, items: readonly Item[]): RawToken[] {
  const contents = items.filter(({ type }) => type === 'content')
  return [...raw.matchAll(TOKEN)].flatMap(
    ([, reference, tense, word, wordTense, sign]): RawToken[] => {
      if (sign !== undefined) return [{ kind: 'sign', text: sign }]
      if (word !== undefined)
        return [{ kind: 'word', text: word, ...(wordTense && { tense: wordTense as TenseLetter }) }]
      const item = contents[REFERENCES.indexOf(reference!)]
      if (!item) return []
      return [
        {
          kind: 'reference',
          meanings: item.meanings,
          ...(tense && { tense: tense as TenseLetter }),
        },
      ]
    },
  )
}

/** Returns the meaning of one kind that a token has when it is no verb. */
export function meaningOf<K extends Meaning['kind']>(
  token: RawToken | undefined,
  kind: K,
): Extract<Meaning, { kind: K }> | undefined {
  if (token?.kind !== 'reference' || token.tense !== undefined) return undefined
  return token.meanings.find((meaning) => meaning.kind === kind) as
    | Extract<Meaning, { kind: K }>
    | undefined
}

/** Returns whether a token is one of some words, without a tense. */
export function isWord(token: RawToken | undefined, words: readonly string[]): boolean {
  return token?.kind === 'word' && token.tense === undefined && words.includes(token.text)
}
