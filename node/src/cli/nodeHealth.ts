/** What a running node says of itself on loopback, and where it says it. */

import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from '#config/schema.ts'
import { API_TOKEN_FILE } from '#telemetry/writeApiToken.ts'

/** A running node's own report; amounts are integer text in micro-dollars. */
export type NodeHealth = {
  /** Whether it takes tasks. */
  readonly healthy: boolean
  /** Whether its operator told it to take none. */
  readonly paused: boolean
  readonly nodeId: number
  readonly peerId: string
  readonly addresses: readonly string[]
  /** Unix seconds. */
  readonly startedAt: number
  readonly running: number
  readonly queued: number
  readonly slots: number
  readonly models: readonly { readonly role: string; readonly modelId: string }[]
  readonly tasks: Readonly<Record<'running' | 'finished' | 'failed', number>>
  readonly vouched: string
  readonly settled: string
  readonly lastError?: LastError
}

export type LastError = {
  /** Fixed phrase of the log. */
  readonly message: string
  readonly code?: string
  /** Unix seconds. */
  readonly at: number
}

/** Holds the address while the node runs, since port 0 is any free one. */
const HEALTH_FILE = 'health.url'
/** Loopback answers in milliseconds; a node that takes longer is not well. */
const TIMEOUT_MS = 2_000

/** Returns the report of the node of this configuration; undefined while it is down. */
export async function readNodeHealth(config: Config): Promise<NodeHealth | undefined> {
  const url = await healthUrlOf(config)
  if (url === undefined) return undefined
  try {
    const response = await fetch(`${url}/health`, { signal: AbortSignal.timeout(TIMEOUT_MS) })
    const report = (await response.json()) as NodeHealth
    // Another program may have the port by now.
    return typeof report.peerId === 'string' ? report : undefined
  } catch {
    return undefined
  }
}

/** Where the operator's own page reads the running node, and what it must show for it. */
export type LiveAccess = { readonly url: string; readonly token: string }

/** Returns how to reach the live API of the node of this configuration; undefined while there is none. */
export async function readLiveAccess(config: Config): Promise<LiveAccess | undefined> {
  const url = await healthUrlOf(config)
  try {
    const token = (await readFile(join(config.dataDir, API_TOKEN_FILE), 'utf8')).trim()
    return url === undefined ? undefined : { url, token }
  } catch {
    return undefined
  }
}

/** Notes where the running node answers; the returned function forgets it. */
export async function noteHealthUrl(
  { dataDir }: Pick<Config, 'dataDir'>,
  url: string,
): Promise<() => Promise<void>> {
  const file = join(dataDir, HEALTH_FILE)
  await writeFile(file, `${url}\n`, { mode: 0o600 })
  return () => rm(file, { force: true })
}

async function healthUrlOf({ dataDir, healthPort }: Config): Promise<string | undefined> {
  try {
    return (await readFile(join(dataDir, HEALTH_FILE), 'utf8')).trim()
  } catch {
    return healthPort === 0 ? undefined : `http://127.0.0.1:${healthPort}`
  }
}
