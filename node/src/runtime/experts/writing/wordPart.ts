import { KNOWN_WORDS } from './knownWords.ts'
import type { Move, MoveName, Style } from './moves.ts'
import { plainWord } from './readPieces.ts'

/** A part of the body: who writes to whom stands elsewhere. */
export type Part = Move & { readonly name: Exclude<MoveName, 'to' | 'from'> }

/** Sentences for the first part of a kind and for later ones; `{}` is the part's own words. */
type Frames = readonly [first: string, later: string]

const FRAMES: Readonly<Record<Style, Readonly<Record<Part['name'], Frames>>>> = {
  polite: {
    ask: ['Could you please {}?', 'I would also be grateful if you could {}.'],
    stop: ['May I kindly ask you not to {}?', 'Please also do not {}.'],
    want: ['May I please have {}?', 'I would also be grateful for {}.'],
    wait: ['May I ask how things stand with {}?', 'I would also be glad of news about {}.'],
    know: ['Could you please let me know {}?', 'I would also like to know {}.'],
    cant: ['I am afraid that I cannot {}.', 'Unfortunately, I also cannot {}.'],
    fact: ['I would like to let you know that {}.', 'Please also note that {}.'],
    fault: ['It seems that {}.', 'It also seems that {}.'],
    why: ['The reason is that {}.', 'It is also because {}.'],
    thanks: ['Thank you very much for {}.', 'Thank you for {} as well.'],
    sorry: ['I apologize for {}.', 'I also apologize for {}.'],
    when: ['It is planned for {}.', 'The date is {}.'],
    where: ['The place is {}.', 'The place is also {}.'],
  },
  friendly: {
    ask: ['Would you mind helping me out? It would be great if you could {}.', 'And could you {}?'],
    stop: ['It would be great if you did not {}.', 'And please try not to {}.'],
    want: ['Could I have {}, please?', 'I would also love to have {}.'],
    wait: ['How are things going with {}?', 'Any news about {} too?'],
    know: ['Could you tell me {}?', 'I would also love to know {}.'],
    cant: ['I am sorry, but I cannot {}.', 'Sadly, I also cannot {}.'],
    fact: ['I just wanted to tell you that {}.', 'And just so you know, {}.'],
    fault: ['I think that {}.', 'I also think that {}.'],
    why: ['That is because {}.', 'It is also because {}.'],
    thanks: ['Thanks so much for {}.', 'Thanks for {} too.'],
    sorry: ['Sorry about {}.', 'And sorry about {}.'],
    when: ['It is planned for {}.', 'The date is {}.'],
    where: ['The place is {}.', 'The place is also {}.'],
  },
  brief: {
    ask: ['Please {}.', 'Please {}.'],
    stop: ['Please do not {}.', 'Please do not {}.'],
    want: ['Please let me have {}.', 'Please let me have {}.'],
    wait: ['Any news about {}?', 'Any news about {}?'],
    know: ['Please tell me {}.', 'Please tell me {}.'],
    cant: ['I cannot {}.', 'I cannot {}.'],
    fact: ['{}.', '{}.'],
    fault: ['{}.', '{}.'],
    why: ['Reason: {}.', 'Reason: {}.'],
    thanks: ['Thanks for {}.', 'Thanks for {}.'],
    sorry: ['Sorry for {}.', 'Sorry for {}.'],
    when: ['When: {}.', 'When: {}.'],
    where: ['Where: {}.', 'Where: {}.'],
  },
  message: {
    ask: ['Please {}.', 'Please also {}.'],
    stop: ['Please do not {}.', 'Please also do not {}.'],
    want: ['I would like to have {}.', 'I would also like to have {}.'],
    wait: ['Is there any news about {}?', 'Is there any news about {}?'],
    know: ['Could you tell me {}?', 'Could you also tell me {}?'],
    cant: ['Unfortunately, I cannot {}.', 'I also cannot {}.'],
    fact: ['I would like to tell you that {}.', 'Also, {}.'],
    fault: ['I noticed that {}.', 'I also noticed that {}.'],
    why: ['The reason is that {}.', 'It is also because {}.'],
    thanks: ['Thank you for {}.', 'Thank you for {} as well.'],
    sorry: ['I am sorry about {}.', 'I am also sorry about {}.'],
    when: ['It is planned for {}.', 'The date is {}.'],
    where: ['The place is {}.', 'The place is also {}.'],
  },
}

/** For what is to be stopped as a form in -ing: "stop parking here". */
const STOPS: Readonly<Record<Style, Frames>> = {
  polite: ['May I kindly ask you to stop {}?', 'Please also stop {}.'],
  friendly: ['It would be great if you could stop {}.', 'And please try to stop {}.'],
  brief: ['Please stop {}.', 'Please stop {}.'],
  message: ['Please stop {}.', 'Please also stop {}.'],
}

/** For a statement without a verb, or whose first word may be a name, "that" would not do. */
const NOTES: Readonly<Record<string, string>> = { fact: 'Please note: {}.', why: 'The reason: {}.' }

const VERB =
  /\b(?:is|are|was|were|am|be|has|have|had|will|would|can|could|cannot|does|do|did|must|should|may|might|costs?|needs?|\w+n['’]t|\w+['’](?:s|re|m|ve|ll|d))\b/i
const SUBJECT = /^(?:I|we|they|it|he|she|you|this|that|these|those|there)\b/i
const PARTICIPLE =
  /^(\S.*?) (not )?(\w{2,}ed|done|gone|sent|lost|broken|sold|paid|ready|late|sick|free|full|open|over|due|off|away|out|back|here|at|in|on)\b/i
/** After a past form it shows that the subject did it: `Anna moved the desk`. */
const OBJECT =
  /^ (?:the|an?|my|our|your|his|her|their|this|that|all|some|it|them|us|me|him|[$€£\d\p{Lu}])/u
const PLURAL = /(?:[^s]s|people|children)$| and /i

/**
 * Returns a part of a text as a sentence of a style.
 *
 * @param times - How many parts of its kind came before it.
 */
export function wordPart(style: Style, part: Part, times: number): string {
  const isGerund = part.name === 'stop' && /^\p{L}+ing\b/u.test(part.text)
  const [first, later] = isGerund ? STOPS[style] : FRAMES[style][part.name]
  const frame = times === 0 ? first : later
  if (part.name === 'when') return fill(frame, part.text.replace(/^(?:on|at|for) /i, ''))
  if (part.name !== 'fact' && part.name !== 'why') return fill(frame, lowerFirst(part))
  const text = completeClause(part.text)
  const fits = text !== undefined && /^(?:I\b|\p{Ll})/u.test(lowerFirst({ ...part, text }))
  if (style === 'brief') return fill(frame, text ?? part.text)
  if (!fits) return fill(NOTES[part.name]!, text ?? part.text)
  return fill(frame, lowerFirst({ ...part, text }))
}

/** Returns a statement with a verb: notes leave "is" and "are" out. Nothing when the place for it is unclear. */
function completeClause(text: string): string | undefined {
  if (VERB.test(text) || SUBJECT.test(text)) return text
  const match = PARTICIPLE.exec(text)
  if (!match) return undefined
  if (OBJECT.test(text.slice(match[0].length))) return text
  const subject = match[1]!
  const hasArticle = /^(?:the|a|an|my|our|your|his|her|their|all|no|some|\d\S*)\b/i.test(subject)
  const isName = /^\p{Lu}/u.test(subject)
  const article = hasArticle || isName ? '' : 'the '
  return `${article}${subject} ${PLURAL.test(subject) ? 'are' : 'is'}${text.slice(subject.length)}`
}

/** A sentence's first letter says nothing, unless the word may be a name. */
function lowerFirst({ name, text }: Pick<Part, 'name' | 'text'>): string {
  const word = /^[\p{L}'’]+/u.exec(text)?.[0] ?? ''
  if (/^I(?:['’]|$)/.test(word) || word.length === 0 || /\p{Lu}/u.test(word.slice(1))) return text
  const isVerb = name === 'ask' || name === 'stop' || name === 'cant'
  if (!isVerb && !KNOWN_WORDS.has(plainWord(word))) return text
  return text.charAt(0).toLowerCase() + text.slice(1)
}

function fill(frame: string, text: string): string {
  const ended = text.replace(/[\s,;:.!?-]+$/, '')
  const sentence = frame.replace('{}', () => ended)
  return sentence.charAt(0).toUpperCase() + sentence.slice(1)
}
