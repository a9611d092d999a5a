/** A link to the nodes on which an answer takes long on any machine: the nodes are as fast as they are. */

import { setTimeout as wait } from 'node:timers/promises'
import type { Page } from 'playwright-core'

/** Time that each message of a node is under way (milliseconds): an answer of a hundred frames lasts for seconds. */
const EACH_MS = 40

export type SlowLink = {
  /** Whether each message takes its time from now on; none does at first. */
  readonly setSlow: (slow: boolean) => void
  /** Holds back what comes from now on, until it is fast or slow again. */
  readonly hold: () => void
}

/**
 * Puts a link between a page and the nodes that can slow down what they send, in its order. What is under way when a
 * node is gone is lost. Call it before the page is opened.
 */
export async function slowLink(page: Page): Promise<SlowLink> {
  let eachMs = 0
  let held = Promise.withResolvers<void>()
  held.resolve()
  await page.routeWebSocket(/./, (socket) => {
    let gone = false
    let last = Promise.resolve()
    const node = socket.connectToServer()
    node.onMessage((message) => {
      last = last.then(async () => {
        if (eachMs > 0) await wait(eachMs)
        await held.promise
        if (!gone) socket.send(message)
      })
    })
    node.onClose((code, reason) => {
      gone = true
      void socket.close({ code, reason })
    })
  })
  return {
    setSlow: (slow) => {
      eachMs = slow ? EACH_MS : 0
      held.resolve()
    },
    hold: () => {
      held = Promise.withResolvers()
    },
  }
}
