/** A wallet that announces itself to pages (EIP-6963). Its key and its will stay in the test's process. */

import type { BrowserContext } from 'playwright-core'
import { createKeyProvider } from '#chain/createKeyProvider.ts'
import type { Hex } from '#protocol/bytes.ts'

export type TestWallet = {
  readonly address: Hex
  /** Every request that reached it. */
  readonly calls: { readonly method: string; readonly params: unknown }[]
  /** What the user does; may be changed at any time. */
  readonly will: {
    /** Methods that the user declines. */
    refuse: readonly string[]
    /** Chain that the wallet is on. */
    chainId: number
    /** Chains that it knows. */
    chains: number[]
    /** Stands between the page and the chain, as a wallet does that speeds up or cancels; returns the answer. */
    intercept?: (method: string, params: unknown) => Promise<unknown> | undefined
  }
}

type Request = { readonly method: string; readonly params?: unknown }
type Reply = {
  result?: unknown
  error?: { code: number; message: string; data?: unknown }
  chainId: number
}

/** Adds a wallet to every page of a context. */
export async function addTestWallet(
  context: BrowserContext,
  options: addTestWallet.Options,
): Promise<TestWallet> {
  const { rpcUrl, privateKey, chainId } = options
  const provider = createKeyProvider({ rpcUrl, chainId, privateKey })
  const [address] = (await provider.request({ method: 'eth_accounts' })) as [Hex]
  const wallet: TestWallet = {
    address,
    calls: [],
    will: { refuse: [], chainId, chains: [chainId] },
  }
  let allowed = false
  const answer = async ({ method, params }: Request): Promise<unknown> => {
    const { will, calls } = wallet
    calls.push({ method, params })
    if (will.refuse.includes(method)) throw failure(4001, 'The user refused.')
    const intercepted = will.intercept?.(method, params)
    if (intercepted) return await intercepted
    switch (method) {
      case 'eth_accounts':
        return allowed ? [address] : []
      case 'wallet_requestPermissions':
        allowed = true
        return [{ parentCapability: 'eth_accounts', caveats: [{ value: [address] }] }]
      case 'wallet_revokePermissions':
        allowed = false
        return null
      case 'eth_requestAccounts':
        allowed = true
        return [address]
      case 'eth_chainId':
        return `0x${will.chainId.toString(16)}`
      case 'wallet_switchEthereumChain':
        return switchTo(wallet, params)
      case 'wallet_addEthereumChain':
        wallet.will.chains.push(Number((params as [{ chainId: Hex }])[0].chainId))
        return switchTo(wallet, params)
      default:
        return await provider.request({ method, params })
    }
  }
  await context.exposeFunction('askTestWallet', async (request: Request): Promise<Reply> => {
    try {
      return { result: await answer(request), chainId: wallet.will.chainId }
    } catch (error) {
      const { code = -32603, message, data } = error as Error & { code?: number; data?: unknown }
      return { error: { code, message, data }, chainId: wallet.will.chainId }
    }
  })
  await context.addInitScript(announceWallet)
  return wallet
}

export declare namespace addTestWallet {
  type Options = {
    readonly rpcUrl: string
    readonly chainId: number
    readonly privateKey: Hex
  }
}

function switchTo({ will }: TestWallet, params: unknown): null {
  const chainId = Number((params as [{ chainId: Hex }])[0].chainId)
  if (!will.chains.includes(chainId)) throw failure(4902, 'Unrecognized chain.')
  will.chainId = chainId
  return null
}

function failure(code: number, message: string): Error {
  return Object.assign(new Error(message), { code })
}

/** Runs in the page. */
function announceWallet(): void {
  type Listener = (value: unknown) => void
  const { askTestWallet } = window as unknown as {
    askTestWallet: (request: Request) => Promise<Reply>
  }
  const listeners = new Map<string, Set<Listener>>()
  let lastChainId: number | undefined
  const provider = {
    on: (event: string, listener: Listener) => {
      listeners.set(event, (listeners.get(event) ?? new Set()).add(listener))
    },
    removeListener: (event: string, listener: Listener) => {
      listeners.get(event)?.delete(listener)
    },
    request: async (request: Request) => {
      const { result, error, chainId } = await askTestWallet(request)
      if (lastChainId !== undefined && chainId !== lastChainId) {
        for (const listener of listeners.get('chainChanged') ?? []) {
          listener(`0x${chainId.toString(16)}`)
        }
      }
      lastChainId = chainId
      if (error) throw Object.assign(new Error(error.message), error)
      return result
    },
  }
  const detail = Object.freeze({
    info: {
      uuid: '7c4ff2d5-4d7d-4d0b-9f9f-0c1b9c6a0f10',
      name: 'Test Wallet',
      rdns: 'test.wallet',
      icon: 'data:image/svg+xml,%3Csvg xmlns="http://www.w3.org/2000/svg"/%3E',
    },
    provider,
  })
  const announce = () =>
    window.dispatchEvent(new CustomEvent('eip6963:announceProvider', { detail }))
  window.addEventListener('eip6963:requestProvider', announce)
  announce()
}
