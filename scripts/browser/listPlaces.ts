import { glob } from 'node:fs/promises'
import { DAPP } from '../web/dappFolder.ts'
import type { CourtSeed } from './seedCourt.ts'
import type { Seed } from './seedMarket.ts'

export type Place = {
  /** For a file's name: "job", "operate-live". */
  readonly name: string
  /** With the query that fills the page. */
  readonly path: string
  /** Whether it shows more once a wallet is connected. */
  readonly wantsWallet: boolean
}

const WALLET_PAGES = ['/chat/', '/account/', '/operate/', '/jobs/']

/** Returns every page of the build, permalinks with an id of the seeded market and court, and a page that isn't there. */
export async function listPlaces(
  { jobId, txHash }: Seed,
  { proof, probeId, ruledCase, openCase }: CourtSeed,
): Promise<readonly Place[]> {
  const queries: Readonly<Record<string, string>> = {
    '/job/': `?id=${jobId}`,
    '/node/': '?id=1',
    '/tx/': `?hash=${txHash}`,
  }
  const places: Place[] = [
    { name: 'not-found', path: '/nowhere/', wantsWallet: false },
    { name: 'case-proof', path: `/case/?proof=${proof}`, wantsWallet: false },
    { name: 'case-ruled', path: `/case/?id=${ruledCase}`, wantsWallet: true },
    { name: 'case-open', path: `/case/?id=${openCase}`, wantsWallet: true },
    { name: 'probe-reported', path: `/probe/?id=${probeId}`, wantsWallet: false },
  ]
  for await (const file of glob('**/index.html', { cwd: DAPP })) {
    const route = `/${file.replace(/index\.html$/, '')}`
    if (route === '/404/' || route === '/_not-found/') continue
    const name = route.slice(1, -1).replaceAll('/', '-') || 'home'
    places.push({
      name,
      path: `${route}${queries[route] ?? ''}`,
      wantsWallet: WALLET_PAGES.includes(route),
    })
  }
  return places.sort((a, b) => a.name.localeCompare(b.name))
}
