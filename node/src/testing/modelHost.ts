/** A file host on loopback that serves ranges, and breaks when a test wants. */

import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type ModelHost = AsyncDisposable & {
  readonly url: string
  /** Bytes of files that left so far. */
  readonly sentBytes: () => number
  /** Paths that were asked for, in order. */
  readonly requests: readonly string[]
  /** Sends as many bytes more as these, then cuts one connection; after that all is well again. */
  readonly cutAfter: (bytes: number) => void
  /** Sends as many bytes more as these, and then nothing, on connections that stay open; `undefined` for no end. */
  readonly hangAfter: (bytes: number | undefined) => void
}

/** Serves files by their path, such as `/model.gguf`, and small JSON documents beside them. */
export async function startModelHost(
  files: Readonly<Record<string, Uint8Array | object>>,
): Promise<ModelHost> {
  const state: State = { sent: 0, left: Number.POSITIVE_INFINITY, end: 'hang', requests: [] }
  const server = createServer((request, response) => {
    const path = new URL(request.url!, 'http://host').pathname
    state.requests.push(path)
    const file = files[path]
    if (file === undefined) response.writeHead(path === '/secret.gguf' ? 401 : 404).end()
    else if (file instanceof Uint8Array) serveFile(file, { request, response, state })
    else response.setHeader('content-type', 'application/json').end(JSON.stringify(file))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    requests: state.requests,
    sentBytes: () => state.sent,
    cutAfter: (bytes) => Object.assign(state, { left: bytes, end: 'cut' }),
    hangAfter: (bytes = Number.POSITIVE_INFINITY) =>
      Object.assign(state, { left: bytes, end: 'hang' }),
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

type State = {
  sent: number
  /** Bytes that still go out, and what comes then. */
  left: number
  end: 'cut' | 'hang'
  readonly requests: string[]
}

type Exchange = {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly state: State
}

function serveFile(file: Uint8Array, { request, response, state }: Exchange): void {
  const range = /^bytes=(\d+)-(\d+)?$/.exec(request.headers.range ?? '')
  const from = Number(range?.[1] ?? 0)
  const to = Math.min(Number(range?.[2] ?? file.length - 1), file.length - 1)
  response.writeHead(range ? 206 : 200, {
    'accept-ranges': 'bytes',
    'content-length': to - from + 1,
    ...(range && { 'content-range': `bytes ${from}-${to}/${file.length}` }),
  })
  if (request.method === 'HEAD') {
    response.end()
    return
  }
  // what comes without a range only tells the size, and is left unread
  if (!range) {
    response.flushHeaders()
    return
  }
  const wanted = file.subarray(from, to + 1)
  const piece = wanted.subarray(0, Math.min(wanted.length, state.left))
  state.sent += piece.length
  state.left -= piece.length
  if (piece.length === wanted.length) {
    response.end(piece)
    return
  }
  response.write(piece, () => {
    if (state.end === 'hang') return
    state.left = Number.POSITIVE_INFINITY
    response.destroy()
  })
}
