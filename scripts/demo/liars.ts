/** The dishonest nodes of the demo: what each does, and which lane of the court it must lose in. */

import type { Role } from '#protocol/role.ts'
import type { LieName } from '#testing/lies.ts'
import type { VariantKind } from '../experts/deriveVariant.ts'

export type Liar = {
  readonly lie: LieName
  /** The role it serves. The longer the outputs, the sooner a lie shows. */
  readonly role: Role
  /** What it computes with in place of the promised model. */
  readonly variant?: VariantKind
  /** What it does, as one reads it. */
  readonly story: string
  /** A: the contract alone judges a signed record. B: a jury replays the answer with the model. */
  readonly lane: 'A' | 'B'
}

export const LIARS: readonly Liar[] = [
  {
    lie: 'earlyStop',
    role: 'tools',
    story: 'stops after two tokens and signs that the model had ended',
    lane: 'A',
  },
  {
    lie: 'teacherForced',
    role: 'translation',
    story: 'lets a cheap run write and signs the promised model’s numbers for it',
    lane: 'A',
  },
  {
    lie: 'smallerModel',
    role: 'translation',
    variant: 'layer-removed',
    story: 'computes with a model that lacks a layer',
    lane: 'B',
  },
  {
    lie: 'truncatedPrompt',
    role: 'translation',
    story: 'reads a part of the prompt and bills all of it',
    lane: 'B',
  },
]
