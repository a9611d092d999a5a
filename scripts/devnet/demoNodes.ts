import { readFileSync } from 'node:fs'
import { SHIPPED_MANIFEST } from '#cli/shippedExperts.ts'
import { parseRole, type Role } from '#protocol/role.ts'

/** The roles of the experts that come with the program. */
export const SHIPPED_ROLES: readonly Role[] = (
  JSON.parse(readFileSync(SHIPPED_MANIFEST, 'utf8')) as { readonly role: unknown }[]
).map(({ role }) => parseRole(role))

const HALVES: readonly (readonly Role[])[] = [0, 1].map((half) =>
  SHIPPED_ROLES.filter((_, index) => index % 2 === half),
)

/** Two nodes for every role, each of an operator of its own, so that either can fail. */
export const DEMO_NODES: readonly (readonly Role[])[] = [...HALVES, ...HALVES]
