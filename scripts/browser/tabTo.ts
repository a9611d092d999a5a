import type { Locator, Page } from 'playwright-core'

/** More than the stops of any page: the keys go round once. */
const MOST_STOPS = 80

/** Moves the focus by the tab key until it is on what is wanted. @throws Error when no stop of the page is. */
export async function tabTo(page: Page, wanted: Locator): Promise<void> {
  await wanted.waitFor()
  for (let stop = 0; stop <= MOST_STOPS; stop++) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`${MOST_STOPS} presses of the tab key did not lead to ${wanted}.`)
}
