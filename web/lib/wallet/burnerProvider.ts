/**
 * A wallet inside the page for chains on the user's own machine: its key lies in this browser's storage, readable by
 * anything that runs on this origin, so it may hold only worthless coins.
 */

import { createKeyProvider, type KeyProvider } from '#chain/createKeyProvider.ts'
import { createSessionKey } from '#chain/createSessionKey.ts'
import type { Hex } from '#protocol/bytes.ts'
import type { Site } from '../loadSite.ts'
import { readBurnerKey, storeBurnerKey } from './burnerKey.ts'

export type BurnerProvider = KeyProvider & {
  readonly on: () => void
  readonly removeListener: () => void
}

/** Returns the burner; its key is made when the user first connects it. */
export function createBurnerProvider({ rpcUrl, deployment }: Site): BurnerProvider {
  let opened: { readonly privateKey: Hex; readonly provider: KeyProvider } | undefined
  const open = (privateKey: Hex) =>
    createKeyProvider({ rpcUrl, chainId: deployment.chainId, privateKey })
  return {
    on: () => undefined,
    removeListener: () => undefined,
    request: async ({ method, params }) => {
      const stored = readBurnerKey()
      if (method === 'eth_accounts' && stored === null) return []
      if (method === 'wallet_requestPermissions' || method === 'wallet_revokePermissions') {
        throw Object.assign(new Error('The burner asks for nothing.'), { code: 4200 })
      }
      if (method === 'wallet_switchEthereumChain') return null
      const privateKey = (stored as Hex | null) ?? createKey()
      // The user may have forgotten the key and begun a new one.
      if (opened?.privateKey !== privateKey) opened = { privateKey, provider: open(privateKey) }
      return await opened.provider.request({ method, params })
    },
  }
}

function createKey(): Hex {
  const { privateKey } = createSessionKey()
  storeBurnerKey(privateKey)
  return privateKey
}
