/** What a requester does on the chat page, for tests and measurements. */

import type { Locator, Page } from 'playwright-core'

/** Longest wait for an answer (ms): a job takes a second or two, on a loaded machine several times that. */
export const ANSWER = { timeout: 60_000 }
const MOST_TRIES = 5

export async function connectBurner(page: Page): Promise<void> {
  await page.getByRole('banner').getByRole('button', { name: 'Use a burner wallet' }).click()
  await page.getByRole('button', { name: /Burner wallet/ }).click()
  await page.getByRole('banner').getByRole('button', { name: 'Get test tokens' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Get test tokens' }).click()
  await page.getByRole('dialog').getByText('$250.00').waitFor(ANSWER)
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
}

export async function connect(page: Page): Promise<void> {
  await page.getByRole('banner').getByRole('button', { name: 'Connect' }).click()
  await page.getByRole('button', { name: 'Test Wallet' }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
}

export async function write(page: Page, prompt: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Your request' }).fill(prompt)
}

/** Writes and sends by the keyboard, once the price is known. */
export async function ask(page: Page, prompt: string): Promise<void> {
  await write(page, prompt)
  await page.getByText(/^≤ \$0\.\d+$/).waitFor(ANSWER)
  await page.getByRole('textbox', { name: 'Your request' }).press('Control+Enter')
}

/** Asks until an answer comes, and returns it. @throws Error when none comes after several tries. */
export async function answerTo(page: Page, prompt: string): Promise<string | null> {
  const answer = await askFor(page, prompt, (article) => article.getByTestId('answer'))
  return await answer.textContent()
}

/**
 * Asks until what is wanted shows: on a loaded machine nodes quote too late, and nothing is paid then.
 *
 * @param wanted - In the new entry of the conversation.
 * @throws Error when it never shows after several tries.
 */
export async function askFor(
  page: Page,
  prompt: string,
  wanted: (article: Locator) => Locator,
): Promise<Locator> {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const asked = await page.getByRole('article').count()
    await ask(page, prompt)
    const article = page.getByRole('article').nth(asked)
    await wanted(article).or(failureIn(article)).first().waitFor(ANSWER)
    if ((await wanted(article).count()) > 0) return wanted(article)
  }
  throw new Error(`The request "${prompt}" failed ${MOST_TRIES} times.`)
}

/** Returns where a job says that it failed. */
export function failureIn(article: Locator): Locator {
  return article.getByTestId('job-state').filter({ hasText: 'failed' })
}

export async function stateIs(page: Page, word: string): Promise<void> {
  await page.getByTestId('job-state').filter({ hasText: word }).last().waitFor(ANSWER)
}
