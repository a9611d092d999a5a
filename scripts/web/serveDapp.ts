/** Serves the built dApp on loopback: pages with their content policy, compressed, and where the network is. */

import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WitanError } from '#protocol/errors.ts'
import { type Address, parseAddress } from '#protocol/ids.ts'
import { HEADER_ONLY } from './contentPolicy.ts'
import { createPageFiles, type PageFile } from './pageFiles.ts'

/** What the dApp fetches as /witan.json (web/lib/loadSite.ts). */
export type SiteConfig = {
  readonly rpcUrl: string
  /** A record of deployments/<chainId>.json. */
  readonly deployment: unknown
  /** Websocket multiaddrs. */
  readonly bootstrap: readonly string[]
  readonly faucet: boolean
}

export type DappServer = AsyncDisposable & {
  readonly url: string
  readonly close: () => Promise<void>
}

const MAX_BODY_BYTES = 1_000

/**
 * Returns a server of the dApp on 127.0.0.1.
 *
 * @param options - Folder of the build, what the pages are told, who fills accounts.
 * @throws Error when the port is taken.
 */
export async function serveDapp(options: serveDapp.Options): Promise<DappServer> {
  const { folder, port = 0 } = options
  const files = createPageFiles(folder)
  const server = createServer((request, response) => {
    answer(request, response).catch(() => {
      if (!response.headersSent) response.writeHead(500)
      response.end()
    })
  })
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const { host } = request.headers
    // A name that resolves to loopback is how a foreign page would reach this server.
    if (
      host !== `127.0.0.1:${addressOf(server).port}` &&
      host !== `localhost:${addressOf(server).port}`
    ) {
      return send(response, 421, 'This server answers to 127.0.0.1 only.\n')
    }
    const { pathname, search } = new URL(request.url ?? '/', `http://${host}`)
    if (pathname === '/faucet') return await serveFaucet(request, response, options.fill)
    if (request.method !== 'GET' && request.method !== 'HEAD') return send(response, 405, '')
    if (pathname === '/witan.json') {
      return send(response, 200, JSON.stringify(await options.site()), 'application/json')
    }
    const file = await files.find(pathname)
    if (file === 'folder') {
      response.writeHead(308, { location: `${pathname}/${search}` }).end()
      return
    }
    return await sendFile(request, response, file ?? (await files.notFound()))
  }
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const close = async () => {
    server.closeAllConnections()
    if (server.listening) await new Promise((resolve) => server.close(resolve))
  }
  return { url: `http://127.0.0.1:${addressOf(server).port}/`, close, [Symbol.asyncDispose]: close }
}

export declare namespace serveDapp {
  type Options = {
    /** The build. */
    readonly folder: string
    /** Asked anew for every page, as nodes come and go. */
    readonly site: () => SiteConfig | Promise<SiteConfig>
    /** Gives an account coins and test dollars; without it there is no faucet. */
    readonly fill?: (address: Address) => Promise<void>
    /** @default 0, any free port */
    readonly port?: number
  }
}

async function serveFaucet(
  request: IncomingMessage,
  response: ServerResponse,
  fill: serveDapp.Options['fill'],
): Promise<void> {
  const { host, origin } = request.headers
  if (!fill) return send(response, 404, '')
  if (request.method !== 'POST') return send(response, 405, '')
  if (origin !== `http://${host}`) return send(response, 403, '')
  let body = ''
  for await (const chunk of request.setEncoding('utf8')) {
    body += chunk
    if (body.length > MAX_BODY_BYTES) return send(response, 413, '')
  }
  try {
    await fill(parseAddress((JSON.parse(body) as { readonly address?: unknown }).address))
    return send(response, 204, '')
  } catch (error) {
    const mistake = error instanceof SyntaxError || error instanceof WitanError
    return send(response, mistake ? 400 : 500, '')
  }
}

async function sendFile(
  request: IncomingMessage,
  response: ServerResponse,
  file: PageFile,
): Promise<void> {
  const encodings = String(request.headers['accept-encoding'] ?? '')
  const encoding = /\bbr\b/.test(encodings) ? 'br' : /\bgzip\b/.test(encodings) ? 'gzip' : undefined
  const packed = encoding && (await file.packed(encoding))
  const body = packed ?? file.body
  response.writeHead(file.status, {
    'content-type': file.type,
    'content-length': body.length,
    vary: 'accept-encoding',
    ...(packed && { 'content-encoding': encoding }),
    'cache-control': file.immutable ? 'public, max-age=31536000, immutable' : 'no-cache',
    ...(file.policy !== undefined && {
      'content-security-policy': `${file.policy}; ${HEADER_ONLY}`,
    }),
    ...SAFETY,
  })
  response.end(request.method === 'HEAD' ? undefined : body)
}

const SAFETY = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
} as const

function send(response: ServerResponse, status: number, body: string, type = 'text/plain'): void {
  response
    .writeHead(status, { 'content-type': type, 'cache-control': 'no-store', ...SAFETY })
    .end(body)
}

function addressOf(server: ReturnType<typeof createServer>): AddressInfo {
  return server.address() as AddressInfo
}
