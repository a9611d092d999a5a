/** A chain with the contracts, the built dApp and a browser, without any node: what a test of the court stands on. */

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createChain } from '#chain/createChain.ts'
import { type Deployment, parseDeployment } from '#chain/deployment.ts'
import type { CourtWorld } from '#testing/courtMarket.ts'
import { startLocalChain } from '#testing/localChain.ts'
import { deployWitan } from '../deploy/deployWitan.ts'
import { localTerms } from '../deploy/localTerms.ts'
import { DAPP } from '../web/dappFolder.ts'
import { serveDapp } from '../web/serveDapp.ts'
import { launchBrowser } from './launchBrowser.ts'
import { openVisit, type VisitOptions, type Visitor } from './openVisit.ts'

export type CourtDapp = AsyncDisposable &
  CourtWorld & {
    readonly deployment: Deployment
    readonly url: string
    readonly visit: (options?: VisitOptions) => Promise<Visitor>
  }

/** Every step of a case lasts an hour, so that none ends on a slow machine before the test ends it. */
const HOUR = 3_600
const STEPS = { ...localTerms.steps, draw: HOUR, commit: HOUR, reveal: HOUR, appeal: HOUR }

/** Returns a running world; all of it ends with it. */
export async function openCourtWorld(): Promise<CourtDapp> {
  const stack = new AsyncDisposableStack()
  try {
    const folder = await mkdtemp(join(tmpdir(), 'witan-court-'))
    stack.defer(() => rm(folder, { recursive: true, force: true }))
    const localChain = stack.use(await startLocalChain())
    const { rpcUrl, accounts, request } = localChain
    const { privateKey } = accounts[0]!
    const terms = { ...localTerms, steps: STEPS }
    const record = await deployWitan({ rpcUrl, privateKey, folder, ...terms })
    const deployment = parseDeployment(record)
    const site = () => ({ rpcUrl, deployment: record, bootstrap: [], faucet: true })
    const dapp = stack.use(await serveDapp({ folder: DAPP, site, fill: async () => {} }))
    const browser = await launchBrowser()
    stack.defer(() => browser.close())
    const started = stack.move()
    return {
      localChain,
      deployment,
      url: dapp.url,
      connect: (account) =>
        createChain({ rpcUrl, deployment, ...(account && { privateKey: account.privateKey }) }),
      passTime: async (seconds) => {
        await request('evm_increaseTime', [seconds])
        await request('evm_mine')
      },
      visit: (visitor) =>
        openVisit({ browser, url: dapp.url, rpcUrl, chainId: deployment.chainId }, visitor),
      [Symbol.asyncDispose]: () => started.disposeAsync(),
    }
  } catch (error) {
    await stack.disposeAsync()
    throw error
  }
}
