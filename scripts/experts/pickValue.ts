import type { Random } from './random.ts'
import type { Tier, Values } from './wordings.ts'

/** Returns a value of the side of the split that a tier may draw from: only `V` sees values never trained. */
export function pickValue(values: Values, tier: Tier, random: Random): string {
  return random.pick(tier === 'V' ? values.heldOut : values.train)
}

/** Returns an invented word, so that training leans on the place of a word and not on a word list. */
export function inventWord(syllables: readonly string[], random: Random): string {
  const count = random.integer(2, 3)
  return Array.from({ length: count }, () => random.pick(syllables)).join('')
}
