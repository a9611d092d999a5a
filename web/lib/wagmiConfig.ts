/** wagmi for one deployment: wallets that announce themselves (EIP-6963), a plain injected one, the burner. */

import { type Config, createConfig, createConnector, http, injected } from 'wagmi'
import type { Site } from './loadSite.ts'
import { createBurnerProvider } from './wallet/burnerProvider.ts'

export const BURNER_ID = 'witan.burner'

/** Returns wagmi's configuration; it reads the chain where the site says. */
export function wagmiConfig(site: Site): Config {
  const { rpcUrl, deployment, faucet } = site
  const chain = {
    id: deployment.chainId,
    name: chainName(deployment.chainId),
    nativeCurrency: { name: 'Ether', symbol: 'ETH', decimals: 18 },
    rpcUrls: { default: { http: [rpcUrl] } },
  }
  return createConfig({
    chains: [chain],
    multiInjectedProviderDiscovery: true,
    // An announced wallet and window.ethereum are often the same; the dialog shows the announced.
    connectors: [injected(), ...(faucet ? [burner(site)] : [])],
    transports: { [chain.id]: http(rpcUrl) },
  })
}

/** Returns a chain's name as people know it. */
function chainName(chainId: number): string {
  return chainId === 31337 || chainId === 1337 ? 'Witan devnet' : `chain ${chainId}`
}

function burner(site: Site) {
  const provider = createBurnerProvider(site)
  const connector = injected({
    target: { id: BURNER_ID, name: 'Burner wallet', provider: () => provider as never },
  })
  return createConnector(connector)
}
