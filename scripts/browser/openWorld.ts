/** A devnet with the built dApp on loopback, and a browser: what every browser test stands on. */

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import type { Role } from '#protocol/role.ts'
import type { LocalAccount } from '#testing/localChain.ts'
import { serveDevnetDapp } from '../devnet/serveDevnetDapp.ts'
import { type Devnet, startDevnet } from '../devnet/startDevnet.ts'
import { launchBrowser } from './launchBrowser.ts'
import { addTestWallet, type TestWallet } from './testWallet.ts'
import { type Watch, watchPages } from './watchPages.ts'

export type Visitor = AsyncDisposable & {
  readonly context: BrowserContext
  readonly page: Page
  readonly watch: Watch
  /** Only where an account was given. */
  readonly wallet: TestWallet | undefined
}

export type World = AsyncDisposable & {
  readonly devnet: Devnet
  readonly browser: Browser
  /** Address of the dApp, ends with a slash. */
  readonly url: string
  /** Returns a fresh browser profile with a page; an account gives it a wallet. */
  readonly visit: (options?: VisitOptions) => Promise<Visitor>
}

export type VisitOptions = BrowserContextOptions & {
  readonly account?: LocalAccount
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
      visit: (visitor) => visit({ devnet, browser, url: dapp.url }, visitor),
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

async function visit(
  { devnet, browser, url }: Pick<World, 'devnet' | 'browser' | 'url'>,
  { account, ...options }: VisitOptions = {},
): Promise<Visitor> {
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width: 1280, height: 900 },
    reducedMotion: 'reduce',
    ...options,
  })
  const watch = await watchPages(context)
  const wallet =
    account &&
    (await addTestWallet(context, {
      rpcUrl: devnet.localChain.rpcUrl,
      chainId: devnet.deployment.chainId,
      privateKey: account.privateKey,
    }))
  const page = await context.newPage()
  return { context, page, watch, wallet, [Symbol.asyncDispose]: () => context.close() }
}
