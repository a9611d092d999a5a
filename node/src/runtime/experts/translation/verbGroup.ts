import { conjugate, type Person, participleOf, takesBe } from './frenchVerbs.ts'
import { type Agreement, CLITICS, HELPERS, NEGATIONS } from './frenchWords.ts'
import { meaningOf, type RawToken, TENSES, type TenseLetter } from './rawTokens.ts'
import type { Verb } from './verbs.ts'

/** A verb with the negation and the pronouns before it. */
export type VerbGroup = {
  readonly negation: string | undefined
  readonly clitics: readonly string[]
  readonly verbs: readonly Verb[]
  readonly helper: string | undefined
  readonly tense: TenseLetter
  readonly length: number
}

/** Returns the verb group that begins at a token, if one does: negation, pronouns, verb. */
export function readVerbGroup(tokens: readonly RawToken[], start: number): VerbGroup | undefined {
  let index = start
  let negation: string | undefined
  const clitics: string[] = []
  for (
    let token = tokens[index];
    token?.kind === 'word' && token.tense === undefined;
    token = tokens[++index]
  ) {
    if (NEGATIONS.includes(token.text)) negation = token.text
    else if (CLITICS.includes(token.text)) clitics.push(token.text)
    else return undefined
  }
  const token = tokens[index]
  if (!token || token.kind === 'sign' || token.tense === undefined) return undefined
  const helper = token.kind === 'word' ? token.text : undefined
  const verbs =
    token.kind === 'reference'
      ? token.meanings.flatMap((meaning) => (meaning.kind === 'verb' ? [meaning.verb] : []))
      : []
  if (verbs.length === 0 && (helper === undefined || !HELPERS.includes(helper))) return undefined
  return { negation, clitics, verbs, helper, tense: token.tense, length: index + 1 - start }
}

/** Returns the adverb that goes between the two parts of a perfect, if the token is one. */
export function innerAdverb(token: RawToken | undefined): string | undefined {
  const fixed = meaningOf(token, 'fixed')?.word
  if (!fixed) return undefined
  const isInner = fixed.kind === 'often' || /^(?:bien|mal|beaucoup|trop|un peu)$/.test(fixed.french)
  return isInner ? fixed.french : undefined
}

/** Returns the words of a verb group; `inner` is the adverb inside a perfect. */
export function writeVerb(
  group: VerbGroup,
  options: {
    readonly subject: Agreement
    readonly hasObject: boolean
    readonly inner?: string | undefined
  },
): string[] {
  const { subject, hasObject, inner } = options
  const { negation, clitics, tense } = group
  const verb = chooseVerb(group, hasObject || clitics.length > 0)
  const name = TENSES[tense]
  const person = name === 'imperative' ? (tense === 'm' ? 1 : 3) : personOf(subject)
  const own = verb.isReflexive ? ['me', 'te', 'se', 'nous', 'vous', 'se'][person]! : undefined
  const pronouns = [...(own === undefined ? [] : [own]), ...clitics]
  const not = negation === undefined ? [] : [negation]
  const ne = negation === undefined ? [] : ['ne']
  if (name === 'perfect') {
    const isBe = takesBe(verb.french, verb.isReflexive)
    const helper = conjugate(isBe ? 'être' : 'avoir', 'present', person)
    const participle = agreeParticiple(
      participleOf(verb.french),
      isBe ? subject : objectOf(clitics),
    )
    return [...ne, ...pronouns, helper, ...not, ...(inner ? [inner] : []), participle]
  }
  if (name === 'infinitive') return [...ne, ...not, ...pronouns, verb.french]
  const form = conjugate(verb.french, name, person)
  if (name === 'imperative' && negation === undefined && pronouns.length > 0)
    return [[form, ...pronouns.map(stressed)].join('-')]
  return [...ne, ...pronouns, form, ...not]
}

/** A verb that is said with and without an object is two in French: leave is quitter and partir. */
export function chooseVerb(
  { verbs, helper }: VerbGroup,
  hasObject: boolean,
): Pick<Verb, 'french' | 'isReflexive' | 'preposition'> {
  if (helper !== undefined) return { french: helper, isReflexive: false }
  return verbs.find(({ objects }) => (objects !== '') === hasObject) ?? verbs[0]!
}

/** Returns 0 to 5 for je to ils. */
export function personOf({ person, isPlural }: Agreement): Person {
  return (person - 1 + (isPlural ? 3 : 0)) as Person
}

function stressed(pronoun: string): string {
  return pronoun === 'me' ? 'moi' : pronoun === 'te' ? 'toi' : pronoun
}

/** After avoir the participle agrees with an object before it. */
function objectOf(clitics: readonly string[]): Agreement {
  const isPlural = clitics.includes('les')
  return { gender: clitics.includes('la') ? 'f' : 'm', isPlural, person: 3 }
}

function agreeParticiple(participle: string, { gender, isPlural }: Agreement): string {
  const feminine = gender === 'f' ? `${participle.replace(/û$/, 'u')}e` : participle
  return isPlural && !/[sx]$/.test(feminine) ? `${feminine}s` : feminine
}
