/** What a running node tells its operator's own page: counts, codes and times, never a word of a request or an answer. */

export type LiveReport = {
  readonly nodeId: number
  readonly peerId: string
  readonly addresses: readonly string[]
  /** Unix seconds. */
  readonly startedAt: number
  /** The node's clock, Unix seconds with fractions. */
  readonly at: number
  /** Whether it takes tasks now. */
  readonly accepting: boolean
  /** Whether its operator told it to take none. */
  readonly paused: boolean
  readonly running: number
  readonly queued: number
  readonly slots: number
  readonly models: readonly { readonly role: string; readonly modelId: string }[]
  /** What runs or waits now, oldest first. */
  readonly jobs: readonly LiveJob[]
  /** Since the database was made. */
  readonly tasks: Readonly<Record<'running' | 'finished' | 'failed', number>>
  /** Output tokens that were delivered since the start. */
  readonly outputTokens: number
  readonly memory: {
    /** Resident memory of the main process. */
    readonly mainBytes: number
    /** Of the runtime process with its models; undefined until it has said so. */
    readonly runtimeBytes: number | undefined
  }
  /** Micro-dollars. */
  readonly vouched: bigint
  readonly settled: bigint
  /** Warnings and errors since the start, the latest first. */
  readonly errors: readonly ErrorCount[]
  /** Newest last. */
  readonly log: readonly LogLine[]
}

export type LiveJob = {
  readonly jobId: string
  readonly role: string
  /** Unix seconds. */
  readonly admittedAt: number
  readonly outputTokens: number
}

export type ErrorCount = {
  /** The fixed phrase of the log line. */
  readonly message: string
  readonly code?: string
  readonly count: number
  /** The latest, Unix seconds. */
  readonly at: number
}

export type LogLine = {
  /** Unix seconds. */
  readonly at: number
  readonly level: 'info' | 'warn' | 'error'
  /** A fixed phrase. */
  readonly message: string
  readonly code?: string
  /** Fields known to hold no text of anybody: ids, roles, counts, amounts. */
  readonly fields: Readonly<Record<string, string | number>>
}
