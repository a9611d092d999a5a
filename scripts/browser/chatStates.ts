/** What the chat page shows besides itself: a request that no expert fits, an answer on its way, one that is there, a refusal. */

import type { Page } from 'playwright-core'
import type { Visitor } from './openVisit.ts'
import { answerTo, askFor, write } from './requesterSteps.ts'
import type { SlowLink } from './slowLink.ts'

const QUESTION = 'What is 482 + 39?'
/** Its answer has enough frames to be seen on its way. */
const LONG_QUESTION = 'What is 4821 * 39 + 7?'

export type ChatState = {
  /** For a file's name. */
  readonly name: string
  /** Brings a page to it, from the state before. */
  readonly reach: (visitor: Visitor, link: SlowLink) => Promise<unknown>
}

/** In this order, on one page with a wallet that has funds. */
export const CHAT_STATES: readonly ChatState[] = [
  {
    name: 'chat-declined',
    reach: async ({ page }) => {
      await write(page, 'who won the world cup in 1998')
      await page.getByRole('alert').getByText('NO_SPECIALIST').waitFor()
    },
  },
  {
    name: 'chat-refused',
    reach: async ({ page, wallet }) => {
      wallet!.will.refuse = ['eth_signTypedData_v4', 'eth_sendTransaction']
      await askFor(page, QUESTION, (article) => article.getByText('Nothing was sent.'))
      wallet!.will.refuse = []
    },
  },
  {
    name: 'chat-streaming',
    reach: async ({ page }, link) => {
      link.setSlow(true)
      await askFor(page, LONG_QUESTION, (article) => article.getByTestId('stream'))
      link.hold()
    },
  },
  {
    name: 'chat-answered',
    reach: async ({ page }, link) => {
      link.setSlow(false)
      await page.getByTestId('answer').waitFor()
      await answered(page)
    },
  },
  {
    name: 'chat-parts',
    reach: async ({ page }) => {
      await answerTo(page, 'What is 6 * 7? What is 18 + 25?')
      await answered(page)
    },
  },
]

async function answered(page: Page): Promise<void> {
  await page
    .getByText(/Receipt: (\d+) of \1 checks hold/)
    .last()
    .waitFor()
  await page
    .getByRole('button', { name: /^Reclaim \$/ })
    .last()
    .waitFor()
}
