/** What is asked of processes that others started: whether they are still there. */

import { readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'

const POLL_MS = 25

/** Returns those of the processes that still run after at most `withinMs`; /proc has no event for an end. */
export async function stillRunning(
  pids: readonly number[],
  withinMs: number,
): Promise<readonly number[]> {
  const until = performance.now() + withinMs
  for (;;) {
    const left = pids.filter(isRunning)
    if (left.length === 0 || performance.now() > until) return left
    await pause(POLL_MS)
  }
}

function isRunning(pid: number): boolean {
  try {
    // a zombie has ended; only its parent has not looked yet
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}
