/**
 * Where the dApp runs: chain, contracts, first peers. Nothing of it is built in, so one build serves every deployment.
 * Pages use `useSite()` or `useChainQuery()`; verbs outside React use `await loadSite()`.
 */

import { type Deployment, parseDeployment } from '#chain/deployment.ts'
import { WitanError } from '#protocol/errors.ts'

export type Site = {
  readonly rpcUrl: string
  readonly deployment: Deployment
  /** Websocket multiaddrs of nodes that let a page into the network. */
  readonly bootstrap: readonly string[]
  /** Whether coins and test dollars are given away: a chain on the user's own machine. */
  readonly faucet: boolean
}

const PATH = '/witan.json'

let loaded: Promise<Site> | undefined

/**
 * Returns the configuration that the page's server offers; it is fetched once, again after a failure.
 *
 * @throws {WitanError} DEPLOYMENT_MISSING when the server has none; CONFIG_INVALID when it is malformed.
 */
export function loadSite(): Promise<Site> {
  loaded ??= fetchSite().catch((error: unknown) => {
    loaded = undefined
    throw error
  })
  return loaded
}

async function fetchSite(): Promise<Site> {
  const response = await fetch(PATH, { cache: 'no-store' }).catch(() => undefined)
  const json: unknown = response?.ok ? await response.json().catch(() => undefined) : undefined
  if (typeof json !== 'object' || json === null) {
    throw new WitanError(
      'DEPLOYMENT_MISSING',
      'This page was served without a network: there is no /witan.json. Start one with `npm run dev`.',
    )
  }
  const { rpcUrl, deployment, bootstrap, faucet } = json as Record<string, unknown>
  if (typeof rpcUrl !== 'string' || !Array.isArray(bootstrap)) {
    throw new WitanError('CONFIG_INVALID', '/witan.json has no rpcUrl or no bootstrap list.')
  }
  return {
    rpcUrl,
    deployment: parseDeployment(deployment),
    bootstrap: bootstrap.filter((address) => typeof address === 'string'),
    faucet: faucet === true,
  }
}
