import type { MoveName } from '#runtime/experts/writing/moves.ts'
import { inventWord, pickValue } from '../../pickValue.ts'
import type { Random } from '../../random.ts'
import type { Tier, Values } from '../../wordings.ts'
import { drawDate, drawDuration, drawTime } from '../tools/drawTyped.ts'
import * as values from './values.ts'

/** Of words in training, how many are made up: where a word stands must count more than what it says. */
const INVENTED_SHARE = 0.45

/** Draws the words of one part; the tier decides which side of the value lists it sees. */
export type PartDrawer = (random: Random, tier: Tier) => string

/** By what the part does. */
export const PART_DRAWERS: Readonly<Record<MoveName, PartDrawer>> = {
  to: drawPerson,
  from: drawName,
  ask: drawAction,
  stop: drawAction,
  want: drawThing,
  wait: drawThing,
  know: drawQuestion,
  cant: drawAction,
  fact: drawStatement,
  fault: drawFault,
  why: drawReason,
  thanks: drawThing,
  sorry: drawThing,
  when: drawWhen,
  where: (random, tier) => pickValue(values.PLACES, tier, random),
}

/** Returns what somebody is asked to do: `send me the report by Friday`. */
function drawAction(random: Random, tier: Tier): string {
  const action = drawBareAction(random, tier)
  return random.chance(0.55) ? `${action} ${drawTail(random)}` : action
}

/** Returns what somebody is asked to stop: `parking in front of the house`. */
export function drawGerund(random: Random, tier: Tier): string {
  const gerund = `${drawVerbStem(random, tier)}ing`
  const rest = random.pick([
    '',
    ` ${drawThing(random, tier)}`,
    ` ${drawThing(random, tier)}`,
    ` ${random.pick(['in', 'at', 'on', 'about', 'with', 'to'])} ${drawThing(random, tier)}`,
    ` ${random.pick(['me', 'us', 'it', drawName(random, tier)])}`,
  ])
  return `${gerund}${rest}${random.chance(0.25) ? ` ${drawTail(random)}` : ''}`
}

function drawBareAction(random: Random, tier: Tier): string {
  const verb = () => drawVerb(random, tier)
  const thing = () => drawThing(random, tier)
  switch (random.integer(0, 11)) {
    case 0:
      return `${verb()} ${random.pick(['me', 'us', 'him', 'her', 'them'])} ${thing()}`
    case 1:
      return `${verb()} ${drawName(random, tier)} ${thing()}`
    case 2:
    case 3:
      return `${pickValue(values.VERBS_WITH, tier, random)} ${thing()}`
    case 4:
      return `${verb()} ${thing()} and ${verb()} ${thing()}`
    case 5:
      return `${verb()} ${thing()} ${random.pick(['to', 'for', 'with', 'from'])} ${random.chance(0.5) ? drawName(random, tier) : thing()}`
    case 6:
      return random.pick([verb(), `${verb()} ${random.pick(['it', 'them', 'me', 'us'])}`])
    case 7:
      return `be ${drawAdjective(random, tier)}`
    case 8:
      return `${verb()} ${random.pick(['to', 'in', 'at', 'on', 'about', 'with'])} ${thing()}`
    default:
      return `${verb()} ${thing()}`
  }
}

/** Returns a thing with what goes before it: `the new report`, `450 dollars`, `Anna's key`. */
function drawThing(random: Random, tier: Tier): string {
  const noun = drawNoun(random, tier)
  const adjective = random.chance(0.25) ? `${drawAdjective(random, tier)} ` : ''
  const article = random.pick(['the', 'the', 'the', 'my', 'your', 'our', 'a', 'this', 'all the'])
  const plain = `${article} ${adjective}${noun}`.replace(/^a (?=[aeiou])/, 'an ')
  switch (random.integer(0, 11)) {
    case 0:
      return `${random.integer(2, 60)} ${noun}s`
    case 1:
      return drawMoney(random)
    case 2:
      return `${drawName(random, tier)}'s ${noun}`
    case 3:
      return `${plain} ${random.pick(['for', 'of', 'from', 'about', 'with', 'in'])} ${random.chance(0.4) ? drawName(random, tier) : `the ${drawNoun(random, tier)}`}`
    case 4:
      return `${plain} and the ${drawNoun(random, tier)}`
    default:
      return plain
  }
}

/** Returns a statement with its verb. */
function drawStatement(random: Random, tier: Tier): string {
  const subject = random.chance(0.3)
    ? random.pick(['I', 'we', 'it', 'they'])
    : random.chance(0.3)
      ? drawName(random, tier)
      : drawThing(random, tier)
  const be = subject === 'I' ? 'am' : /^(?:we|they|\d|all)|s$| and /.test(subject) ? 'are' : 'is'
  const tail = random.chance(0.45) ? ` ${drawTail(random)}` : ''
  return `${subject} ${drawPredicate(random, tier, be)}${tail}`
}

/** Returns a statement as notes have it, mostly without a verb: `meeting moved to Friday`. */
export function drawNote(random: Random, tier: Tier): string {
  if (random.chance(0.35)) return drawStatement(random, tier)
  const subject = random.pick([
    drawNoun(random, tier),
    drawName(random, tier),
    drawThing(random, tier),
    `${drawNoun(random, tier)}s`,
  ])
  const tail = random.chance(0.5)
    ? ` ${random.chance(0.5) ? drawTail(random) : `to ${drawWhen(random)}`}`
    : ''
  return `${subject} ${random.chance(0.15) ? 'not ' : ''}${drawParticiple(random, tier)}${tail}`
}

function drawPredicate(random: Random, tier: Tier, be: string): string {
  const thing = () => drawThing(random, tier)
  const participle = () => drawParticiple(random, tier)
  const past = be === 'is' ? 'was' : 'were'
  const have = be === 'is' ? 'has' : 'have'
  switch (random.integer(0, 12)) {
    case 12:
      return `${random.pick([be, `${have} been`])} ${drawGerund(random, tier)}`
    case 0:
      return `${be} ${random.pick(['', '', 'not ', 'still '])}${drawAdjective(random, tier)}`
    case 1:
      return `${be} ${participle()}`
    case 2:
      return `${random.pick([`${have} been`, 'will be', be, be === 'am' ? 'was' : past])} ${participle()}`
    case 3:
      return `will ${drawBareAction(random, tier)}`
    case 4:
      return `will be ${random.pick([drawAdjective(random, tier), `in ${thing()}`, `at ${thing()}`])}`
    case 5:
      return be === 'is' ? `costs ${drawMoney(random)}` : `${be} ${drawAdjective(random, tier)}`
    case 6:
      return `${have} ${participle()} ${thing()}`
    case 7:
      return `${be} ${random.pick(['in', 'at', 'on', 'with', 'from'])} ${thing()}`
    case 8:
      return `${drawPast(random, tier)} ${thing()}`
    case 9:
      return `${random.pick(be === 'am' ? ['did not', 'can'] : ['did not', 'will not', 'can'])} ${drawBareAction(random, tier)}`
    case 10:
      return `${be} ${participle()} ${random.pick(['to', 'by', 'for', 'in'])} ${random.chance(0.4) ? drawName(random, tier) : thing()}`
    default:
      return `${be} ${random.pick(['', 'too ', 'very '])}${drawAdjective(random, tier)} for ${thing()}`
  }
}

function drawFault(random: Random, tier: Tier): string {
  const tail = random.chance(0.35) ? ` ${drawTail(random)}` : ''
  const thing = () => drawThing(random, tier)
  switch (random.integer(0, 10)) {
    case 6:
      return `you ${random.pick(['never', 'always', 'do not', "don't"])} ${drawAction(random, tier)}`
    case 7:
      return `you are ${random.pick(['always', 'never', 'still', 'too', 'not'])} ${drawAdjective(random, tier)}${tail}`
    case 8:
      return `you keep ${drawGerund(random, tier)}`
    case 0:
      return `you did not ${drawAction(random, tier)}`
    case 1:
      return `you were ${drawAdjective(random, tier)}${tail}`
    case 2:
      return `you have not ${drawParticiple(random, tier)} ${thing()}${tail}`
    case 3:
      return `you ${drawPast(random, tier)} ${thing()} ${random.pick(['in', 'on', 'to', 'with', 'for'])} ${thing()}${tail}`
    default:
      return `you ${drawPast(random, tier)} ${thing()}${tail}`
  }
}

function drawReason(random: Random, tier: Tier): string {
  if (random.chance(0.12)) return `I need ${drawThing(random, tier)}`
  if (random.chance(0.1)) return `you are ${drawAdjective(random, tier)}`
  return drawStatement(random, tier)
}

function drawQuestion(random: Random, tier: Tier): string {
  const statement = () => drawStatement(random, tier)
  const thing = () => drawThing(random, tier)
  switch (random.integer(0, 6)) {
    case 0:
      return `${random.pick(['if', 'whether'])} you can ${drawAction(random, tier)}`
    case 1:
      return `${random.pick(['if', 'whether'])} ${statement()}`
    case 2:
      return `where ${thing()} ${random.pick(['is', 'are', 'was'])}`
    case 3:
      return `when ${thing()} ${random.pick(['is', 'will be'])} ${drawParticiple(random, tier)}`
    case 4:
      return `how ${random.pick(['much', 'many'])} ${drawNoun(random, tier)}s ${random.pick(['you need', 'we have', 'there are'])}`
    case 5:
      return `who ${random.pick(['has', 'will have', drawPast(random, tier)])} ${thing()}`
    default:
      return `${random.pick(['when', 'why', 'where', 'how'])} ${statement()}`
  }
}

/** Returns when something is to happen, as a part of a sentence. */
function drawTail(random: Random): string {
  const date = drawDate(random)
  const on = date.takesOn ? `on ${date.text}` : date.text
  switch (random.integer(0, 8)) {
    case 0:
    case 1:
      return `by ${date.text}`
    case 2:
      return `${random.pick(['before', 'until', 'at', 'by'])} ${drawTime(random)}`
    case 3:
      return `${on} at ${drawTime(random)}`
    case 4:
      return `${random.pick(['in', 'within', 'for'])} ${drawDuration(random)}`
    case 5:
      return `before ${date.text}`
    default:
      return on
  }
}

function drawWhen(random: Random): string {
  const { text } = drawDate(random)
  const form = random.next()
  if (form < 0.4) return `${text} at ${drawTime(random)}`
  return form < 0.6 ? `${text} ${drawTime(random)}` : text
}

function drawMoney(random: Random): string {
  const amount = random.integer(2, random.pick([99, 999, 9999]))
  return random.pick([`$${amount}`, `${amount} dollars`, `${amount} euros`, `€${amount}`])
}

function drawVerb(random: Random, tier: Tier): string {
  return invented(random, tier)
    ? inventWord(values.SYLLABLES, random)
    : pickValue(random.chance(0.6) ? values.VERBS : values.IRREGULAR_VERBS, tier, random)
}

function drawPast(random: Random, tier: Tier): string {
  if (random.chance(0.4)) return pickValue(values.IRREGULAR_PASTS, tier, random)
  return `${drawVerbStem(random, tier)}ed`
}

function drawVerbStem(random: Random, tier: Tier): string {
  const verb = invented(random, tier)
    ? inventWord(values.SYLLABLES, random)
    : pickValue(values.VERBS, tier, random)
  return verb.replace(/e$/, '')
}

function drawParticiple(random: Random, tier: Tier): string {
  return random.chance(0.5)
    ? pickValue(values.PARTICIPLES, tier, random)
    : `${drawVerbStem(random, tier)}ed`
}

function drawNoun(random: Random, tier: Tier): string {
  return drawWord(values.NOUNS, random, tier)
}

function drawAdjective(random: Random, tier: Tier): string {
  return drawWord(values.ADJECTIVES, random, tier)
}

function drawWord(list: Values, random: Random, tier: Tier): string {
  return invented(random, tier)
    ? inventWord(values.SYLLABLES, random)
    : pickValue(list, tier, random)
}

function drawName(random: Random, tier: Tier): string {
  if (!invented(random, tier)) return pickValue(values.NAMES, tier, random)
  const word = inventWord(values.SYLLABLES, random)
  return word.charAt(0).toUpperCase() + word.slice(1)
}

function drawPerson(random: Random, tier: Tier): string {
  return random.chance(0.8) ? drawName(random, tier) : pickValue(values.PEOPLE, tier, random)
}

function invented(random: Random, tier: Tier): boolean {
  return tier !== 'V' && random.chance(INVENTED_SHARE)
}
