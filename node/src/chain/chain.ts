/** The handle that every verb of this folder takes first, and the connection inside it. */

import type { Account, PublicClient, Transport, Chain as ViemChain, WalletClient } from 'viem'
import { WitanError } from '#protocol/errors.ts'
import { type Address, parseAddress } from '#protocol/ids.ts'
import type { ChainContext } from '#protocol/typedData.ts'
import type { Deployment } from './deployment.ts'

/** A checked connection to one deployment, and the account that sends transactions, if there is one. */
export type Chain = {
  readonly deployment: Deployment
  /** What signatures are bound to. */
  readonly context: ChainContext
  /** Token in which jobs are paid. */
  readonly paymentToken: Address
  /** Token in which nodes stake; may be the same. */
  readonly stakeToken: Address
  /** Account of every write; undefined where the handle only reads. */
  readonly account: Address | undefined
  /** For this folder only. */
  readonly connection: Connection
}

export type Connection = {
  /** Address of the chain as it may be shown. */
  readonly where: string
  readonly reader: PublicClient<Transport, ViemChain>
  readonly writer: Writer | undefined
  /** Longest wait for a receipt, where a call doesn't say otherwise (in ms). */
  readonly receiptTimeoutMs: number
  /** Time between two looks for a receipt (in ms). */
  readonly pollingIntervalMs: number
  /** Most blocks in one search for events. */
  readonly blocksPerSearch: bigint
}

/** A key held here, a wallet elsewhere that signs and sends by itself, or an account for which nothing is sent. */
export type Writer =
  | { readonly kind: 'key'; readonly account: LocalAccount }
  | { readonly kind: 'wallet'; readonly address: Address; readonly client: Wallet }
  | {
      readonly kind: 'simulation'
      readonly address: Address
      /** Signs permits, where it is here. */
      readonly signer: LocalAccount | undefined
    }

export type LocalAccount = Extract<Account, { type: 'local' }>
export type Wallet = WalletClient<Transport, ViemChain, Account>

/** Returns the account of writes. @throws {WitanError} CONFIG_INVALID when the handle only reads. */
export function accountOf(chain: Chain): Address {
  const writer = writerOf(chain)
  return writer.kind === 'key' ? parseAddress(writer.account.address) : writer.address
}

/** Returns what signs and sends. @throws {WitanError} CONFIG_INVALID when the handle only reads. */
export function writerOf(chain: Chain): Writer {
  const { writer } = chain.connection
  if (writer === undefined) {
    throw new WitanError(
      'CONFIG_INVALID',
      'This connection to the chain only reads. Give it a private key or a wallet to send transactions.',
    )
  }
  return writer
}
