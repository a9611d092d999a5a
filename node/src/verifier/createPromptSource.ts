import { ROLES, type Role } from '#protocol/role.ts'
import type { PromptSource } from './verifier.ts'
import { PLACES, WORDINGS } from './wordings.ts'

/** With so many of the operator's own, none that everybody can read in the program is asked. */
const ENOUGH = 50

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
  const ownOf = (role: Role) => more[role] ?? []
  const shippedOf = (role: Role) => (ownOf(role).length < ENOUGH ? WORDINGS[role] : [])
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
      const [own, shipped] = [ownOf(role), shippedOf(role)]
      const at = Math.floor(random() * (own.length + shipped.length))
      const wording = own[at] ?? shipped[at - own.length]!
      const text = wording.replace(/\{(\w+)\}/g, (_, place: string) => fill(place, random))
      // how somebody else wrote it is how it is sent
      return at < own.length ? text : pick(STYLES, random)(text)
    },
  }
}
