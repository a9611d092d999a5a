import type { Random } from '../experts/random.ts'
import { fillWording } from './fillWording.ts'
import { type GateText, type Tier, wordingsOf } from './gateText.ts'
import { KNOWLEDGE } from './outOfScope/knowledge.ts'
import * as misses from './outOfScope/nearMisses.ts'
import { NONSENSE } from './outOfScope/nonsense.ts'
import { OTHER_LANGUAGES } from './outOfScope/otherLanguages.ts'
import { NEVER_TRAINED, OTHER_TASKS } from './outOfScope/otherTasks.ts'
import { SMALL_TALK } from './outOfScope/smallTalk.ts'
import { CODE } from './roles/code.ts'
import { ROLE_TEXTS } from './roles/roleTexts.ts'
import { TRANSLATION } from './roles/translation.ts'

/** What no shipped specialist serves, by kind; each kind is drawn as often as another. */
export const OUT_OF_SCOPE: Readonly<Record<string, GateText>> = {
  smallTalk: SMALL_TALK,
  knowledge: KNOWLEDGE,
  nonsense: NONSENSE,
  otherLanguages: OTHER_LANGUAGES,
  otherTasks: OTHER_TASKS,
  mathMisses: misses.MATH_MISSES,
  codeMisses: misses.CODE_MISSES,
  writingMisses: misses.WRITING_MISSES,
  summaryMisses: misses.SUMMARY_MISSES,
  translationMisses: misses.TRANSLATION_MISSES,
  toolsMisses: misses.TOOLS_MISSES,
  planningMisses: misses.PLANNING_MISSES,
  foreignTranslation: exchange(TRANSLATION, '{language}', '{farLanguage}'),
  foreignCode: exchange(CODE, '{coding}', '{farCoding}'),
}

const KINDS = Object.values(OUT_OF_SCOPE)
const ROLES_TEXTS = Object.values(ROLE_TEXTS)

/** Of held-out wordings, the share of kinds that training never saw. */
const NEVER_TRAINED_SHARE = 0.15

/** Share of requests that break off after a word or two: nothing can be served of them. */
const CUT_SHARE = 0.05

/** Returns one text that no expert serves. */
export function drawOutOfScope(tier: Tier, random: Random): string {
  if (tier === 'wordings' && random.chance(NEVER_TRAINED_SHARE))
    return fillWording(random.pick(NEVER_TRAINED), tier, random)
  if (random.chance(CUT_SHARE)) {
    const whole = fillWording(random.pick(wordingsOf(random.pick(ROLES_TEXTS), tier)), tier, random)
    return whole.split(' ').slice(0, random.integer(1, 2)).join(' ')
  }
  return fillWording(random.pick(wordingsOf(random.pick(KINDS), tier)), tier, random)
}

/** Returns the wordings that can hold a value, with a value of another kind always in its place. */
function exchange({ train, heldOut }: GateText, value: string, other: string): GateText {
  const side = (wordings: readonly string[]) =>
    wordings
      .filter((wording) => wording.includes(value))
      .map((wording) => wording.replace(/\[([^[\]]*)\]/g, keepChoices).replaceAll(value, other))
  const keepChoices = (group: string, choices: string) =>
    group.includes(value)
      ? `[${choices
          .split('|')
          .filter((choice) => choice.includes(value))
          .join('|')}]`
      : group
  return { train: side(train), heldOut: side(heldOut) }
}
