/** Peak resident memory of this process and everything it started, read from /proc. */

import { readdirSync, readFileSync } from 'node:fs'

export type MemoryMeter = Disposable & {
  /** Returns the highest sum seen, in megabytes; undefined where there is no /proc. */
  readonly peakMb: () => number | undefined
}

/** How often the tree is summed (milliseconds): peaks of loading a model last longer. */
const INTERVAL_MS = 500

/** Returns a running meter; dispose it to stop. */
export function startMemoryMeter(): MemoryMeter {
  let peak: number | undefined
  const sample = () => {
    const now = treeMb()
    if (now !== undefined && now > (peak ?? 0)) peak = now
  }
  sample()
  const timer = setInterval(sample, INTERVAL_MS)
  timer.unref()
  return {
    peakMb: () => (peak === undefined ? undefined : Math.round(peak)),
    [Symbol.dispose]: () => clearInterval(timer),
  }
}

/** Returns the pids of all descendants of a process, itself first. */
export function processTree(root: number): readonly number[] {
  const children = new Map<number, number[]>()
  for (const { pid, parent } of processes()) {
    children.set(parent, [...(children.get(parent) ?? []), pid])
  }
  const tree = [root]
  for (let i = 0; i < tree.length; i++) tree.push(...(children.get(tree[i]!) ?? []))
  return tree
}

function treeMb(): number | undefined {
  const tree = new Set(processTree(process.pid))
  const pages = processes().filter(({ pid }) => tree.has(pid))
  if (pages.length === 0) return undefined
  return pages.reduce((sum, { residentKb }) => sum + residentKb, 0) / 1024
}

function processes(): readonly { pid: number; parent: number; residentKb: number }[] {
  let names: string[]
  try {
    names = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  } catch {
    return []
  }
  return names.flatMap((name) => {
    try {
      const status = readFileSync(`/proc/${name}/status`, 'utf8')
      const field = (label: string) =>
        Number(new RegExp(`^${label}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0)
      return [{ pid: Number(name), parent: field('PPid'), residentKb: field('VmRSS') }]
    } catch {
      return [] // it ended meanwhile
    }
  })
}
