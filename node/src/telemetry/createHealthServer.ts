/**
 * Health and metrics for the operator's own machine: loopback only, and no web page may read them. With a live API, also
 * what the operator's own page reads and tells the node (liveApi.ts).
 */

import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WitanError } from '#protocol/errors.ts'
import { answerLive, isLivePath, type LiveApi } from './liveApi.ts'
import type { Metrics } from './metrics.ts'

const HOST = '127.0.0.1'
/** A scrape is one short request; anything slower is not a scraper. */
const REQUEST_TIMEOUT_MS = 5_000

/** What /health says. Values must hold no secret: every program of the machine can read them. */
export type HealthReport = {
  /** Whether the node takes tasks; 200 when it does, 503 when not. */
  readonly healthy: boolean
  readonly [name: string]: unknown
}

export type HealthServer = {
  readonly port: number
  readonly url: string
  readonly close: () => Promise<void>
  readonly [Symbol.asyncDispose]: () => Promise<void>
}

export type CreateHealthServerOptions = {
  /** 0 for any free port. */
  readonly port: number
  readonly report: () => HealthReport | Promise<HealthReport>
  readonly metrics: Pick<Metrics, 'render' | 'contentType'>
  /** @default none: its paths are not found */
  readonly live?: LiveApi
}

/**
 * Starts the server of GET /health and GET /metrics, and of the live API where there is one.
 *
 * @throws {WitanError} PORT_IN_USE when another program has the port.
 */
export async function createHealthServer(
  options: CreateHealthServerOptions,
): Promise<HealthServer> {
  const { port } = options
  const server = createServer((request, response) => {
    handle(options, request, response).catch(() => send(response, 500, { error: 'INTERNAL' }))
  })
  server.requestTimeout = REQUEST_TIMEOUT_MS
  server.headersTimeout = REQUEST_TIMEOUT_MS
  try {
    server.listen({ host: HOST, port, exclusive: true })
    await once(server, 'listening')
  } catch (cause) {
    throw portError(port, cause)
  }
  const close = async () => {
    if (!server.listening) return
    server.close()
    server.closeAllConnections()
    await once(server, 'close')
  }
  const bound = (server.address() as AddressInfo).port
  return { port: bound, url: `http://${HOST}:${bound}`, close, [Symbol.asyncDispose]: close }
}

async function handle(
  { report, metrics, live }: CreateHealthServerOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  // A web page whose name was made to resolve to loopback still sends its own name.
  if (!isLoopbackHost(request.headers.host)) return send(response, 403, { error: 'HOST_REFUSED' })
  const path = request.url?.split('?')[0] ?? ''
  if (live && isLivePath(path)) {
    const { method, headers } = request
    const answer = answerLive(live, { method, path, headers })
    return send(response, answer.status, answer.body, answer.headers)
  }
  if (request.method !== 'GET') return send(response, 405, { error: 'METHOD_REFUSED' })
  if (path === '/health') {
    const current = await report()
    return send(response, current.healthy ? 200 : 503, current)
  }
  if (path === '/metrics') {
    const text = await metrics.render()
    return write(response, 200, { 'content-type': metrics.contentType }, text)
  }
  send(response, 404, { error: 'NOT_FOUND' })
}

function isLoopbackHost(host: string | undefined): boolean {
  return host !== undefined && /^(?:127\.0\.0\.1|localhost)(?::\d{1,5})?$/i.test(host)
}

function send(
  response: ServerResponse,
  status: number,
  body: object | undefined,
  headers: Readonly<Record<string, string>> = {},
): void {
  if (body === undefined) {
    write(response, status, headers, '')
    return
  }
  const text = JSON.stringify(body, (_, value) =>
    typeof value === 'bigint' ? value.toString() : value,
  )
  const type = { 'content-type': 'application/json; charset=utf-8' }
  write(response, status, { ...type, ...headers }, `${text}\n`)
}

function write(
  response: ServerResponse,
  status: number,
  headers: Readonly<Record<string, string>>,
  text: string,
): void {
  response.writeHead(status, {
    ...headers,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    connection: 'close',
  })
  response.end(text)
}

function portError(port: number, cause: unknown): unknown {
  const code = (cause as { code?: unknown } | null)?.code
  if (code !== 'EADDRINUSE' && code !== 'EACCES') return cause
  return new WitanError(
    'PORT_IN_USE',
    `Port ${port} on ${HOST} cannot be used. Choose another one with --health-port, or 0 for any free one.`,
    { meta: { port }, cause },
  )
}
