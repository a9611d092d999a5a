/** An adjective; French ones agree and stand before or after the noun. */
export type Adjective = {
  readonly english: string
  readonly masculine: string
  readonly feminine: string
  /** The masculine before a vowel (`bel`, `vieil`). */
  readonly beforeVowel?: string
  readonly isBefore: boolean
  /** `state`: said with avoir of people and faire of the weather (`avoir faim`), so it has no other form. */
  readonly isState: boolean
}

/** English, masculine, feminine where it is not regular, form before a vowel. */
const BEFORE =
  'big grand|small petit|little petit|young jeune|old vieux vieille vieil|beautiful beau belle bel|new nouveau nouvelle nouvel|good bon bonne|bad mauvais|pretty joli|long long longue|nice gentil gentille|fat gros grosse'
const AFTER =
  'red rouge|blue bleu|green vert|black noir|white blanc blanche|yellow jaune|gray gris|brown brun|happy heureux heureuse|sad triste|tired fatigué|rich riche|poor pauvre|strong fort|weak faible|clean propre|dirty sale|empty vide|full plein|heavy lourd|light léger légère|fast rapide|slow lent|easy facile|difficult difficile|interesting intéressant|boring ennuyeux ennuyeuse|dangerous dangereux dangereuse|expensive cher chère|cheap bon_marché bon_marché|open ouvert|closed fermé|free libre|busy occupé|sick malade|dead mort|famous célèbre|important important|intelligent intelligent|stupid stupide|funny drôle|serious sérieux sérieuse|quiet calme|loud bruyant|sweet sucré|salty salé|fresh frais fraîche|dry sec sèche|wet mouillé|round rond|wide large|narrow étroit|deep profond|dark sombre|angry furieux furieuse|proud fier fière|jealous jaloux jalouse|shy timide|brave courageux courageuse|kind aimable|polite poli|lazy paresseux paresseuse|curious curieux curieuse|honest honnête|modern moderne|ancient ancien ancienne|foreign étranger étrangère|French français|English anglais|German allemand|Italian italien italienne|Spanish espagnol|American américain|ready prêt|late en_retard en_retard|broken cassé|lost perdu|alone seul|safe sûr|strange étrange|possible possible|necessary nécessaire'
const STATES =
  'hungry faim|thirsty soif|cold froid|hot chaud|afraid peur|sleepy sommeil|right raison|wrong tort'

/** Every adjective that the translation expert knows. */
export const ADJECTIVES: readonly Adjective[] = [
  ...BEFORE.split('|').map((entry) => read(entry, { isBefore: true, isState: false })),
  ...AFTER.split('|').map((entry) => read(entry, { isBefore: false, isState: false })),
  ...STATES.split('|').map((entry) => read(entry, { isBefore: false, isState: true })),
]

function read(
  entry: string,
  flags: { readonly isBefore: boolean; readonly isState: boolean },
): Adjective {
  const [english, masculine, feminine, beforeVowel] = entry
    .split(' ')
    .map((word) => word.replaceAll('_', ' '))
  const regular = masculine!.endsWith('e') || flags.isState ? masculine! : `${masculine}e`
  return {
    english: english!,
    masculine: masculine!,
    feminine: feminine ?? regular,
    ...(beforeVowel !== undefined && { beforeVowel }),
    ...flags,
  }
}

/** Returns the comparative and superlative that are one word in English (`bigger`, `happiest`), if there are. */
export function gradesOf(
  english: string,
): { readonly more: string; readonly most: string } | undefined {
  if (english === 'good') return { more: 'better', most: 'best' }
  if (english === 'bad') return { more: 'worse', most: 'worst' }
  if (/^(?:little|late|dead|lost|right|wrong|ready|[A-Z].*)$/.test(english)) return undefined
  if (/[^aeiou]y$/.test(english) && english.length <= 6)
    return { more: `${english.slice(0, -1)}ier`, most: `${english.slice(0, -1)}iest` }
  if (
    (english.match(/[aeiouy]+/g) ?? []).length !== 1 &&
    !/^(?:simple|narrow|quiet|clever)$/.test(english)
  ) {
    const silent = /^[^aeiou]*[aeiou]+[^aeiou]+e$/.test(english)
    return silent ? { more: `${english}r`, most: `${english}st` } : undefined
  }
  if (english.endsWith('e')) return { more: `${english}r`, most: `${english}st` }
  const doubled = /[^aeiou][aeiou][bdgmnpt]$/.test(english) ? english + english.at(-1) : english
  return { more: `${doubled}er`, most: `${doubled}est` }
}

/** Returns the form that goes with a noun. */
export function agree(
  adjective: Adjective,
  {
    gender,
    isPlural,
    next,
  }: { readonly gender: 'm' | 'f'; readonly isPlural: boolean; readonly next?: string },
): string {
  const { masculine, feminine, beforeVowel, isState } = adjective
  if (isState || masculine.includes(' ')) return masculine
  if (gender === 'f') return isPlural ? `${feminine}s` : feminine
  if (!isPlural)
    return beforeVowel && next !== undefined && startsWithVowel(next) ? beforeVowel : masculine
  if (/[sx]$/.test(masculine)) return masculine
  return masculine.endsWith('eau') ? `${masculine}x` : `${masculine}s`
}

/** Returns whether a French word makes the word before it lose its vowel. */
export function startsWithVowel(word: string): boolean {
  return /^[aeiouyhàâéèêëîïôœùûœ]/i.test(word) && !/^(?:yaourt|onz|oui|huit)/i.test(word)
}
