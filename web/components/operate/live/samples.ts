/** Readings of a node over the last minutes, for the charts. Pure. */

import type { LiveReport } from '#telemetry/liveReport.ts'

export type Sample = {
  /** The node's clock, Unix seconds with fractions. */
  readonly at: number
  readonly startedAt: number
  readonly outputTokens: number
  /** Since the reading before; undefined for the first, and after the node started anew. */
  readonly tokensPerSecond: number | undefined
  readonly mainBytes: number
  readonly runtimeBytes: number | undefined
}

/** Five minutes at one a second. */
export const MAX_SAMPLES = 300

/** Returns the readings with one more; a reading of the same moment changes nothing. */
export function addSample(samples: readonly Sample[], report: LiveReport): readonly Sample[] {
  const last = samples.at(-1)
  const { at, startedAt, outputTokens, memory } = report
  if (last && last.startedAt === startedAt && at <= last.at) return samples
  const isSameRun = last !== undefined && last.startedAt === startedAt && at > last.at
  const sample: Sample = {
    at,
    startedAt,
    outputTokens,
    tokensPerSecond: isSameRun ? (outputTokens - last.outputTokens) / (at - last.at) : undefined,
    mainBytes: memory.mainBytes,
    runtimeBytes: memory.runtimeBytes,
  }
  // Another run has nothing to do with the line of the one before.
  return [...(isSameRun ? samples : []), sample].slice(-MAX_SAMPLES)
}
