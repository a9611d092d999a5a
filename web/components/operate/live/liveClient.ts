/** How the page talks to the operator's own node on this machine. The token stays in this tab. */

import { WitanError } from '#protocol/errors.ts'
import type { LiveReport } from '#telemetry/liveReport.ts'

export type LiveAccess = {
  /** Origin on loopback, without a slash at the end. */
  readonly url: string
  readonly token: string
}

export type LiveVerb = '/live' | '/pause' | '/resume'

/** The node answers in milliseconds, also when it works. */
const PATIENCE_MS = 3_000

/** Returns the origin that a typed address names; undefined for anything beyond this machine. */
export function parseLiveUrl(text: string): string | undefined {
  const trimmed = text.trim()
  const url = URL.parse(trimmed.includes('://') ? trimmed : `http://${trimmed}`)
  if (url?.protocol !== 'http:' || url.username !== '' || trimmed === '') return undefined
  if (url.hostname !== '127.0.0.1' && url.hostname !== 'localhost') return undefined
  // The page's policy lets it talk to the number, not to the name.
  return `http://127.0.0.1${url.port ? `:${url.port}` : ''}`
}

/**
 * Returns what the node says after it did what was asked.
 *
 * @throws {WitanError} NODE_OFFLINE when nobody answers; CONFIG_INVALID when the token is refused or another program answers.
 */
export async function askNode(
  { url, token }: LiveAccess,
  verb: LiveVerb,
  signal?: AbortSignal,
): Promise<LiveReport> {
  const tooLate = AbortSignal.timeout(PATIENCE_MS)
  const response = await fetch(`${url}${verb}`, {
    method: verb === '/live' ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${token}` },
    cache: 'no-store',
    signal: signal ? AbortSignal.any([signal, tooLate]) : tooLate,
  }).catch(() => undefined)
  if (response === undefined) {
    throw new WitanError('NODE_OFFLINE', `No node answers at ${url}.`, { retryable: true })
  }
  if (response.status === 401) {
    throw new WitanError(
      'CONFIG_INVALID',
      'The node refuses this token. Every start makes a new one: copy it from `witan status`.',
    )
  }
  const json: unknown = response.ok ? await response.json().catch(() => undefined) : undefined
  return parseLiveReport(json, url)
}

/** Returns a report as it crossed the wire. @throws {WitanError} CONFIG_INVALID when it is none. */
export function parseLiveReport(json: unknown, url: string): LiveReport {
  const report = json as LiveReport | undefined
  const isReport =
    typeof report === 'object' &&
    report !== null &&
    [report.nodeId, report.at, report.outputTokens, report.memory?.mainBytes].every(
      Number.isFinite,
    ) &&
    [report.jobs, report.models, report.errors, report.log].every(Array.isArray)
  if (!isReport) {
    throw new WitanError(
      'CONFIG_INVALID',
      `What answers at ${url} is no node, or one of another version. Check the address in \`witan status\`.`,
    )
  }
  // Amounts travel as text, since JSON has no integers of that size.
  return { ...report, vouched: BigInt(report.vouched), settled: BigInt(report.settled) }
}
