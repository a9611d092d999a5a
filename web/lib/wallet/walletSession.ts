/**
 * The connection to the user's wallet. Loaded after the page shows, by the wallet provider: wagmi and viem are most of
 * the JavaScript that a wallet needs, and pages that only read do without.
 */

import type { Config, Connector } from 'wagmi'
import { connect, disconnect, getConnection, reconnect, switchChain } from 'wagmi/actions'
import type { Chain } from '#chain/chain.ts'
import { createChain } from '#chain/createChain.ts'
import { WitanError } from '#protocol/errors.ts'
import { parseAddress } from '#protocol/ids.ts'
import type { Site } from '../loadSite.ts'
import { BURNER_ID, wagmiConfig } from '../wagmiConfig.ts'
import { recordingProvider } from './recordingProvider.ts'
import type { WalletState } from './wallet.ts'

export type WalletSession = {
  readonly getState: () => WalletState
  readonly subscribe: (listener: () => void) => () => void
  readonly connect: (choiceId: string) => Promise<void>
  readonly disconnect: () => Promise<void>
  readonly switchChain: () => Promise<void>
  readonly chain: (label: string) => Promise<Chain>
}

/** Returns a session on the site's chain that has picked up the wallet of the last visit, if there was one. */
export async function openWalletSession(site: Site): Promise<WalletSession> {
  const config = wagmiConfig(site)
  const { chainId } = site.deployment
  await reconnect(config).catch(() => undefined)
  let state = stateOf(config, chainId)
  const session: WalletSession = {
    getState: () => state,
    subscribe: (listener) =>
      config.subscribe(
        () => stateOf(config, chainId),
        (next) => {
          state = next
          listener()
        },
        { equalityFn: (a, b) => JSON.stringify(a) === JSON.stringify(b) },
      ),
    connect: async (choiceId) => {
      const connector = config.connectors.find(({ id }) => id === choiceId)
      if (connector) await connect(config, { connector })
    },
    disconnect: async () => {
      await disconnect(config)
    },
    switchChain: async () => {
      await switchChain(config, { chainId })
    },
    chain: (label) => openChain(site, config, label),
  }
  return session
}

async function openChain(site: Site, config: Config, label: string): Promise<Chain> {
  const { connector, address, chainId } = getConnection(config)
  const { deployment, rpcUrl } = site
  if (!connector || !address || chainId !== deployment.chainId) {
    throw new WitanError('CONFIG_INVALID', 'No wallet is connected to this chain. Connect one.')
  }
  const provider = (await connector.getProvider()) as Parameters<typeof recordingProvider>[0]
  const from = parseAddress(address)
  return await createChain({
    deployment,
    rpcUrl,
    walletAccount: from,
    provider: recordingProvider(provider, { label, from, isBurner: connector.id === BURNER_ID }),
  })
}

function stateOf(config: Config, chainId: number): WalletState {
  const { status, connector, address, chainId: walletChainId } = getConnection(config)
  const connected = status === 'connected'
  return {
    status: connected
      ? walletChainId === chainId
        ? 'ready'
        : 'wrongChain'
      : status === 'disconnected'
        ? 'disconnected'
        : 'connecting',
    address: connected && address ? parseAddress(address) : undefined,
    name: connected ? connector?.name : undefined,
    isBurner: connected && connector?.id === BURNER_ID,
    choices: choicesOf(config.connectors),
  }
}

function choicesOf(connectors: readonly Connector[]): WalletState['choices'] {
  const announced = connectors.some(({ id }) => id !== BURNER_ID && id !== 'injected')
  const hasInjected = typeof window !== 'undefined' && 'ethereum' in window
  return connectors
    .filter(({ id }) => (id === 'injected' ? hasInjected && !announced : true))
    .map(({ id, name, icon }) => ({
      id,
      name: id === 'injected' ? 'Browser wallet' : name,
      // Only pictures that travel with the wallet: nothing is fetched.
      icon: icon?.startsWith('data:') ? icon : undefined,
      isBurner: id === BURNER_ID,
    }))
}
