/** The account that pays, stakes or owns a node. */

import { existsSync } from 'node:fs'
import type { Chain } from '#chain/chain.ts'
import type { Config } from '#config/schema.ts'
import type { Hex } from '#protocol/bytes.ts'
import { WitanError } from '#protocol/errors.ts'
import { type Address, parseAddress } from '#protocol/ids.ts'
import type { CommandContext } from './context.ts'
import { walletFileOf } from './keyFiles.ts'
import { openChain } from './openChain.ts'
import { readKeystoreAddress } from './ownNode.ts'
import { unlockKeystore } from './unlockKeystore.ts'

export type Wallet = {
  readonly address: Address
  readonly chain: Chain
}

/**
 * Returns a wallet and a connection to the chain. With `readOnly` the keystore stays closed and no password is needed.
 *
 * @param wallet - Keystore (`wallet.json` of the data folder by default) and what to call it.
 * @throws {WitanError} KEYSTORE_MISSING, KEYSTORE_INVALID, and as openChain.
 */
export async function openWallet(
  context: CommandContext,
  config: Config,
  wallet: {
    readonly keystore?: string | undefined
    readonly name: string
    readonly readOnly?: boolean
  },
): Promise<Wallet> {
  const path = wallet.keystore ?? walletFileOf(config.dataDir)
  assertWallet(path, wallet.name)
  const address = await readKeystoreAddress(path)
  if (wallet.readOnly) return { address, chain: await openChain(config) }

  // The chain first: nobody types a password for a chain that doesn't answer.
  await openChain(config)
  const privateKey = await unlockKeystore(context, { path, name: wallet.name })
  return { address: parseAddress(address), chain: await openChain(config, privateKey) }
}

/**
 * Returns the key of the wallet that pays for jobs.
 *
 * @param keystore - `wallet.json` of the data folder by default.
 * @throws {WitanError} KEYSTORE_MISSING, KEYSTORE_INVALID, and as openChain.
 */
export async function unlockWallet(
  context: CommandContext,
  config: Config,
  keystore?: string,
): Promise<Hex> {
  const path = keystore ?? walletFileOf(config.dataDir)
  assertWallet(path, 'wallet')
  // The chain first: nobody types a password for a chain that doesn't answer.
  await openChain(config)
  return unlockKeystore(context, { path, name: 'wallet' })
}

/** Returns whether the wallet that pays for jobs is there. */
export function hasWallet(config: Config, keystore?: string): boolean {
  return existsSync(keystore ?? walletFileOf(config.dataDir))
}

/** @throws {WitanError} KEYSTORE_MISSING, saying how to come by a wallet. */
function assertWallet(path: string, name: string): void {
  if (existsSync(path)) return
  throw new WitanError(
    'KEYSTORE_MISSING',
    `There is no keystore of the ${name} at ${path}. Name one, or make one with \`witan init --wallet\`.`,
    { meta: { path } },
  )
}
