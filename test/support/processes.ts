/** What is asked of processes that others started: whether they are still there. */

import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'

const POLL_MS = 25

/** Returns those of the processes that still run after at most `withinMs`; /proc has no event for an end. */
export async function stillRunning(
  pids: readonly number[],
  withinMs: number,
): Promise<readonly number[]> {
  return lastLeft(() => pids.filter(isRunning), withinMs)
}

/** Returns the members of a process group that still run after at most `withinMs`, whoever started them. */
export async function stillInGroup(group: number, withinMs: number): Promise<readonly number[]> {
  return lastLeft(() => membersOf(group).filter(isRunning), withinMs)
}

async function lastLeft(
  look: () => readonly number[],
  withinMs: number,
): Promise<readonly number[]> {
  const until = performance.now() + withinMs
  for (;;) {
    const left = look()
    if (left.length === 0 || performance.now() > until) return left
    await pause(POLL_MS)
  }
}

function membersOf(group: number): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && statOf(name)?.group === group)
    .map(Number)
}

/** A zombie has ended; only its parent has not looked yet. */
function isRunning(pid: number): boolean {
  const stat = statOf(String(pid))
  return stat !== undefined && stat.state !== 'Z'
}

function statOf(pid: string): { readonly state: string; readonly group: number } | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // the name before the last bracket may hold anything
    const [state, , group] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return { state: state!, group: Number(group) }
  } catch {
    return undefined // it ended meanwhile
  }
}
