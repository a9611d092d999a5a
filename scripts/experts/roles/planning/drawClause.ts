import type { Role } from '#protocol/role.ts'
import { pickValue } from '../../pickValue.ts'
import type { Random } from '../../random.ts'
import { chooseWording, renderWording } from '../../template.ts'
import type { Tier, Values, Wordings } from '../../wordings.ts'
import { CODE_CLAUSES } from './codeClauses.ts'
import type { Leaning } from './drawShape.ts'
import { MATH_CLAUSES } from './mathClauses.ts'
import {
  ALL_ANSWERS,
  DOCUMENT_PHRASES,
  LAST_ANSWER,
  LAST_TWO,
  ROLE_ANSWERS,
  TASK_FRAMES,
  TIMES,
} from './phrases.ts'
import { PLANNING_CLAUSES } from './planningClauses.ts'
import type { RoleClauses } from './request.ts'
import { SUMMARY_CLAUSES } from './summaryClauses.ts'
import { TOOLS_CLAUSES } from './toolsClauses.ts'
import { TRANSLATION_CLAUSES } from './translationClauses.ts'
import * as values from './values.ts'
import { WRITING_CLAUSES } from './writingClauses.ts'

export const CLAUSES: readonly RoleClauses[] = [
  MATH_CLAUSES,
  CODE_CLAUSES,
  WRITING_CLAUSES,
  PLANNING_CLAUSES,
  SUMMARY_CLAUSES,
  TRANSLATION_CLAUSES,
  TOOLS_CLAUSES,
]

/** Which side of the split each thing of a clause is drawn from. */
export type Sides = {
  readonly values: Tier
  readonly clause: keyof Wordings
  readonly phrase: keyof Wordings
  /** Whether the task may be asked for in other ways than a bare command. */
  readonly framed: boolean
}

/** Begins a task that is no command: "please" and "could you" do not fit before it. */
export const STATEMENT =
  /^(?:what|how|who|in one|if |there |a box|I\b|we |you |\p{Lu}|[\w ]*\b(?:has|had|buys|sells|people) )/u

const FRAMED_SHARE = 0.15

/** Returns a task in words, and the values in it as `kind:value`. */
export function drawClause(
  role: Role,
  leaning: Leaning | undefined,
  sides: Sides,
  random: Random,
): { readonly text: string; readonly values: readonly string[] } {
  const { own, leaning: leans } = CLAUSES.find((clauses) => clauses.role === role)!
  const wording = chooseWording(random.pick((leaning ? leans : own)[sides.clause]), random)
  const used: string[] = []
  const draw = (name: string): string => {
    if (name === 'R') return random.pick(answersOf(leaning!)[sides.phrase])
    if (name === 'd') {
      const phrase = random.pick(DOCUMENT_PHRASES[sides.phrase])
      return renderWording(phrase, drawAll(phrase)).text
    }
    const value = drawValue(name, sides.values, random)
    used.push(`${name}:${value}`)
    return value
  }
  const drawAll = (text: string): Record<string, string> =>
    Object.fromEntries([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => [name!, draw(name!)]))
  const text = renderWording(wording, drawAll(wording)).text
  const framed = sides.framed && !STATEMENT.test(text) && random.chance(FRAMED_SHARE)
  const frame = framed ? random.pick(TASK_FRAMES[sides.phrase]) : '{Y}'
  return { text: frame.replace('{Y}', () => text), values: used }
}

function answersOf(leaning: Leaning): Wordings {
  switch (leaning.kind) {
    case 'last':
      return LAST_ANSWER
    case 'two':
      return LAST_TWO
    case 'all':
      return ALL_ANSWERS
    case 'role':
      return ROLE_ANSWERS[leaning.role]
  }
}

const LISTS: Readonly<Record<string, Values>> = {
  D: values.DOCUMENTS,
  D2: values.DOCUMENTS,
  D3: values.DOCUMENTS,
  x: values.AMOUNTS,
  x2: values.AMOUNTS,
  e: values.EVENTS,
  l: values.LANGUAGES,
  l2: values.LANGUAGES,
  p: values.PROGRAMMING,
  f: values.FUNCTIONS,
  f2: values.TASKS,
  N: values.NAMES,
  M: values.NAMES,
  r: values.ROOMS,
  c: values.CHORES,
  s: values.SENTENCES,
  q: values.TOPICS,
  t: TIMES,
}

function drawValue(name: string, tier: Tier, random: Random): string {
  const list = LISTS[name]
  if (list) return pickValue(list, tier, random)
  if (name === 'n') return String(random.integer(2, 59))
  const number = random.integer(2, 10 ** random.integer(1, 4))
  return number >= 1000 && random.chance(0.3) ? number.toLocaleString('en-US') : String(number)
}
