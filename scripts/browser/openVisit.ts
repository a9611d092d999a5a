/** A fresh browser profile with a page, watched from its first moment, with a wallet where an account is given. */

import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import type { LocalAccount } from '#testing/localChain.ts'
import { addTestWallet, type TestWallet } from './testWallet.ts'
import { type Watch, watchPages } from './watchPages.ts'

export type Visitor = AsyncDisposable & {
  readonly context: BrowserContext
  readonly page: Page
  readonly watch: Watch
  /** Only where an account was given. */
  readonly wallet: TestWallet | undefined
}

export type VisitOptions = BrowserContextOptions & {
  readonly account?: LocalAccount
}

/** Returns a visitor of a dApp. @param dapp - Where it is, and the chain that its wallets are on. */
export async function openVisit(
  dapp: {
    readonly browser: Browser
    readonly url: string
    readonly rpcUrl: string
    readonly chainId: number
  },
  { account, ...options }: VisitOptions = {},
): Promise<Visitor> {
  const { browser, url, rpcUrl, chainId } = dapp
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width: 1280, height: 900 },
    reducedMotion: 'reduce',
    ...options,
  })
  const watch = await watchPages(context)
  const wallet =
    account && (await addTestWallet(context, { rpcUrl, chainId, privateKey: account.privateKey }))
  const page = await context.newPage()
  return { context, page, watch, wallet, [Symbol.asyncDispose]: () => context.close() }
}
