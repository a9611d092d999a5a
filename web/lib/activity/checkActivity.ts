/** What became of a transaction, asked of the chain; works after a reload, for it needs only what was stored. */

import type { Hex } from '#protocol/bytes.ts'
import { requestRpc } from '../requestRpc.ts'
import type { Activity } from './activityStore.ts'

type Receipt = { readonly status: Hex; readonly blockNumber: Hex }
type Sent = {
  readonly hash: Hex
  readonly from: Hex
  readonly nonce: Hex
  readonly to: Hex | null
  readonly input: Hex
}
type Block = { readonly number: Hex; readonly transactions: readonly Sent[] }

/** Blocks searched for what took a transaction's place. */
const MAX_BLOCKS = 200
/** A transaction that a chain hasn't heard of after so long never arrived (seconds). */
const LOST_AFTER = 60

/** Returns what is known now; the same object while nothing has changed. */
export async function checkActivity(activity: Activity, now: number): Promise<Activity> {
  const { hash, from, nonce } = activity
  const receipt = await requestRpc<Receipt | null>('eth_getTransactionReceipt', [hash])
  if (receipt) {
    const blockNumber = Number(receipt.blockNumber)
    return { ...activity, status: receipt.status === '0x1' ? 'confirmed' : 'failed', blockNumber }
  }
  const count = Number(await requestRpc<Hex>('eth_getTransactionCount', [from, 'latest']))
  if (count > nonce) return await successorOf(activity)
  if (now - activity.sentAt < LOST_AFTER) return activity
  const known = await requestRpc<Sent | null>('eth_getTransactionByHash', [hash])
  return known ? activity : { ...activity, status: 'lost' }
}

/** The nonce is used, and not by this transaction: which one took it? */
async function successorOf(activity: Activity): Promise<Activity> {
  const head = Number(await requestRpc<Hex>('eth_blockNumber'))
  const last = Math.min(head, activity.fromBlock + MAX_BLOCKS)
  for (let number = activity.fromBlock; number <= last; number++) {
    const block = await requestRpc<Block | null>('eth_getBlockByNumber', [
      `0x${number.toString(16)}`,
      true,
    ])
    const taker = block?.transactions.find(
      ({ from, nonce }) => from.toLowerCase() === activity.from && Number(nonce) === activity.nonce,
    )
    if (taker?.hash === activity.hash) return activity
    if (taker) {
      // A speed-up carries the same call; wallets may append to it.
      const { to, data } = activity
      const same = taker.to?.toLowerCase() === to.toLowerCase() && taker.input.startsWith(data)
      const status = same ? 'replaced' : 'cancelled'
      return { ...activity, status, replacedBy: taker.hash, blockNumber: number }
    }
  }
  return { ...activity, status: 'lost' }
}
