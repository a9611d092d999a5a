/** Bounds of one node that are its own choice; those of the protocol are in protocol/limits.ts. */

export type ProviderLimits = {
  /** Tasks that may wait for a slot of the runtime. */
  readonly maxQueued: number
  /** How long a stream stands still for a voucher before the task ends as UNPAID (in ms). */
  readonly voucherWaitMs: number
  /** How long a runtime may take to end an aborted task before it is left to itself (in ms). */
  readonly abortGraceMs: number
  /** How long what was read of a job on chain is believed (in ms). */
  readonly jobCacheMs: number
  /** Jobs that are read from the chain at the same time. */
  readonly maxChainReads: number
  /** How long the sealed frames of an answer are kept, so that they can be published when asked for (in s). */
  readonly keepAnswersSeconds: number
  /** Most bytes of kept frames; the oldest go first. */
  readonly maxAnswerBytes: number
  /** How long a Done request waits for the settlement before it is told NOT_SETTLED (in ms). */
  readonly doneWaitMs: number
}

export const PROVIDER_LIMITS: ProviderLimits = {
  maxQueued: 64,
  // A voucher is one signature and one message; seconds mean that the requester is gone.
  voucherWaitMs: 5_000,
  // The protocol promises an end within a second.
  abortGraceMs: 900,
  // Two blocks of a fast chain; a job that ends meanwhile is still paid during its grace.
  jobCacheMs: 4_000,
  // A flood of made-up jobs must not turn into a flood on the endpoint.
  maxChainReads: 32,
  // Longer than the time in which data can be asked for on a public chain.
  keepAnswersSeconds: 14 * 86_400,
  // A million frames: a busy node's fortnight of short answers.
  maxAnswerBytes: 2 ** 30,
  // Less than the receipt stream's patience, with room for one settlement transaction.
  doneWaitMs: 60_000,
}
