import type { GateClass } from '#routing/gateModel.ts'
import { findGenerator } from '../experts/getGenerator.ts'
import type { Random } from '../experts/random.ts'
import { drawOutOfScope } from './drawOutOfScope.ts'
import { fillWording } from './fillWording.ts'
import { type Tier, valueSideOf, wordingsOf } from './gateText.ts'
import { ROLE_TEXTS } from './roles/roleTexts.ts'

/** Of a role's prompts, the share that its expert's own generator draws; the others are shorter and freer. */
const GENERATOR_SHARE = 0.65

/** A sentence alone, which the expert would put into French, says of no role what is to be done with it. */
const NAMES_LANGUAGE = /\b(?:french|translat\w+)\b/i

const OPENINGS = ['please ', 'can you ', 'could you ', 'hi, ', 'hello, ', 'now ', 'also ', 'then ']
const ENDINGS = [' please', ', please', ' thanks', ' now', '.', '!']

/** Returns one prompt of a class, worded and filled by chance. */
export function drawPrompt(kind: GateClass, tier: Tier, random: Random): string {
  if (kind === 'none') return dress(drawOutOfScope(tier, random), random)
  const generator = findGenerator(kind)
  if (generator && random.chance(GENERATOR_SHARE)) {
    const { prompt } = generator.sample(random, generatorTierOf(tier))
    if (kind !== 'translation' || NAMES_LANGUAGE.test(prompt)) return prompt
  }
  return dress(fillWording(random.pick(wordingsOf(ROLE_TEXTS[kind], tier)), tier, random), random)
}

function generatorTierOf(tier: Tier): 'train' | 'V' | 'W' {
  if (tier === 'wordings') return 'W'
  return valueSideOf(tier) === 'heldOut' ? 'V' : 'train'
}

/** People write in many ways: polite, in a hurry, without capitals. */
function dress(text: string, random: Random): string {
  let dressed = text
  if (random.chance(0.12)) dressed = random.pick(OPENINGS) + dressed
  if (random.chance(0.08)) dressed = dressed.replace(/[.?!]$/, '') + random.pick(ENDINGS)
  if (random.chance(0.2)) dressed = dressed.replace(/[.?!]$/, '')
  if (random.chance(0.3)) dressed = dressed.toLowerCase()
  if (random.chance(0.3)) dressed = dressed.slice(0, 1).toUpperCase() + dressed.slice(1)
  return dressed
}
