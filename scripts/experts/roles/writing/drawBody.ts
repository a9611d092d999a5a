import type { MoveName } from '#runtime/experts/writing/moves.ts'
import { BLUNT } from './bluntTelling.ts'
import { type Draft, writePlain, writeWording } from './draft.ts'
import { drawGerund, drawNote, PART_DRAWERS } from './drawPart.ts'
import type { Manner } from './manner.ts'
import { NOTES } from './noteTelling.ts'
import { WORDY } from './wordyTelling.ts'

export const MANNERS = { blunt: BLUNT, wordy: WORDY, notes: NOTES } as const satisfies Readonly<
  Record<string, Manner>
>
export type MannerName = keyof typeof MANNERS

type Weights = Readonly<Partial<Record<MoveName, number>>>

/** How often a part is drawn; `to` and `from` are drawn apart, and a reason only after something to explain. */
const WEIGHTS: Weights = {
  ask: 7,
  fact: 6,
  fault: 3,
  cant: 3,
  stop: 2,
  want: 2,
  wait: 2,
  know: 2,
  thanks: 1,
  sorry: 1,
}
const NOTE_WEIGHTS: Weights = {
  ask: 6,
  fact: 7,
  when: 4,
  where: 3,
  cant: 2,
  stop: 1,
  want: 2,
  wait: 1,
  know: 2,
  thanks: 2,
  sorry: 1,
}

const REASON_SHARE = 0.22
const NOISE_SHARE = { blunt: 0.3, wordy: 0.3, notes: 0.08 } as const

const QUESTION = /^(?:can|could|would|why|who|where|how|is|do|does|may|am|what)\b/i

/** What a body is drawn from. */
export type BodyPlan = {
  readonly manner: MannerName
  /** Which part is in a wording never trained. */
  readonly changed: 'part' | 'noise' | 'other'
  readonly hasReader: boolean
}

/** Writes the text that is to be rewritten at the end of a draft. */
export function drawBody(draft: Draft, plan: BodyPlan): void {
  const { random } = draft
  const moves = drawMoves(draft, plan)
  const heldOut = plan.changed === 'part' ? random.integer(0, moves.length - 1) : -1
  const places = moves.flatMap((name, index) => (name === 'why' ? [] : [index]))
  const noiseBefore = plan.changed === 'noise' ? random.pick(places) : -1
  const isNotes = plan.manner === 'notes'
  const separator = isNotes ? random.pick([', ', ', ', '\n', '; ', '. ', ' - ', '\n- ']) : undefined
  if (separator === '\n- ') draft.text += '- '
  for (const [index, name] of moves.entries()) {
    const isHeldOutNoise = index === noiseBefore
    // A reason goes on with the sentence before it.
    if (isHeldOutNoise || (name !== 'why' && random.chance(NOISE_SHARE[plan.manner])))
      writeNoise(draft, { plan, separator, side: isHeldOutNoise ? 'heldOut' : 'train' })
    const wordings = (MANNERS[plan.manner] as Manner).parts[name]!
    const start = draft.text.length
    const wording = random.pick(wordings[index === heldOut ? 'heldOut' : 'train'])
    const usual = isNotes && name === 'fact' ? drawNote : PART_DRAWERS[name]
    const draw = wording.startsWith('~') ? drawGerund : usual
    writeWording(draft, wording.replace(/^~/, ''), { name, draw })
    const isQuestion = QUESTION.test(draft.text.slice(start)) && random.chance(0.8)
    const end = isQuestion ? '? ' : random.pick(['. ', '. ', '. ', '! ', '.\n', '; ', ', '])
    draft.text += separator ?? end
  }
  if (!isNotes && random.chance(NOISE_SHARE[plan.manner]))
    writeNoise(draft, { plan, separator: '. ', side: 'train' })
  draft.text = draft.text.replace(/[.,;!\s-]+$/, '')
  if (!isNotes && !draft.text.endsWith('?') && random.chance(0.7)) draft.text += '.'
}

type Noise = {
  readonly plan: BodyPlan
  readonly separator: string | undefined
  readonly side: 'train' | 'heldOut'
}

/** Writes a sentence that says nothing. */
function writeNoise(draft: Draft, { plan, separator, side }: Noise): void {
  writePlain(draft, draft.random.pick(MANNERS[plan.manner].noise[side]))
  draft.text += separator ?? draft.random.pick(['. ', '. ', '! ', '? ', ', '])
}

/** Returns what the parts of a text do, in order. */
function drawMoves({ random }: Draft, { manner, hasReader }: BodyPlan): MoveName[] {
  const isNotes = manner === 'notes'
  const count = random.pick(isNotes ? [1, 2, 2, 3, 3, 4] : [1, 1, 1, 2, 2, 2, 3])
  const moves: MoveName[] = []
  const pool = Object.entries(isNotes ? NOTE_WEIGHTS : WEIGHTS).flatMap(([name, weight]) =>
    Array.from({ length: weight }, () => name as MoveName),
  )
  while (moves.length < count) {
    const name = random.pick(pool)
    const isOnce = name === 'when' || name === 'where'
    if (isOnce && moves.includes(name)) continue
    moves.push(name)
    if (!isOnce && name !== 'thanks' && random.chance(REASON_SHARE)) moves.push('why')
  }
  if (isNotes && !hasReader && random.chance(0.45))
    moves.splice(random.pick([0, 0, moves.length]), 0, 'to')
  return moves
}
