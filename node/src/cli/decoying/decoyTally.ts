/** What a decoy cost its owner and what it brought in, by the chain's events alone. */

import type { MarketEvent } from '#chain/marketEvents.ts'
import type { Address, NodeId } from '#protocol/ids.ts'
import { formatDollars } from '#protocol/units.ts'
import { formatTable } from '../formatTable.ts'

/** Amounts in the smallest unit of the stake token; gas is not counted. */
export type DecoyTally = {
  readonly nodeId: NodeId
  /** Lies that others proved, and that the owner did. */
  readonly caught: number
  readonly shown: number
  readonly stakeLost: bigint
  /** Finder's shares of it that came back to the owner. */
  readonly cameBack: bigint
  /** Verifiers that passed a lie unread and were punished by the owner. */
  readonly punished: number
  /** Finder's shares of their stake. */
  readonly earned: bigint
  /** Payments for answers that the node can still pull. */
  readonly owed: bigint
  /** What is left of it all. */
  readonly net: bigint
}

/**
 * Returns the tally of a node.
 *
 * @param events - The market's history (marketHistory).
 * @param own - The node, what it can pull, and the accounts of its owner: those that show lies.
 */
export function decoyTallyOf(
  events: readonly MarketEvent[],
  own: {
    readonly nodeId: NodeId
    readonly owed: bigint
    readonly accounts: readonly Address[]
  },
): DecoyTally {
  const { nodeId, owed, accounts } = own
  const finders = new Set(accounts.map((account) => account.toLowerCase()))
  const slashes = events.flatMap((event) => (event.name === 'Slashed' ? [event.args] : []))
  const isOwn = ({ finder }: { readonly finder: string }) => finders.has(finder.toLowerCase())
  const lost = slashes.filter((slash) => slash.nodeId === nodeId)
  const won = slashes.filter((slash) => slash.nodeId !== nodeId && isOwn(slash))
  const sum = (amounts: readonly bigint[]) => amounts.reduce((total, amount) => total + amount, 0n)
  const stakeLost = sum(lost.map(({ amount }) => amount))
  const cameBack = sum(lost.filter(isOwn).map(({ finderAmount }) => finderAmount))
  const earned = sum(won.map(({ finderAmount }) => finderAmount))
  const shown = lost.filter(isOwn).length
  return {
    nodeId,
    caught: lost.length - shown,
    shown,
    stakeLost,
    cameBack,
    punished: won.length,
    earned,
    owed,
    net: earned + cameBack + owed - stakeLost,
  }
}

/** Returns the tally for a person. */
export function decoyTallyTable(tally: DecoyTally): string {
  const { nodeId, caught, shown, stakeLost, cameBack, punished, earned, owed, net } = tally
  const dollars = (amount: bigint) =>
    `${amount < 0n ? '-' : ''}${formatDollars(amount < 0n ? -amount : amount)} dollars`
  return formatTable([
    ['decoy', String(nodeId)],
    ['lies that others proved', String(caught)],
    ['lies shown by you', String(shown)],
    ['stake lost', dollars(stakeLost)],
    ['of it back as finder', dollars(cameBack)],
    ['verifiers punished', String(punished)],
    ['earned as finder', dollars(earned)],
    ['payments to pull', dollars(owed)],
    ['net, gas not counted', dollars(net)],
  ])
}
