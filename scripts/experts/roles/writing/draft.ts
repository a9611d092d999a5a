import type { MoveName } from '#runtime/experts/writing/moves.ts'
import type { Random } from '../../random.ts'
import { chooseWording, renderWording } from '../../template.ts'
import type { Tier } from '../../wordings.ts'
import type { PartDrawer } from './drawPart.ts'

/** A text while it is written, and where its parts stand in it. */
export type Draft = {
  readonly random: Random
  readonly tier: Tier
  text: string
  readonly spans: { readonly name: MoveName; readonly start: number; readonly end: number }[]
}

const SENTENCE_START = /(?:^|[.!?:"\n] ?|- )$/

/** How often a sentence begins with a capital; a part that begins one nearly always does. */
const CAPITAL_SHARE = 0.7
const PART_CAPITAL_SHARE = 0.85

/**
 * Writes one of the texts that a wording stands for at the end of a draft; words for {x} are drawn.
 *
 * @param wording - A template; one that begins with `+` goes on with the sentence before it.
 * @param part - What the part does, and who draws its words.
 */
export function writeWording(
  draft: Draft,
  wording: string,
  part: { readonly name: MoveName; readonly draw: PartDrawer },
): void {
  const { random, tier } = draft
  const space = /\s*$/.exec(wording)![0]
  const chosen = chooseWording(wording, random)
  const goesOn = chosen.startsWith('+')
  const template = goesOn ? chosen.slice(1).trimStart() : startSentence(draft, chosen)
  if (goesOn) draft.text = draft.text.replace(/[.!;,\s-]*$/, template.startsWith(',') ? '' : ' ')
  const words = template.includes('{x}') ? part.draw(random, tier) : ''
  const starts = template.startsWith('{x}') && SENTENCE_START.test(draft.text)
  const shown = starts && random.chance(PART_CAPITAL_SHARE) ? capital(words) : words
  const { text, spans } = renderWording(template, { x: shown })
  const span = spans.get('x')
  const offset = draft.text.length
  if (span)
    draft.spans.push({ name: part.name, start: offset + span.start, end: offset + span.end })
  draft.text += text + space
}

/** Writes one of the texts that a wording without words of its own stands for. */
export function writePlain(draft: Draft, wording: string): void {
  draft.text += startSentence(draft, chooseWording(wording, draft.random))
}

/** Most people begin a sentence with a capital, some don't. */
function startSentence({ text, random }: Draft, sentence: string): string {
  return SENTENCE_START.test(text) && random.chance(CAPITAL_SHARE) ? capital(sentence) : sentence
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
