/** Gender and number of a noun phrase, person of a subject. */
export type Agreement = {
  readonly gender: 'm' | 'f'
  readonly isPlural: boolean
  readonly person: 1 | 2 | 3
}

/** Masculine, feminine, plural; before a vowel the feminine of possessives is the masculine. */
const DETERMINERS: Readonly<Record<string, readonly [string, string, string]>> = {
  le: ['le', 'la', 'les'],
  un: ['un', 'une', 'des'],
  du: ['du', 'de la', 'des'],
  ce: ['ce', 'cette', 'ces'],
  mon: ['mon', 'ma', 'mes'],
  ton: ['ton', 'ta', 'tes'],
  son: ['son', 'sa', 'ses'],
  notre: ['notre', 'notre', 'nos'],
  votre: ['votre', 'votre', 'vos'],
  leur: ['leur', 'leur', 'leurs'],
  quel: ['quel', 'quelle', 'quels'],
  chaque: ['chaque', 'chaque', 'chaque'],
  plusieurs: ['plusieurs', 'plusieurs', 'plusieurs'],
  beaucoup_de: ['beaucoup de', 'beaucoup de', 'beaucoup de'],
  trop_de: ['trop de', 'trop de', 'trop de'],
  combien_de: ['combien de', 'combien de', 'combien de'],
}

export const SUBJECTS: Readonly<Record<string, Agreement>> = {
  je: { gender: 'm', isPlural: false, person: 1 },
  tu: { gender: 'm', isPlural: false, person: 2 },
  il: { gender: 'm', isPlural: false, person: 3 },
  elle: { gender: 'f', isPlural: false, person: 3 },
  nous: { gender: 'm', isPlural: true, person: 1 },
  ils: { gender: 'm', isPlural: true, person: 3 },
  elles: { gender: 'f', isPlural: true, person: 3 },
  on: { gender: 'm', isPlural: false, person: 3 },
  qui: { gender: 'm', isPlural: false, person: 3 },
  il_y: { gender: 'm', isPlural: false, person: 3 },
}

/** Object pronouns before a verb. */
export const CLITICS = 'me te le la les lui leur nous'.split(' ')
export const NEGATIONS = 'pas jamais plus rien'.split(' ')
export const PREPOSITIONS =
  'dans sur sous avec sans pour de à chez devant derrière entre après avant pendant vers contre près_de à_côté_de en depuis'.split(
    ' ',
  )
export const DISJUNCTIVES = 'moi toi lui elle nous eux elles'.split(' ')
export const CONJUNCTIONS = 'et ou mais parce_que quand si que'.split(' ')
export const QUESTIONS = 'est-ce_que où quand pourquoi comment combien qui que'.split(' ')
/** Verbs that hold a sentence together, so that the model writes them itself. */
export const HELPERS = 'être avoir aller pouvoir vouloir devoir faire aimer savoir'.split(' ')
export const OTHERS = 'très trop tout plus moins aussi ce à heures il_y_a'.split(' ')

export const DETERMINER_WORDS = Object.keys(DETERMINERS)

export function isDeterminer(word: string): boolean {
  return word in DETERMINERS
}

/** Returns a determiner's form; `next` is the word after it. */
export function determinerForm(
  word: string,
  { gender, isPlural }: Pick<Agreement, 'gender' | 'isPlural'>,
  next: string,
  startsWithVowel: (text: string) => boolean,
): string {
  const [masculine, feminine, plural] = DETERMINERS[word]!
  if (isPlural) return word === 'quel' && gender === 'f' ? 'quelles' : plural
  const vowel = startsWithVowel(next)
  if (vowel && /^(?:mon|ton|son)$/.test(word)) return masculine
  if (vowel && word === 'ce' && gender === 'm') return 'cet'
  return gender === 'f' ? feminine : masculine
}

/**
 * Returns words as a sentence: vowels dropped (`l'`, `j'`, `qu'`), à and de joined with the article, first letter
 * raised, signs in place. An article is marked with `\u0001` at its end, so that a pronoun is none.
 */
export function joinWords(
  words: readonly string[],
  startsWithVowel: (text: string) => boolean,
): string {
  const flat = words.flatMap((word) => word.split(' ')).filter((word) => word !== '')
  const contracted: string[] = []
  for (let index = 0; index < flat.length; index++) {
    const joined = contract(flat[index]!, flat[index + 1], flat[index + 2] ?? '', startsWithVowel)
    if (joined !== undefined) index++
    contracted.push(joined ?? flat[index]!)
  }
  const plain = contracted.map((word) => word.replaceAll('\u0001', ''))
  let text = ''
  for (const [index, word] of plain.entries()) {
    const next = plain[index + 1] ?? ''
    const isSign = /^[.,]$/.test(word)
    const glued = text === '' || isSign || text.endsWith("'")
    text += `${glued ? '' : ' '}${elide(word, next, startsWithVowel)}`
  }
  return text.replace(
    /(^|[.?!] )(\p{Ll})/gu,
    (_, before: string, letter: string) => before + letter.toUpperCase(),
  )
}

/** à + le, de + les; not before a vowel, where the article loses its own. */
function contract(
  word: string,
  next: string | undefined,
  after: string,
  startsWithVowel: (text: string) => boolean,
): string | undefined {
  if (word !== 'à' && word !== 'de') return undefined
  if (next === 'les\u0001') return word === 'à' ? 'aux' : 'des'
  if (next === 'le\u0001' && !startsWithVowel(after)) return word === 'à' ? 'au' : 'du'
  // de + some: "sans", "beaucoup de" and a bare de take no article after them.
  if (word === 'de' && (next === 'des\u0001' || next === 'du\u0001')) return 'de'
  return undefined
}

function elide(word: string, next: string, startsWithVowel: (text: string) => boolean): string {
  const lower = word.toLowerCase()
  if (lower === 'si' && /^ils?$/.test(next)) return `${word.slice(0, -1)}'`
  if (lower === 'ce' && /^(?:est|était|étaient)$/.test(next)) return `${word.slice(0, -1)}'`
  if (!startsWithVowel(next)) return word
  return /^(?:je|me|te|se|ne|le|la|de|que|lorsque|jusque)$/.test(lower)
    ? `${word.slice(0, -1)}'`
    : word
}
