/** Where every micro-dollar is, read from balances alone. */

import type { Chain } from '#chain/chain.ts'
import { readFreeBalance } from '#chain/readFreeBalance.ts'
import { readNodeAccount } from '#chain/readNodeAccount.ts'
import { readTokenBalance } from '#chain/readTokenBalance.ts'
import type { Address, NodeId } from '#protocol/ids.ts'

export type Money = {
  /** The requester's wallet and its free balance in the escrow. */
  readonly requester: bigint
  readonly owed: ReadonlyMap<NodeId, bigint>
  readonly fees: bigint
  /** Tokens that the escrow holds. */
  readonly escrow: bigint
  /** Of them, free balances of the requesters. */
  readonly free: bigint
}

/** Returns the balances at this moment, in micro-dollars. */
export async function readMoney(
  chain: Chain,
  {
    requesters,
    nodeIds,
  }: { readonly requesters: readonly Address[]; readonly nodeIds: readonly NodeId[] },
): Promise<Money> {
  const [wallets, free, accounts, escrow] = await Promise.all([
    Promise.all(requesters.map((address) => readTokenBalance(chain, address))),
    Promise.all(requesters.map((address) => readFreeBalance(chain, address))),
    Promise.all(nodeIds.map((nodeId) => readNodeAccount(chain, nodeId))),
    readTokenBalance(chain, chain.context.escrow),
  ])
  return {
    requester: sum([...wallets, ...free]),
    owed: new Map(nodeIds.map((nodeId, i) => [nodeId, accounts[i]!.owed])),
    fees: sum(accounts.map(({ feesPaid }) => feesPaid)),
    escrow,
    free: sum(free),
  }
}

/** What moved between two moments. */
export type MoneyMoved = {
  readonly spent: bigint
  readonly paid: bigint
  readonly fee: bigint
  readonly paidTo: ReadonlyMap<NodeId, bigint>
  /** Whether what left the requester is what nodes and fees gained, and the escrow holds exactly what it owes. */
  readonly conserved: boolean
}

/** Returns the difference of two moments between which nobody pulled or deposited. */
export function moneyMoved(before: Money, after: Money): MoneyMoved {
  const paidTo = new Map(
    [...after.owed].map(([nodeId, owed]) => [nodeId, owed - (before.owed.get(nodeId) ?? 0n)]),
  )
  const spent = before.requester - after.requester
  const paid = sum([...paidTo.values()])
  const fee = after.fees - before.fees
  const escrowOwes = after.free + sum([...after.owed.values()]) + after.fees
  return {
    spent,
    paid,
    fee,
    paidTo,
    conserved: spent === paid + fee && after.escrow === escrowOwes,
  }
}

function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((total, amount) => total + amount, 0n)
}
