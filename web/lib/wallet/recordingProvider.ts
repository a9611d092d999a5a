import type { createChain } from '#chain/createChain.ts'
import type { Hex } from '#protocol/bytes.ts'
import type { Address } from '#protocol/ids.ts'
import { recordActivity } from '../activity/activityStore.ts'
import { requestRpc } from '../requestRpc.ts'
import { showToast } from '../showToast.ts'

type Provider = Extract<createChain.Options, { readonly provider: unknown }>['provider']

/** Methods that open a window of the wallet. */
const ASKS: Readonly<Record<string, string>> = {
  eth_sendTransaction: 'Confirm in your wallet',
  eth_signTypedData_v4: 'Sign in your wallet',
}

/** Returns the wallet's provider, with every transaction it sends written to Activity, and words while it asks. */
export function recordingProvider(
  provider: Provider,
  { label, from, isBurner }: recordingProvider.Options,
): Provider {
  const request = async (call: { method: string; params?: unknown }): Promise<unknown> => {
    const { method } = call
    const ask = isBurner ? undefined : ASKS[method]
    const id = `ask-${label}`
    if (ask) showToast({ id, tone: 'busy', title: ask, text: label })
    try {
      // Before it is sent: afterwards its own nonce may be counted.
      const sends = method === 'eth_sendTransaction'
      const [nonce, block] = sends ? await Promise.all([nonceOf(from), blockNow()]) : []
      const answer = await provider.request(call as Parameters<Provider['request']>[0])
      if (sends) {
        const [{ to, data }] = call.params as [{ to: Hex; data?: Hex }]
        recordActivity({
          to,
          data: data ?? '0x',
          hash: answer as Hex,
          label,
          from,
          nonce: nonce!,
          fromBlock: block!,
          sentAt: Math.floor(Date.now() / 1000),
          status: 'pending',
        })
      }
      return answer
    } finally {
      if (ask) showToast({ id, dismiss: true })
    }
  }
  return { request: request as Provider['request'] }
}

export declare namespace recordingProvider {
  type Options = {
    readonly label: string
    readonly from: Address
    readonly isBurner: boolean
  }
}

async function nonceOf(address: Address): Promise<number> {
  return Number(await requestRpc<string>('eth_getTransactionCount', [address, 'pending']))
}

async function blockNow(): Promise<number> {
  return Number(await requestRpc<string>('eth_blockNumber'))
}
