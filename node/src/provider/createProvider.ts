import type { Offer } from '#config/schema.ts'
import type { Hex } from '#protocol/bytes.ts'
import { CLOCK_SKEW_SECONDS } from '#protocol/limits.ts'
import type { QuoteRequest, SignedQuote } from '#protocol/quote.ts'
import type { ReceiptRequest, ReceiptResponse } from '#protocol/receiptMessages.ts'
import type { Runtime } from '#runtime/runtime.ts'
import type { Store } from '#store/openStore.ts'
import type { Logger } from '#telemetry/createLogger.ts'
import type { Metrics } from '#telemetry/metrics.ts'
import { answerReceiptRequest } from './answerReceiptRequest.ts'
import { atMost } from './atMost.ts'
import { issueQuote } from './issueQuote.ts'
import { createJobAccounts } from './jobAccounts.ts'
import { createJobReader } from './jobReader.ts'
import { createLiveTasks, type LiveTask } from './liveTasks.ts'
import type { Identity, Provider, ProviderChain } from './provider.ts'
import { PROVIDER_LIMITS, type ProviderLimits } from './providerLimits.ts'
import { runTask, type TaskCall } from './runTask.ts'
import type { SettlementPolicy } from './settlementPolicy.ts'
import { createSettlementWorker, type SettlementWorker } from './settlementWorker.ts'
import { toWitanError } from './toWitanError.ts'

/** The node's three answers, and its start and stop. Each answer is what the transport serves, without a socket. */
export type RunningProvider = {
  readonly quote: (request: QuoteRequest) => Promise<SignedQuote>
  readonly task: (call: TaskCall) => Promise<void>
  readonly receipt: (request: ReceiptRequest) => Promise<ReceiptResponse>
  readonly settlement: SettlementWorker
  /** Returns whether it takes work, and its figures, also as metrics; no secret is in them. */
  readonly report: () => ProviderReport
  /** Returns what runs now, and the tokens delivered since the start. */
  readonly live: () => { readonly jobs: readonly LiveTask[]; readonly outputTokens: number }
  /** Takes no new quotes and tasks until `resume`; what runs goes on. A start is never paused. */
  readonly pause: () => void
  readonly resume: () => void
  /** Ends what a crash left running and settles what it left unsettled. */
  readonly start: () => void
  /** Takes nothing new, lets what runs finish for at most `drainMs`, then settles. */
  readonly stop: (options?: { readonly drainMs?: number }) => Promise<void>
}

export type ProviderReport = {
  readonly accepting: boolean
  readonly paused: boolean
  readonly running: number
  readonly queued: number
  readonly slots: number
  readonly models: readonly { readonly role: string; readonly modelId: string }[]
  readonly tasks: Readonly<Record<'running' | 'finished' | 'failed', number>>
  /** Micro-dollars. */
  readonly vouched: bigint
  readonly settled: bigint
}

export type CreateProviderOptions = {
  readonly identity: Identity
  readonly chain: ProviderChain
  readonly store: Store
  readonly runtime: Runtime
  /** Returns whether the runtime can open what was sealed to a key. @default the current key only */
  readonly isSealingKey?: (key: Hex) => boolean
  readonly offers: readonly Offer[]
  readonly policy: SettlementPolicy
  readonly logger: Logger
  readonly metrics: Metrics
  /** Unix seconds. @default the machine's clock */
  readonly now?: () => number
  readonly limits?: Partial<ProviderLimits>
}

/** How long tasks may go on after the node was asked to stop; longer ones end without their last voucher. */
const DRAIN_MS = 20_000
/** How long the last settlement may take (ms); what is left is settled at the next start. */
const LAST_SETTLEMENT_MS = 30_000
/** Time between two clean-ups of what has expired. */
const PRUNE_MS = 60_000

/** Returns a provider; it works on nothing but what it is given. */
export function createProvider(options: CreateProviderOptions): RunningProvider {
  const { store, metrics, runtime, logger } = options
  const closing = new AbortController()
  let paused = false
  const provider = assemble(options, { closing: closing.signal, isPaused: () => paused })
  const running = new Set<Promise<void>>()
  let pruning: NodeJS.Timeout | undefined

  return {
    settlement: provider.settlement,
    quote: (request) => quote(provider, request),
    task: async (call) => {
      const task = runTask(provider, call)
      const ended = task.catch(() => undefined)
      running.add(ended)
      try {
        await task
      } finally {
        running.delete(ended)
      }
    },
    receipt: (request) => answerReceiptRequest(provider, request),
    report: () => {
      const { total, settled } = store.vouchers.sums()
      const load = runtime.load()
      metrics.settlement.voucherSums({ total, settled })
      metrics.tasks.load(load)
      return {
        accepting: !closing.signal.aborted && !paused && isServing(runtime),
        paused,
        ...load,
        models: runtime.models().map(({ role, modelId }) => ({ role, modelId })),
        tasks: store.tasks.counts(),
        vouched: total,
        settled,
      }
    },
    live: () => ({ jobs: provider.live.list(), outputTokens: provider.live.outputTokens() }),
    pause: () => {
      if (!paused) logger.info('paused by the operator')
      paused = true
    },
    resume: () => {
      if (paused) logger.info('resumed by the operator')
      paused = false
    },
    start: () => {
      const interrupted = store.tasks.failRunning(provider.now())
      if (interrupted > 0) logger.warn('tasks were interrupted by the last stop', { interrupted })
      prune(provider)
      pruning = setInterval(() => prune(provider), PRUNE_MS)
      pruning.unref()
      provider.settlement.start()
    },
    stop: async ({ drainMs = DRAIN_MS } = {}) => {
      closing.abort()
      clearInterval(pruning)
      await atMost(drainMs, Promise.all(running))
      await atMost(LAST_SETTLEMENT_MS, provider.settlement.stop())
    },
  }
}

function assemble(
  options: CreateProviderOptions,
  gates: Pick<Provider, 'closing' | 'isPaused'>,
): Provider {
  const { identity, chain, store, runtime, logger, metrics, policy } = options
  const now = options.now ?? (() => Math.floor(Date.now() / 1000))
  const limits = { ...PROVIDER_LIMITS, ...options.limits }
  const settlement = createSettlementWorker({
    nodeId: identity.nodeId,
    chain,
    store,
    policy,
    logger: logger.child({ module: 'settlement' }),
    metrics,
    now,
  })
  return {
    identity,
    chain,
    store,
    runtime,
    isSealingKey: options.isSealingKey ?? ((key) => key === runtime.sealingKey()),
    offers: options.offers,
    limits,
    logger: logger.child({ module: 'provider' }),
    metrics,
    now,
    accounts: createJobAccounts(store, identity.nodeId),
    jobs: createJobReader(chain, { cacheMs: limits.jobCacheMs, maxReads: limits.maxChainReads }),
    settlement,
    live: createLiveTasks(),
    ...gates,
  }
}

/** A runtime that starts again has no sealing key until it serves. */
function isServing(runtime: Runtime): boolean {
  try {
    return runtime.sealingKey() !== undefined
  } catch {
    return false
  }
}

async function quote(provider: Provider, request: QuoteRequest): Promise<SignedQuote> {
  const { metrics } = provider
  try {
    const signed = await issueQuote(provider, request)
    metrics.tasks.quoted(request.role)
    return signed
  } catch (error) {
    metrics.tasks.quoteRefused(toWitanError(error).code)
    throw error
  }
}

function prune({ store, limits, now, logger }: Provider): void {
  try {
    store.envelopes.prune(now() - CLOCK_SKEW_SECONDS)
    const { crowded } = store.answers.prune(now(), limits.maxAnswerBytes)
    if (crowded > 0) logger.warn('kept answers dropped for lack of room', { answers: crowded })
  } catch (error) {
    logger.warn('clean-up failed', {}, error)
  }
}
