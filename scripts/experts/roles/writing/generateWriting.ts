import { STYLES, type Style } from '#runtime/experts/writing/moves.ts'
import { type Piece, readPieces } from '#runtime/experts/writing/readPieces.ts'
import { findToneFaults } from '#runtime/experts/writing/toneRules.ts'
import { writingExpert } from '#runtime/experts/writing/writingExpert.ts'
import type { Example, RoleGenerator } from '../../example.ts'
import type { Random } from '../../random.ts'
import type { Tier, Wordings } from '../../wordings.ts'
import { type Draft, writePlain, writeWording } from './draft.ts'
import { drawBody, MANNERS, type MannerName } from './drawBody.ts'
import { PART_DRAWERS } from './drawPart.ts'
import { AFTERTHOUGHTS, INSTRUCTIONS } from './instructions.ts'
import { SMALL_WORDS } from './values.ts'

/** Manners a style is asked for, the usual one several times. */
const USUAL_MANNERS: Readonly<Record<Style, readonly MannerName[]>> = {
  polite: ['blunt', 'blunt', 'blunt', 'blunt', 'wordy', 'notes'],
  friendly: ['blunt', 'blunt', 'blunt', 'wordy', 'notes'],
  brief: ['wordy', 'wordy', 'wordy', 'wordy', 'blunt'],
  message: ['notes', 'notes', 'notes', 'notes', 'notes', 'blunt'],
}

/** Many people type without capitals. */
const LOWER_CASE_SHARE = 0.15

/** How often the instruction comes last, the text is quoted, the reader is greeted. */
const AFTERTHOUGHT_SHARE = 0.12
const QUOTED_SHARE = 0.1
const GREETED_SHARE = 0.4

const SIGNED_SHARE = 0.15

const WRITER = { name: 'from', draw: PART_DRAWERS.from } as const
const READER = { name: 'to', draw: PART_DRAWERS.to } as const

/** The generator of the writing role. */
export const writingGenerator: RoleGenerator = {
  role: 'writing',
  sample: sampleWriting,
  testSets: {
    V: (random) => sampleWriting(random, 'V'),
    W: (random) => sampleWriting(random, 'W'),
  },
  wordings: {
    ...prefixed('instruction', INSTRUCTIONS),
    ...prefixed('afterthought', AFTERTHOUGHTS),
    ...Object.fromEntries(
      Object.entries(MANNERS).flatMap(([manner, { parts, noise, greetings, signatures }]) => [
        ...Object.entries(parts).map(([move, wordings]) => [`${manner} ${move}`, wordings]),
        [`${manner} noise`, noise],
        [`${manner} greetings`, greetings],
        [`${manner} signatures`, signatures],
      ]),
    ),
  },
  otherWordings: SMALL_WORDS,
  isValid: (answer) => findToneFaults(answer).length === 0,
  agrees: (answer, truth) => answer === truth,
  showcase: [
    'Make this polite: Anna, send me the report by Friday, now! The client is waiting.',
    'Make this friendly: You forgot the keys again. Bring them to the office tomorrow at 9 am or else.',
    'Shorten this: Hi Ben, I was wondering if you could possibly book the room for 12 people on 14 March. I also wanted to let you know that the meeting is moved to 3 pm.',
    'Write a message from these notes: to Carla, meeting moved to Monday, bring the contract, where: room four, thanks for the help, from Tom',
    "Rewrite politely: I can't come to the party on Saturday because my car is broken.",
  ],
}

function prefixed(
  prefix: string,
  lists: Readonly<Record<string, Wordings>>,
): Record<string, Wordings> {
  return Object.fromEntries(
    Object.entries(lists).map(([name, wordings]) => [`${prefix} ${name}`, wordings]),
  )
}

function sampleWriting(random: Random, tier: Tier): Example {
  for (;;) {
    const example = drawExample(random, tier)
    if (example) return example
  }
}

function drawExample(random: Random, tier: Tier): Example | undefined {
  const style = random.pick(STYLES)
  const manner = random.pick(USUAL_MANNERS[style])
  // At most one part is in a wording never trained.
  const changed =
    tier === 'W'
      ? random.pick([
          'instruction',
          'part',
          'part',
          'part',
          'noise',
          'greeting',
          'signature',
        ] as const)
      : 'none'
  const side = (part: string): 'heldOut' | 'train' => (changed === part ? 'heldOut' : 'train')
  const draft: Draft = { random, tier, text: '', spans: [] }
  const isAfter = random.chance(AFTERTHOUGHT_SHARE)
  const quote = !isAfter && random.chance(QUOTED_SHARE) ? '"' : ''
  const instructions = isAfter ? AFTERTHOUGHTS : INSTRUCTIONS
  const instruction = random.pick(instructions[style][side('instruction')])
  if (!isAfter) {
    writeWording(draft, instruction.replace('{to}', '{x}'), READER)
    draft.text += random.pick([': ', ': ', ': ', ':\n', ':\n\n']) + quote
  }
  const isNamed = draft.spans.length > 0
  if (isNamed && changed === 'greeting') return undefined
  if (changed === 'greeting' || (!isNamed && random.chance(GREETED_SHARE)))
    writeWording(draft, random.pick(MANNERS[manner].greetings[side('greeting')]), READER)
  drawBody(draft, {
    manner,
    changed: changed === 'part' || changed === 'noise' ? changed : 'other',
    hasReader: draft.spans.length > 0,
  })
  if (changed === 'signature' || random.chance(SIGNED_SHARE)) {
    const stop = /[.?!]$/.test(draft.text) ? ' ' : '. '
    draft.text += random.pick(manner === 'notes' ? [', ', '\n', '. '] : ['\n', '\n\n', stop])
    writeWording(draft, random.pick(MANNERS[manner].signatures[side('signature')]), WRITER)
  }
  draft.text = draft.text.trimEnd() + quote
  if (isAfter) writeAfterthought(draft, instruction)
  return finishExample(draft, style)
}

function writeAfterthought(draft: Draft, instruction: string): void {
  const [before, after] = draft.random.pick([
    [' - ', ''],
    ['\n', ''],
    ['\n\n', ''],
    [' (', ')'],
  ] as const)
  draft.text += before
  writePlain(draft, instruction)
  draft.text += after
}

/** Returns the example, or nothing when code reads the text otherwise than it was meant. */
function finishExample(draft: Draft, style: Style): Example | undefined {
  const { random, spans } = draft
  const prompt = random.chance(LOWER_CASE_SHARE) ? draft.text.toLowerCase() : draft.text
  const pieces = readPieces(prompt).filter((part): part is Piece => part.kind !== 'mark')
  if (prompt.length > 600 || spans.length > 9) return undefined
  if (pieces.at(-1)?.reference === undefined) return undefined
  const parts: string[] = [style]
  for (const { name, start, end } of spans) {
    const first = pieces.find((piece) => piece.start === start)
    const last = pieces.find(
      (piece) => piece.end === end || (piece.end === end - 1 && prompt[end - 1] === '.'),
    )
    if (!first?.reference || !last?.reference || first.sentence !== last.sentence) return undefined
    const run = first === last ? '' : `-${last.reference}`
    parts.push(`${name}=${first.reference}${run}`)
  }
  const raw = parts.join(' ')
  return {
    prompt,
    raw,
    answer: writingExpert.finish(raw, prompt).answer,
    family: style,
    values: spans.map(({ name, start, end }) => `${name}:${draft.text.slice(start, end)}`),
  }
}
