/** Every byte that a page exchanges with the network, and a search in it. */

import type { Page } from 'playwright-core'

/** Keeps every byte that a page sends or receives on the network. */
export function recordTraffic(page: Page) {
  const parts: Buffer[] = []
  const traffic = {
    frames: 0,
    find: (text: string) => parts.filter((part) => part.includes(text)),
  }
  page.on('request', (request) => {
    parts.push(Buffer.from(request.url()), request.postDataBuffer() ?? Buffer.alloc(0))
  })
  page.on('websocket', (socket) => {
    const keep = ({ payload }: { payload: string | Buffer }) => {
      traffic.frames++
      parts.push(Buffer.from(payload))
    }
    socket.on('framesent', keep)
    socket.on('framereceived', keep)
  })
  return traffic
}
