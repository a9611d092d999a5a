/** Figures of the runtime process. */

import { Counter, type Registry } from 'prom-client'
import type { ErrorCode } from '#protocol/errorCodes.ts'

export type RuntimeMetrics = {
  /** The runtime process was replaced because of this. */
  readonly restarted: (code: ErrorCode) => void
}

/** Declares the figures of the runtime process. */
export function runtimeMetrics(registry: Registry): RuntimeMetrics {
  const registers = [registry]
  const restarts = new Counter({
    name: 'witan_runtime_restarts_total',
    help: 'Times the runtime process was replaced, by code.',
    labelNames: ['code'],
    registers,
  })
  return { restarted: (code) => restarts.inc({ code }) }
}
