/** The dishonest nodes of the demo: what each does, and which lane of the court it must lose in. */

import type { Role } from '#protocol/role.ts'
import type { LieName } from '#testing/lies.ts'

export type Liar = {
  readonly lie: LieName
  /** The role it serves; the longer the outputs, the sooner a forced token loses its race. */
  readonly role: Role
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
]
