import { setTimeout as pause } from 'node:timers/promises'
import type { DevnetNode } from '../../scripts/devnet/startDevnet.ts'

/** What a node says of itself; amounts in micro-dollars, as text. */
export type Health = {
  readonly healthy: boolean
  readonly running: number
  readonly tasks: Readonly<Record<'running' | 'finished' | 'failed', number>>
  readonly vouched: string
  readonly settled: string
}

const POLL_MS = 50
const TIMEOUT_MS = 120_000

/** Returns a node's health once the condition holds; the health page is asked again and again. */
export async function healthOf(
  { healthUrl }: DevnetNode,
  condition: (health: Health) => boolean = () => true,
): Promise<Health> {
  const until = performance.now() + TIMEOUT_MS
  for (;;) {
    const health = (await (await fetch(`${healthUrl}/health`)).json()) as Health
    if (condition(health)) return health
    if (performance.now() > until) throw new Error(`The node stayed at ${JSON.stringify(health)}.`)
    await pause(POLL_MS)
  }
}
