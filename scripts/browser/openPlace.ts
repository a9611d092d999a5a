import type { Page } from 'playwright-core'

/** Longest wait for what a page reads (milliseconds). */
const SETTLE_MS = 60_000

/** Goes to a page and waits until it has read what it shows: its heading is there, the wallet is known, nothing is read. */
export async function openPlace(page: Page, path: string): Promise<void> {
  await page.goto(path)
  await page.locator('main h1').first().waitFor()
  await page
    .getByRole('contentinfo')
    .getByText(/block [\d,]+/)
    .waitFor()
  await page.waitForFunction(
    () =>
      document.querySelector('[data-wallet="opening"]') === null &&
      ![...document.querySelectorAll('dd > .sr-only')].some((e) => e.textContent === 'reading') &&
      ![...document.querySelectorAll('[role="status"]')].some((e) =>
        /^Reading /.test(e.textContent ?? ''),
      ),
    undefined,
    { timeout: SETTLE_MS },
  )
}

/** Connects the test wallet that the page's context has. */
export async function connectWallet(page: Page): Promise<void> {
  await page.getByRole('banner').getByRole('button', { name: 'Connect' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Test Wallet' }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
}
