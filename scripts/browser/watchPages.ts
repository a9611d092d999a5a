/** What must never happen on any page, collected while the tests run. */

import assert from 'node:assert/strict'
import type { BrowserContext } from 'playwright-core'

export type Watch = {
  /** What happened, in words. */
  readonly problems: string[]
  /** Fails when anything happened but what `allowed` names. */
  readonly assertClean: (allowed?: RegExp) => void
}

/** Returns a watch over every page of a context: console errors, policy violations, requests beyond loopback. */
export async function watchPages(context: BrowserContext): Promise<Watch> {
  const problems: string[] = []
  context.on('console', (message) => {
    if (message.type() !== 'error') return
    problems.push(`console: ${message.text()} (${message.location().url})`)
  })
  context.on('weberror', (error) => problems.push(`thrown: ${error.error().stack}`))
  context.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url())
    if (protocol === 'data:' || protocol === 'blob:' || hostname === '127.0.0.1') return
    problems.push(`request outside loopback: ${request.url()}`)
  })
  await context.exposeFunction('reportPolicyViolation', (what: string) => {
    problems.push(`policy violation: ${what}`)
  })
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
      const { reportPolicyViolation } = window as unknown as {
        reportPolicyViolation: (what: string) => void
      }
      reportPolicyViolation(`${violatedDirective} ${blockedURI}`)
    })
  })
  context.on('page', (page) => {
    page.on('websocket', (socket) => {
      const { hostname } = new URL(socket.url())
      if (hostname !== '127.0.0.1') problems.push(`websocket outside loopback: ${socket.url()}`)
    })
  })
  return {
    problems,
    assertClean: (allowed) => {
      const found = problems.filter((problem) => !allowed?.test(problem))
      assert.deepEqual(found, [])
    },
  }
}
