import { MOVES, type MoveName, STYLES, type Style } from '#runtime/experts/writing/moves.ts'
import { type Piece, readPieces } from '#runtime/experts/writing/readPieces.ts'
import { findToneFaults } from '#runtime/experts/writing/toneRules.ts'
import { writingExpert } from '#runtime/experts/writing/writingExpert.ts'
import type { Example, RoleGenerator } from '../../example.ts'
import type { Random } from '../../random.ts'
import { chooseWording, renderWording } from '../../template.ts'
import type { Tier, Wordings } from '../../wordings.ts'
import { BLUNT } from './bluntWordings.ts'
import { drawNote, PART_DRAWERS, SMALL_WORDS } from './drawPart.ts'
import { AFTERTHOUGHTS, INSTRUCTIONS } from './instructions.ts'
import type { Manner } from './manner.ts'
import { NOTES } from './noteWordings.ts'
import { WORDY } from './wordyWordings.ts'

const MANNERS = { blunt: BLUNT, wordy: WORDY, notes: NOTES } as const
type MannerName = keyof typeof MANNERS

/** Manners a style is asked for, the usual one several times. */
const USUAL_MANNERS: Readonly<Record<Style, readonly MannerName[]>> = {
  polite: ['blunt', 'blunt', 'blunt', 'blunt', 'wordy', 'notes'],
  friendly: ['blunt', 'blunt', 'blunt', 'wordy', 'notes'],
  brief: ['wordy', 'wordy', 'wordy', 'wordy', 'blunt'],
  message: ['notes', 'notes', 'notes', 'notes', 'notes', 'blunt'],
}

/** How often a part is drawn; `to` and `from` are drawn apart, and a reason only after something to explain. */
const WEIGHTS: readonly (readonly [MoveName, number])[] = [
  ['ask', 7],
  ['fact', 6],
  ['fault', 3],
  ['cant', 3],
  ['stop', 2],
  ['want', 2],
  ['wait', 2],
  ['know', 2],
  ['thanks', 1],
  ['sorry', 1],
]
const NOTE_WEIGHTS: readonly (readonly [MoveName, number])[] = [
  ['ask', 6],
  ['fact', 7],
  ['when', 4],
  ['where', 3],
  ['cant', 2],
  ['stop', 1],
  ['want', 2],
  ['wait', 1],
  ['know', 2],
  ['thanks', 2],
  ['sorry', 1],
]

/** Many people type without capitals. */
const LOWER_CASE_SHARE = 0.15

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
      Object.entries(MANNERS).flatMap(([manner, { parts, noise, greetings }]) => [
        ...Object.entries(parts).map(([move, wordings]) => [`${manner} ${move}`, wordings]),
        [`${manner} noise`, noise],
        [`${manner} greetings`, greetings],
      ]),
    ),
  },
  otherWordings: SMALL_WORDS,
  isValid: (answer) => findToneFaults(answer).length === 0,
  agrees: (answer, truth) => answer === truth,
  showcase: [
    'Make this polite: Anna, send me the report by Friday, now! The client is waiting.',
    'Make this friendly: You forgot the keys again. Bring them to the office tomorrow at 9 am or else.',
    'Shorten this: Hi Ben, I hope this finds you well. I was wondering if you could possibly book the room for 12 people on 14 March. I also wanted to let you know that the meeting is moved to 3 pm.',
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

/** Which part is in a wording never trained; at most one. */
type Changed = 'instruction' | 'part' | 'noise' | 'greeting' | 'none'

/** What has been written so far. */
type Draft = { text: string; readonly spans: { name: MoveName; start: number; end: number }[] }

function drawExample(random: Random, tier: Tier): Example | undefined {
  const style = random.pick(STYLES)
  const mannerName = random.pick(USUAL_MANNERS[style])
  const manner = MANNERS[mannerName]
  const changed: Changed =
    tier === 'W'
      ? random.pick(['instruction', 'part', 'part', 'part', 'noise', 'greeting'] as const)
      : 'none'
  const draft: Draft = { text: '', spans: [] }
  const isAfter = random.chance(0.12)
  const side = (part: Changed) => (changed === part ? 'heldOut' : 'train') as 'heldOut' | 'train'
  const instruction = chooseWording(
    random.pick((isAfter ? AFTERTHOUGHTS : INSTRUCTIONS)[style][side('instruction')]),
    random,
  )
  const names = { instruction: instruction.includes('{to}') }
  const quote = random.chance(0.1) ? '"' : ''
  if (!isAfter) {
    write(draft, setCapital(instruction, '', random).replace('{to}', '{x}'), 'to', random, tier)
    draft.text += random.pick([': ', ': ', ': ', ':\n', ':\n\n']) + quote
  }
  const hasGreeting = changed === 'greeting' || (!names.instruction && random.chance(0.4))
  if (hasGreeting && !names.instruction)
    write(
      draft,
      setCapital(random.pick(manner.greetings[side('greeting')]), draft.text, random),
      'to',
      random,
      tier,
    )
  else if (changed === 'greeting') return undefined
  writeBody(draft, { manner, mannerName, changed, random, tier, hasTo: draft.spans.length > 0 })
  draft.text = draft.text.trimEnd() + quote
  if (isAfter)
    draft.text += random.pick([' - ', '\n', '\n\n', ' (']) + setCapital(instruction, '\n', random)
  return finishExample(draft, style, random)
}

type Body = {
  readonly manner: Manner
  readonly mannerName: MannerName
  readonly changed: Changed
  readonly random: Random
  readonly tier: Tier
  readonly hasTo: boolean
}

function writeBody(draft: Draft, body: Body): void {
  const { manner, mannerName, changed, random, tier } = body
  const isNotes = mannerName === 'notes'
  const moves = drawMoves(body)
  const heldOut = changed === 'part' ? random.integer(0, moves.length - 1) : -1
  const noiseShare = isNotes ? 0.08 : 0.3
  let noiseLeft = changed === 'noise' ? 1 : 0
  const separator = isNotes ? random.pick([', ', ', ', '\n', '; ', '. ', ' - ', '\n- ']) : ''
  if (separator === '\n- ') draft.text += '- '
  const end = () => (isNotes ? separator : random.pick(['. ', '. ', '. ', '! ', '.\n', '; ', ', ']))
  for (const [index, name] of moves.entries()) {
    if (noiseLeft > 0 || random.chance(noiseShare)) {
      const side = noiseLeft > 0 ? 'heldOut' : 'train'
      noiseLeft = 0
      draft.text += setCapital(
        chooseWording(random.pick(manner.noise[side]), random),
        draft.text,
        random,
      )
      draft.text += isNotes ? separator : random.pick(['. ', '. ', '! ', '? ', ', '])
    }
    const wordings = manner.parts[name]!
    const side = index === heldOut ? 'heldOut' : 'train'
    const chosen = chooseWording(random.pick(wordings[side]), random)
    const goesOn = chosen.startsWith('+')
    const wording = goesOn ? chosen.slice(1).trimStart() : setCapital(chosen, draft.text, random)
    if (goesOn) draft.text = draft.text.replace(/[.!;,\s-]*$/, wording.startsWith(',') ? '' : ' ')
    write(draft, wording, name, random, tier, isNotes)
    const isQuestion = /^(?:can|could|would|why|who|where|how|is|do|does|may|am|what)\b/i.test(
      wording,
    )
    draft.text += isQuestion && random.chance(0.8) && !isNotes ? '? ' : end()
  }
  if (!isNotes && random.chance(noiseShare))
    draft.text += `${setCapital(chooseWording(random.pick(manner.noise.train), random), draft.text, random)}. `
  draft.text = draft.text.replace(/[.,;!\s-]+$/, random.chance(0.7) && !isNotes ? '.' : '')
}

/** Returns what the parts of a text do, in order. */
function drawMoves({ mannerName, random, changed, hasTo }: Body): MoveName[] {
  const isNotes = mannerName === 'notes'
  const count = random.pick(isNotes ? [1, 2, 2, 3, 3, 4] : [1, 1, 1, 2, 2, 2, 3])
  const moves: MoveName[] = []
  const pool = (isNotes ? NOTE_WEIGHTS : WEIGHTS).flatMap(([name, weight]) =>
    Array.from({ length: weight }, () => name),
  )
  while (moves.length < count) {
    const name = random.pick(pool)
    const isOnce = name === 'when' || name === 'where'
    if (isOnce && moves.includes(name)) continue
    moves.push(name)
    if (!isOnce && name !== 'thanks' && random.chance(0.22)) moves.push('why')
  }
  if (isNotes) {
    if (!hasTo && random.chance(0.45)) moves.splice(random.pick([0, 0, moves.length]), 0, 'to')
    if (random.chance(0.2)) moves.push('from')
  }
  return changed === 'part' && moves.every((name) => MOVES.indexOf(name) < 0) ? ['ask'] : moves
}

function write(
  draft: Draft,
  wording: string,
  name: MoveName,
  random: Random,
  tier: Tier,
  isNotes = false,
): void {
  const holds = wording.includes('{x}')
  const drawer = isNotes && name === 'fact' ? drawNote : PART_DRAWERS[name]
  const value = holds ? drawer(random, tier) : ''
  const starts = /^(?:\{x\}|"\{x\})/.test(wording) && /(?:^|[.!?:"\n] ?|- )$/.test(draft.text)
  const shown =
    starts && random.chance(0.85) ? value.charAt(0).toUpperCase() + value.slice(1) : value
  const { text, spans } = renderWording(wording, { x: shown })
  const span = spans.get('x')
  if (span)
    draft.spans.push({
      name,
      start: draft.text.length + span.start,
      end: draft.text.length + span.end,
    })
  draft.text += text
}

/** Most begin a sentence with a capital, some don't. */
function setCapital(wording: string, before: string, random: Random): string {
  const isStart = /(?:^|[.!?:"\n] ?|- )$/.test(before)
  return isStart && random.chance(0.7)
    ? wording.charAt(0).toUpperCase() + wording.slice(1)
    : wording
}

/** Returns the example, or nothing when code reads the text otherwise than it was meant. */
function finishExample(draft: Draft, style: Style, random: Random): Example | undefined {
  const { spans } = draft
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
