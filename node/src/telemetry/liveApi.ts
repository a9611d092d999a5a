/**
 * What the operator's own page may ask of the node and tell it: GET /live, POST /pause, POST /resume. Whoever asks shows
 * the token of the data folder; a browser lets only pages of this machine ask.
 */

import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import type { LiveReport } from './liveReport.ts'

export type LiveApi = {
  /** Whoever knows it may read and pause. */
  readonly token: string
  readonly report: () => LiveReport
  /** Takes no new quotes and tasks until `resume`; what runs goes on. */
  readonly pause: () => void
  readonly resume: () => void
}

export type LiveRequest = {
  readonly method: string | undefined
  readonly path: string
  readonly headers: IncomingHttpHeaders
}

export type LiveAnswer = {
  readonly status: number
  /** Undefined for an answer without a body. */
  readonly body: object | undefined
  readonly headers: Readonly<Record<string, string>>
}

const METHODS: Readonly<Record<string, 'GET' | 'POST'>> = {
  '/live': 'GET',
  '/pause': 'POST',
  '/resume': 'POST',
}
const OWN_ORIGIN = /^http:\/\/(?:127\.0\.0\.1|localhost)(?::\d{1,5})?$/
/** How long a browser need not ask again whether it may ask (seconds). */
const PREFLIGHT_SECONDS = 600

/** Returns whether a path is answered here. */
export function isLivePath(path: string): boolean {
  return Object.hasOwn(METHODS, path)
}

/** Returns the answer to one request for a path of this API; the Host header was checked before. */
export function answerLive(api: LiveApi, { method, path, headers }: LiveRequest): LiveAnswer {
  const { origin } = headers
  // Programs send none; a page can't leave it out.
  if (origin !== undefined && !OWN_ORIGIN.test(origin)) return refuse(403, 'ORIGIN_REFUSED')
  const cors: Record<string, string> = { vary: 'origin' }
  if (origin !== undefined) cors['access-control-allow-origin'] = origin
  if (method === 'OPTIONS') return { status: 204, body: undefined, headers: preflight(cors) }
  if (method !== METHODS[path]) return refuse(405, 'METHOD_REFUSED', cors)
  if (!holdsToken(headers.authorization, api.token)) {
    return refuse(401, 'TOKEN_REFUSED', { ...cors, 'www-authenticate': 'Bearer' })
  }
  if (path === '/pause') api.pause()
  if (path === '/resume') api.resume()
  return { status: 200, body: api.report(), headers: cors }
}

function preflight(cors: Record<string, string>): Record<string, string> {
  return {
    ...cors,
    'access-control-allow-methods': 'GET, POST',
    'access-control-allow-headers': 'authorization',
    'access-control-max-age': String(PREFLIGHT_SECONDS),
  }
}

function refuse(status: number, error: string, headers: Record<string, string> = {}): LiveAnswer {
  return { status, body: { error }, headers }
}

/** Compares digests: they have one length, and how long it takes says nothing of the token. */
function holdsToken(authorization: string | undefined, token: string): boolean {
  const given = /^Bearer ([\x21-\x7e]+)$/i.exec(authorization ?? '')?.[1]
  return given !== undefined && timingSafeEqual(digest(given), digest(token))
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
