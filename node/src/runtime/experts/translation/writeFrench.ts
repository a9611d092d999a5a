import { startsWithVowel } from './adjectives.ts'
import {
  type Agreement,
  CONJUNCTIONS,
  DISJUNCTIVES,
  joinWords,
  PREPOSITIONS,
  QUESTIONS,
  SUBJECTS,
} from './frenchWords.ts'
import { describe, readAdjective, readNounPhrase } from './nounPhrase.ts'
import { isWord, meaningOf, type RawToken, readRaw, TENSES } from './rawTokens.ts'
import type { Item } from './readSentence.ts'
import { chooseVerb, innerAdverb, readVerbGroup, writeVerb } from './verbGroup.ts'

/** Whose verb comes when nobody is named: the listener of a command. */
const LISTENER: Agreement = { gender: 'm', isPlural: false, person: 2 }
const IMPERSONAL: Agreement = { gender: 'm', isPlural: false, person: 3 }

/** What is known of a clause while it is written. */
type Clause = {
  readonly words: string[]
  subject: Agreement | undefined
  lastPhrase: Agreement | undefined
  hasVerb: boolean
  /** The pronoun of "il y a", which goes to its verb. */
  pending: string[]
}

/** Returns the French sentence that a raw output stands for: forms, agreement, order in phrases, elision. */
export function writeFrench(raw: string, items: readonly Item[]): string {
  const tokens = readRaw(raw, items)
  const clause: Clause = {
    words: [],
    subject: undefined,
    lastPhrase: undefined,
    hasVerb: false,
    pending: [],
  }
  for (let index = 0; index < tokens.length; )
    index +=
      writeSubject(tokens, index, clause) ||
      writeVerbGroup(tokens, index, clause) ||
      writePhrase(tokens, index, clause) ||
      writeAdjective(tokens, index, clause) ||
      writeRest(tokens, index, clause)
  return joinWords(clause.words, startsWithVowel)
}

function previousIs(tokens: readonly RawToken[], index: number, words: readonly string[]): boolean {
  return isWord(tokens[index - 1], words)
}

/** Each of these returns how many tokens it wrote, 0 when none of them is its own. */
function writeSubject(tokens: readonly RawToken[], index: number, clause: Clause): number {
  const token = tokens[index]!
  if (token.kind !== 'word' || token.tense !== undefined) return 0
  const { text } = token
  const afterPreposition = previousIs(tokens, index, PREPOSITIONS)
  if (afterPreposition && DISJUNCTIVES.includes(text)) {
    clause.words.push(text)
    return 1
  }
  if (text === 'ce' && readVerbGroup(tokens, index + 1)) {
    const next = tokens[index + 1]!
    const phrase = readNounPhrase(tokens, index + 2)
    const isPresent = next.kind === 'word' && next.tense === 'p'
    startClause(clause, {
      ...IMPERSONAL,
      isPlural: isPresent && phrase?.agreement.isPlural === true,
    })
    clause.words.push('ce')
    return 1
  }
  const subject = SUBJECTS[text]
  if (!subject || (text === 'nous' && clause.subject !== undefined && !clause.hasVerb)) return 0
  const isRelative = text === 'qui' && clause.lastPhrase !== undefined
  startClause(clause, isRelative ? clause.lastPhrase : subject)
  clause.words.push(text === 'il_y' ? 'il' : text)
  if (text === 'il_y') clause.pending = ['y']
  return 1
}

function startClause(clause: Clause, subject: Agreement | undefined): void {
  clause.subject = subject
  clause.hasVerb = false
}

function writeVerbGroup(tokens: readonly RawToken[], index: number, clause: Clause): number {
  const read = readVerbGroup(tokens, index)
  if (!read) return 0
  const group = { ...read, clitics: [...clause.pending, ...read.clitics] }
  clause.pending = []
  const after = index + group.length
  const inner = group.tense === 'c' ? innerAdverb(tokens[after]) : undefined
  const phrase = readNounPhrase(tokens, after + Number(inner !== undefined))
  const isCommand = TENSES[group.tense] === 'imperative'
  const subject =
    clause.subject ??
    (isCommand || group.tense === 'n' ? LISTENER : phrase?.agreement) ??
    IMPERSONAL
  clause.words.push(...writeVerb(group, { subject, hasObject: phrase !== undefined, inner }))
  const { preposition } = chooseVerb(group, phrase !== undefined)
  if (preposition !== undefined && phrase) clause.words.push(preposition)
  if (isCommand)
    clause.subject = group.tense === 'l' ? { ...LISTENER, person: 1, isPlural: true } : LISTENER
  clause.subject ??= subject
  if (group.tense !== 'n') clause.hasVerb = true
  return group.length + Number(inner !== undefined)
}

function writePhrase(tokens: readonly RawToken[], index: number, clause: Clause): number {
  const phrase = readNounPhrase(tokens, index)
  if (!phrase) return 0
  clause.words.push(...phrase.words)
  const { agreement } = phrase
  clause.lastPhrase = agreement
  if (clause.hasVerb || previousIs(tokens, index, PREPOSITIONS)) return phrase.length
  const first = clause.subject
  const isJoined = first !== undefined && previousIs(tokens, index, ['et', 'ou'])
  clause.subject = isJoined
    ? {
        person: first.person,
        isPlural: true,
        gender: first.gender === 'f' && agreement.gender === 'f' ? 'f' : 'm',
      }
    : agreement
  return phrase.length
}

/** An adjective without a noun is said of the subject. */
function writeAdjective(tokens: readonly RawToken[], index: number, clause: Clause): number {
  const read = readAdjective(tokens, index)
  if (!read) return 0
  clause.words.push(describe(read, clause.subject ?? LISTENER))
  return read.before.length + 1
}

function writeRest(tokens: readonly RawToken[], index: number, clause: Clause): number {
  const token = tokens[index]!
  if (token.kind === 'reference') {
    const fixed = meaningOf(token, 'fixed')?.word.french ?? meaningOf(token, 'digits')?.text
    if (fixed !== undefined) clause.words.push(fixed)
    return 1
  }
  if (token.kind === 'sign' || opensClause(tokens, index, clause)) {
    clause.subject = undefined
    clause.hasVerb = false
  }
  if (token.kind === 'word' && token.text === 'en')
    clause.words.push(beforeCountry(tokens[index + 1]))
  else clause.words.push(token.text.replaceAll('_', ' '))
  return 1
}

/** "en France", but "au Canada". */
function beforeCountry(token: RawToken | undefined): string {
  const noun = meaningOf(token, 'noun')?.noun
  return noun?.kind === 'country' && noun.gender === 'm' && !startsWithVowel(noun.french)
    ? 'au'
    : 'en'
}

/** "et" and "ou" open a clause when a subject and its verb follow; the other conjunctions always do. */
function opensClause(tokens: readonly RawToken[], index: number, clause: Clause): boolean {
  if (!isWord(tokens[index], CONJUNCTIONS)) return isWord(tokens[index], QUESTIONS)
  if (!isWord(tokens[index], ['et', 'ou'])) return true
  if (!clause.hasVerb) return false
  const phrase = readNounPhrase(tokens, index + 1)
  return phrase !== undefined && readVerbGroup(tokens, index + 1 + phrase.length) !== undefined
}
