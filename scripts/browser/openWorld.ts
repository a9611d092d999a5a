/** A devnet with the built dApp on loopback, and a browser: what every browser test stands on. */

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import type { Role } from '#protocol/role.ts'
import { serveDevnetDapp } from '../devnet/serveDevnetDapp.ts'
import { type Devnet, startDevnet } from '../devnet/startDevnet.ts'
import { launchBrowser } from './launchBrowser.ts'
import { openVisit, type VisitOptions, type Visitor } from './openVisit.ts'

export type World = AsyncDisposable & {
  readonly devnet: Devnet
  readonly browser: Browser
  /** Address of the dApp, ends with a slash. */
  readonly url: string
  /** Returns a fresh browser profile with a page; an account gives it a wallet. */
  readonly visit: (options?: VisitOptions) => Promise<Visitor>
}

const defaults = {
  /** Two nodes serve the same role, so that one can fail. */
  nodes: [['math'], ['math'], ['tools']] as readonly (readonly Role[])[],
}

/** Returns a running world; all of it ends with it. */
export async function openWorld(options: Partial<openWorld.Options> = {}): Promise<World> {
  const { nodes, ...rest } = { ...defaults, ...options }
  const stack = new AsyncDisposableStack()
  try {
    const folder = await mkdtemp(join(tmpdir(), 'witan-browser-'))
    stack.defer(() => rm(folder, { recursive: true, force: true }))
    const aborted = new AbortController()
    stack.defer(() => aborted.abort())
    const devnet = stack.use(await startDevnet({ ...rest, folder, nodes, signal: aborted.signal }))
    const dapp = stack.use(await serveDevnetDapp(devnet))
    const browser = await launchBrowser()
    stack.defer(() => browser.close())
    const started = stack.move()
    return {
      devnet,
      browser,
      url: dapp.url,
      visit: (visitor) => {
        const { rpcUrl } = devnet.localChain
        const { chainId } = devnet.deployment
        return openVisit({ browser, url: dapp.url, rpcUrl, chainId }, visitor)
      },
      [Symbol.asyncDispose]: () => started.disposeAsync(),
    }
  } catch (error) {
    await stack.disposeAsync()
    throw error
  }
}

export declare namespace openWorld {
  type Options = Omit<startDevnet.Options, 'folder' | 'signal'>
}
