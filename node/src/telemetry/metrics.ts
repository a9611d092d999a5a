/** The node's figures for Prometheus. The only importer of prom-client. Names end in their unit. */

import { Registry } from 'prom-client'
import { type ProcessMetrics, processMetrics } from './processMetrics.ts'
import { type RuntimeMetrics, runtimeMetrics } from './runtimeMetrics.ts'
import { type SettlementMetrics, settlementMetrics } from './settlementMetrics.ts'
import { type TaskMetrics, taskMetrics } from './taskMetrics.ts'

export type Metrics = {
  readonly tasks: TaskMetrics
  readonly settlement: SettlementMetrics
  readonly runtime: RuntimeMetrics
  readonly process: ProcessMetrics
  /** MIME type of `render`. */
  readonly contentType: string
  /** Returns all figures in the Prometheus text format. */
  readonly render: () => Promise<string>
}

/** Returns fresh metrics; each call has its own registry, so that many nodes fit in one test process. */
export function createMetrics(): Metrics {
  const registry = new Registry()
  return {
    tasks: taskMetrics(registry),
    settlement: settlementMetrics(registry),
    runtime: runtimeMetrics(registry),
    process: processMetrics(registry),
    contentType: registry.contentType,
    render: () => registry.metrics(),
  }
}
