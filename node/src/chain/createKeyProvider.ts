import { createWalletClient, defineChain, http, numberToHex } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import type { Hex } from '#protocol/bytes.ts'

/** What a browser wallet is to a page (EIP-1193), without its events. */
export type KeyProvider = {
  readonly request: (request: {
    readonly method: string
    readonly params?: unknown
  }) => Promise<unknown>
}

/**
 * Returns a wallet around one key: it signs without asking, so the key must be worth nothing, as on a local chain.
 * Everything that needs no key is passed on to the chain.
 *
 * @param options - The key, and the chain that it is used on.
 */
export function createKeyProvider(options: createKeyProvider.Options): KeyProvider {
  const { rpcUrl, chainId, privateKey } = options
  const chain = defineChain({
    id: chainId,
    name: `chain ${chainId}`,
    nativeCurrency: { name: 'Ether', symbol: 'ETH', decimals: 18 },
    rpcUrls: { default: { http: [rpcUrl] } },
  })
  const account = privateKeyToAccount(privateKey)
  const client = createWalletClient({ account, chain, transport: http(rpcUrl) })
  return {
    request: async ({ method, params }) => {
      const [first, second] = Array.isArray(params) ? (params as unknown[]) : []
      switch (method) {
        case 'eth_accounts':
        case 'eth_requestAccounts':
          return [account.address]
        case 'eth_chainId':
          return numberToHex(chainId)
        case 'personal_sign':
          return await account.signMessage({ message: { raw: first as Hex } })
        case 'eth_signTypedData_v4':
          return await account.signTypedData(JSON.parse(second as string))
        case 'eth_sendTransaction': {
          const { to, data, value } = first as { to: Hex; data?: Hex; value?: Hex }
          return await client.sendTransaction({
            to,
            ...(data && { data }),
            ...(value && { value: BigInt(value) }),
          })
        }
        default:
          return await client.request({ method, params } as never)
      }
    },
  }
}

export declare namespace createKeyProvider {
  type Options = {
    readonly rpcUrl: string
    readonly chainId: number
    readonly privateKey: Hex
  }
}
