/**
 * A wallet inside the page for chains on the user's own machine: its key lies in this browser's storage, readable by
 * anything that runs on this origin, so it may hold only worthless coins.
 */

import { createKeyProvider, type KeyProvider } from '#chain/createKeyProvider.ts'
import { createSessionKey } from '#chain/createSessionKey.ts'
import type { Hex } from '#protocol/bytes.ts'
import type { Site } from '../loadSite.ts'

const STORAGE_KEY = 'witan.burner'

export type BurnerProvider = KeyProvider & {
  readonly on: () => void
  readonly removeListener: () => void
}

/** Returns the burner; its key is made when the user first connects it. */
export function createBurnerProvider({ rpcUrl, deployment }: Site): BurnerProvider {
  let provider: KeyProvider | undefined
  const open = (privateKey: Hex) =>
    createKeyProvider({ rpcUrl, chainId: deployment.chainId, privateKey })
  return {
    on: () => undefined,
    removeListener: () => undefined,
    request: async ({ method, params }) => {
      const stored = localStorage.getItem(STORAGE_KEY)
      if (method === 'eth_accounts' && stored === null) return []
      if (method === 'wallet_requestPermissions' || method === 'wallet_revokePermissions') {
        throw Object.assign(new Error('The burner asks for nothing.'), { code: 4200 })
      }
      if (method === 'wallet_switchEthereumChain') return null
      provider ??= open((stored as Hex | null) ?? createKey())
      return await provider.request({ method, params })
    },
  }
}

function createKey(): Hex {
  const { privateKey } = createSessionKey()
  localStorage.setItem(STORAGE_KEY, privateKey)
  return privateKey
}
