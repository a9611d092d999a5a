import type { Role } from '#protocol/role.ts'

/** How one role is trained; everything that decides the weights is here, in the generator and in train.py. */
export type Recipe = {
  readonly role: Role
  /** Name inside the GGUF and on the card. */
  readonly name: string
  readonly seed: number
  /** Examples in the training file; batches walk through it in a fixed order, again when it is used up. */
  readonly examples: number
  /** Optimiser steps of about `batchTokens` tokens each. */
  readonly steps: number
  readonly batchTokens: number
  readonly merges: number
  /** Longest request and answer together (tokens), also the context in the GGUF. */
  readonly contextTokens: number
  readonly layers: number
  readonly width: number
  readonly hidden: number
}

const SHAPE = { merges: 640, contextTokens: 256, layers: 4, width: 128, hidden: 352 } as const

const RECIPES: readonly Recipe[] = [
  {
    role: 'code',
    name: 'witan-code',
    seed: 14,
    examples: 380_000,
    steps: 8000,
    batchTokens: 2048,
    ...SHAPE,
    merges: 960,
    layers: 6,
  },
  {
    role: 'math',
    name: 'witan-math',
    seed: 11,
    examples: 150_000,
    steps: 1600,
    batchTokens: 2048,
    ...SHAPE,
  },
  {
    role: 'planning',
    name: 'witan-planning',
    seed: 14,
    examples: 180_000,
    steps: 4800,
    batchTokens: 2048,
    ...SHAPE,
    layers: 6,
  },
  {
    role: 'summary',
    name: 'witan-summary',
    seed: 15,
    examples: 180_000,
    steps: 6400,
    batchTokens: 2048,
    ...SHAPE,
    layers: 6,
  },
  {
    role: 'tools',
    name: 'witan-tools',
    seed: 12,
    examples: 150_000,
    steps: 3000,
    batchTokens: 2048,
    ...SHAPE,
  },
  {
    role: 'translation',
    name: 'witan-translation',
    seed: 16,
    examples: 110_000,
    steps: 2600,
    batchTokens: 2048,
    ...SHAPE,
  },
  {
    role: 'writing',
    name: 'witan-writing',
    seed: 17,
    examples: 240_000,
    steps: 8500,
    batchTokens: 2048,
    ...SHAPE,
  },
]

/** The roles that have an expert of their own. */
export const TRAINED_ROLES: readonly Role[] = RECIPES.map(({ role }) => role)

/** Returns the recipe of a role. @throws {Error} when the role has none. */
export function getRecipe(role: string): Recipe {
  const recipe = RECIPES.find((candidate) => candidate.role === role)
  if (!recipe) throw new Error(`No recipe for "${role}"; there are ${TRAINED_ROLES.join(', ')}.`)
  return recipe
}
