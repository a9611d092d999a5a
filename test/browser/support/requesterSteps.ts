/** What a requester does on the chat page, for tests of several files. */

import type { Page } from 'playwright-core'

/** Longest wait for an answer (ms): a job takes a second or two, on a loaded machine several times that. */
export const ANSWER = { timeout: 60_000 }

export async function useBurner(page: Page): Promise<void> {
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

export async function answerOf(page: Page): Promise<string | null> {
  return await page.getByTestId('answer').last().textContent(ANSWER)
}

export async function stateIs(page: Page, word: string): Promise<void> {
  await page.getByTestId('job-state').filter({ hasText: word }).last().waitFor(ANSWER)
}
