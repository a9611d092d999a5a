/**
 * The chain for reading; no wallet is asked. In components use `useChainQuery`, which caches and refreshes;
 * elsewhere: `const chain = await readChain()`, then any verb of #chain that reads.
 */

import type { Chain } from '#chain/chain.ts'
import { loadSite } from './loadSite.ts'

let opened: Promise<Chain> | undefined

/**
 * Returns a checked handle that only reads; it is made once, again after a failure.
 *
 * @throws {WitanError} what loadSite and createChain throw.
 */
export function readChain(): Promise<Chain> {
  opened ??= open().catch((error: unknown) => {
    opened = undefined
    throw error
  })
  return opened
}

async function open(): Promise<Chain> {
  const [{ rpcUrl, deployment }, { createChain }] = await Promise.all([
    loadSite(),
    import('#chain/createChain.ts'),
  ])
  return await createChain({ rpcUrl, deployment })
}
