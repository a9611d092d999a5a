/** A chain for many transactions: no key signs them, no gas is estimated, and a run can be taken back. */

import { type Account, type Hex, toHex } from 'viem'
import { openWorld, type World } from '../gas/openWorld.ts'

/** A transaction as the chain kept it. */
export type Sent = { readonly gasUsed: bigint; readonly logs: readonly { topics: Hex[] }[] }

/** The world of the gas bench with its contracts, and what each account paid for gas. */
export type LedgerWorld = Omit<World, 'send'> & {
  readonly send: (
    from: Pick<Account, 'address'>,
    ...call: Parameters<World['send']> extends [unknown, ...infer Rest] ? Rest : never
  ) => Promise<Sent>
  /** Gas of all transactions of an account since the last `takeBack`. */
  readonly gasOf: (account: Hex) => bigint
  /** Sets the time of the next block (Unix seconds). */
  readonly moveTo: (time: number) => Promise<void>
  /** Mines until the chain has so many blocks; it must not have more. */
  readonly moveToBlock: (height: number) => Promise<void>
  /** Sets what the producer of the next block puts into it for beacons. */
  readonly setNextRandomness: (value: Hex) => Promise<void>
  /** Puts the chain back to how it was when it was opened. */
  readonly takeBack: () => Promise<void>
}

/** More than any call needs, and below what a transaction may ask for. */
const GAS = '0xf00000'

/** Returns a fresh chain with the production code, for runs that each begin alike. */
export async function openLedgerWorld(): Promise<LedgerWorld> {
  const world = await openWorld()
  let spent = new Map<string, bigint>()
  let known = new Set<string>()
  let before = await world.request('evm_snapshot')
  const send: LedgerWorld['send'] = async (from, name, functionName, args) => {
    const account = from.address.toLowerCase()
    if (!known.has(account)) {
      await world.request('hardhat_impersonateAccount', [account])
      known.add(account)
    }
    const call = { from: account, to: world.addressOf(name), gas: GAS }
    const data = world.encode(name, functionName, args)
    const hash = await world.request('eth_sendTransaction', [{ ...call, data }])
    const receipt = (await world.request('eth_getTransactionReceipt', [hash])) as {
      status: Hex
      gasUsed: Hex
      logs: { topics: Hex[] }[]
    }
    if (receipt.status !== '0x1') throw new Error(`${functionName} reverted.`)
    const gasUsed = BigInt(receipt.gasUsed)
    spent.set(account, (spent.get(account) ?? 0n) + gasUsed)
    return { gasUsed, logs: receipt.logs }
  }
  return {
    ...world,
    send,
    gasOf: (account) => spent.get(account.toLowerCase()) ?? 0n,
    moveTo: async (time) => {
      await world.request('evm_setNextBlockTimestamp', [time])
      await world.request('evm_mine')
    },
    moveToBlock: async (height) => {
      const there = Number(await world.request('eth_blockNumber'))
      if (there > height) throw new Error(`${there} blocks are more than ${height}.`)
      if (there < height) await world.request('hardhat_mine', [toHex(height - there)])
    },
    setNextRandomness: async (value) => {
      await world.request('hardhat_setPrevRandao', [value])
    },
    takeBack: async () => {
      await world.request('evm_revert', [before])
      before = await world.request('evm_snapshot')
      ;[spent, known] = [new Map(), new Set()]
    },
  }
}
