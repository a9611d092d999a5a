/** Figures of the main process, read when they are asked for. */

import { Counter, Gauge, type Registry } from 'prom-client'

export type ProcessMetrics = {
  /** An announcement of the node's record went out, or did not. */
  readonly announced: (result: 'sent' | 'failed') => void
}

/** Declares the figures of the main process. */
export function processMetrics(registry: Registry): ProcessMetrics {
  const registers = [registry]
  new Gauge({
    name: 'witan_process_resident_memory_bytes',
    help: 'Resident memory of the main process.',
    registers,
    collect() {
      this.set(process.memoryUsage.rss())
    },
  })
  new Gauge({
    name: 'witan_process_uptime_seconds',
    help: 'Time since the main process started.',
    registers,
    collect() {
      this.set(process.uptime())
    },
  })
  const announcements = new Counter({
    name: 'witan_announcements_total',
    help: 'Announcements of the node record, by result.',
    labelNames: ['result'],
    registers,
  })
  return { announced: (result) => announcements.inc({ result }) }
}
