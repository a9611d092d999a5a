import type { Role } from '#protocol/role.ts'
import type { GateText } from '../gateText.ts'
import { CODE } from './code.ts'
import { MATH } from './math.ts'
import { PLANNING } from './planning.ts'
import { SUMMARY } from './summary.ts'
import { TOOLS } from './tools.ts'
import { TRANSLATION } from './translation.ts'
import { WRITING } from './writing.ts'

/** How people ask for each role, shorter and freer than the generators of the experts. */
export const ROLE_TEXTS: Readonly<Record<Role, GateText>> = {
  math: MATH,
  code: CODE,
  writing: WRITING,
  planning: PLANNING,
  summary: SUMMARY,
  translation: TRANSLATION,
  tools: TOOLS,
}
