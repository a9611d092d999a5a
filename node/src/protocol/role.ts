/** What an expert is for. The index in ROLES is the number on chain (uint8) and never changes. */

import { WitanError } from './errors.ts'

export const ROLES = [
  'math',
  'code',
  'writing',
  'planning',
  'summary',
  'translation',
  'tools',
] as const

export type Role = (typeof ROLES)[number]

/** Returns the role named by a text or by its on-chain number. @throws {WitanError} ROLE_UNKNOWN. */
export function parseRole(value: unknown): Role {
  const role = typeof value === 'number' ? ROLES[value] : ROLES.find((name) => name === value)
  if (role === undefined) {
    throw new WitanError('ROLE_UNKNOWN', `There is no such role; use one of ${ROLES.join(', ')}.`)
  }
  return role
}

/** Returns the on-chain number of a role, 0 to 6. */
export function roleNumber(role: Role): number {
  return ROLES.indexOf(role)
}
