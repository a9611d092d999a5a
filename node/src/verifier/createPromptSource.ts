import { ROLES, type Role } from '#protocol/role.ts'
import type { PromptSource } from './verifier.ts'
import { PLACES, WORDINGS } from './wordings.ts'

/** Habits of people who type: the same request in another dress. */
const STYLES: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => text,
  (text) => text.replace(/[.?]$/, ''),
]

/**
 * Returns a source of requests as users write them.
 *
 * @param more - Wordings of the operator's own, by role; places in braces are filled as in the shipped ones, and a
 * request without any is asked as it is.
 */
export function createPromptSource(
  more: Readonly<Partial<Record<Role, readonly string[]>>> = {},
): PromptSource {
  const wordings = new Map(ROLES.map((role) => [role, [...WORDINGS[role], ...(more[role] ?? [])]]))
  const pick = <T>(list: readonly T[], random: () => number): T =>
    list[Math.floor(random() * list.length)]!
  const fill = (place: string, random: () => number): string => {
    const values = PLACES[place]
    if (values === undefined) return `{${place}}`
    return 'upTo' in values ? String(2 + Math.floor(random() * values.upTo)) : pick(values, random)
  }
  return {
    roles: ROLES,
    draw: (role, random) => {
      const wording = pick(wordings.get(role)!, random)
      const text = wording.replace(/\{(\w+)\}/g, (_, place: string) => fill(place, random))
      return pick(STYLES, random)(text)
    },
  }
}
