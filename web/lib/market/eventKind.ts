/** What the words for an event of the contracts consist of. */

import type { MarketContract, MarketEntry } from '#chain/marketEvents.ts'
import { formatCount } from '../format.ts'

export const EVENT_GROUPS = {
  jobs: 'Jobs',
  payments: 'Payments',
  stake: 'Stake',
  nodes: 'Nodes',
  models: 'Models',
  checks: 'Checks',
  cases: 'Cases',
  slashes: 'Faults and slashes',
  powers: 'Powers',
} as const
export type EventGroup = keyof typeof EVENT_GROUPS

export type EventKind<args = MarketEntry['args']> = {
  readonly title: string
  readonly group: EventGroup
  /** What happened, without the ids, which stand beside it. */
  readonly say: (args: args) => string
  /** Micro-dollars that moved; for exports. */
  readonly amount?: (args: args) => bigint
}

/** Words for every event of some contracts; one that several of them have needs words only once. */
export type KindsOf<contract extends MarketContract> = {
  readonly [name in Extract<MarketEntry, { readonly contract: contract }>['name']]: EventKind<
    Extract<MarketEntry, { readonly contract: contract; readonly name: name }>['args']
  >
}

/** Returns a count with its noun: "1 node", "2 nodes". */
export function plural(count: number, one: string): string {
  return `${formatCount(count)} ${one}${count === 1 ? '' : 's'}`
}
