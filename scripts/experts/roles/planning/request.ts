import type { Role } from '#protocol/role.ts'
import type { Wordings } from '../../wordings.ts'

/**
 * How a task of a role is asked for. Values: {d} a document, {x} amounts, {e} an event, {l} a language,
 * {p} a programming language, {f} what a function does, {N} {M} people, {r} a room, {c} a chore, {s} a
 * sentence, {q} a topic, {a} {b} {n} numbers, {t} a time, {R} an earlier answer.
 */
export type RoleClauses = {
  readonly role: Role
  /** Tasks that stand alone. */
  readonly own: Wordings
  /** Tasks on an earlier answer, `{R}`. */
  readonly leaning: Wordings
}
