import type { Role } from '#protocol/role.ts'

/** Two nodes a role, each of an operator of its own, so that either can fail. */
export const DEMO_NODES: readonly (readonly Role[])[] = [['math'], ['tools'], ['math'], ['tools']]
