/** The node program put together: store, runtime, provider, host, announcements, health; stopped in the reverse order of their start. */

import { join } from 'node:path'
import type { Chain } from '#chain/chain.ts'
import type { Config } from '#config/schema.ts'
import type { Hex } from '#protocol/bytes.ts'
import type { JobId, TaskId } from '#protocol/ids.ts'
import type { SignedNodeRecord } from '#protocol/nodeRecord.ts'
import type { SignedReceipt } from '#protocol/receipt.ts'
import type { ModelEntry } from '#runtime/models/modelEntry.ts'
import { createSupervisor, type Supervisor, type SupervisorOptions } from '#runtime/supervisor.ts'
import { readEvidenceFile } from '#store/evidenceFile.ts'
import { openStore, type Store } from '#store/openStore.ts'
import { createHealthServer, type HealthServer } from '#telemetry/createHealthServer.ts'
import type { Logger } from '#telemetry/createLogger.ts'
import type { LiveReport } from '#telemetry/liveReport.ts'
import { createMetrics, type Metrics } from '#telemetry/metrics.ts'
import { writeApiToken } from '#telemetry/writeApiToken.ts'
import { createHost } from '#transport/createHost.ts'
import { announceRecord } from '#transport/discovery/announceRecord.ts'
import type { Host } from '#transport/host.ts'
import { serveEvidence } from '#transport/protocols/serveEvidence.ts'
import { serveQuotes } from '#transport/protocols/serveQuotes.ts'
import { serveReceipts } from '#transport/protocols/serveReceipts.ts'
import { serveTasks } from '#transport/protocols/serveTasks.ts'
import { assertRegistered } from './assertRegistered.ts'
import { atMost } from './atMost.ts'
import { claimStore } from './claimStore.ts'
import { connectChain } from './connectChain.ts'
import { connectCourt } from './connectCourt.ts'
import { createCourtDuties } from './courtDuties.ts'
import { createProvider, type RunningProvider } from './createProvider.ts'
import { keepAnnounced } from './keepAnnounced.ts'
import { createNodeParts } from './nodeParts.ts'
import type { Identity } from './provider.ts'
import { type WatchedLog, watchLog } from './watchLog.ts'

export type NodeDependencies = {
  readonly identity: Identity
  /** Sends settlements from its account. */
  readonly chain: Chain
  /** Transport identity, as registered on chain. */
  readonly peerKey: Uint8Array
  readonly models: readonly ModelEntry[]
  /** Whether a record of another node is its own. */
  readonly verifyRecord: (record: SignedNodeRecord) => Promise<boolean>
  readonly logger: Logger
  /** What computes; no configuration can name it. @default the runtime child */
  readonly runtimeProgram?: SupervisorOptions['program']
  /** Longest stop of the provider (ms): the drain and the last settlement. @default 55_000 */
  readonly providerStopMs?: number
}

export type RunningNode = AsyncDisposable & {
  readonly nodeId: number
  readonly peerId: string
  readonly addresses: () => readonly string[]
  readonly healthUrl: string
  /** Returns what the node signed of a task; undefined while it signed nothing. */
  readonly receiptOf: (jobId: JobId, taskId: TaskId) => SignedReceipt | undefined
  /** Takes nothing new, finishes what runs, settles, and closes everything; two minutes at the most. */
  readonly stop: () => Promise<void>
}

/** Name of the database in the data folder. */
const DATABASE_FILE = 'node.db'
/** Longest start of the runtime, models included (ms): a large model from a slow disk. */
const RUNTIME_START_MS = 120_000
/** The provider's own bounds on the drain and the last settlement, and a little (ms). */
const PROVIDER_STOP_MS = 55_000
/** How long the start waits until another peer knows the node (ms). */
const FIRST_ANNOUNCEMENT_MS = 5_000
/** Life of a sealing key (ms): what is recorded today can't be opened with a key that leaks next week. */
const ROTATE_MS = 6 * 3_600_000

/**
 * Starts a node and returns it once it serves. When a part can't start, the parts before it are closed.
 *
 * @throws {WitanError} STORE_LOCKED, STORE_INVALID, DISK_FULL, MODEL_MISSING, MODEL_HASH_MISMATCH,
 * MODEL_INVALID, RUNTIME_TIMEOUT, PORT_IN_USE, CONFIG_INVALID, KEYSTORE_INVALID.
 */
export async function createNode(config: Config, deps: NodeDependencies): Promise<RunningNode> {
  const { identity, providerStopMs = PROVIDER_STOP_MS } = deps
  const log = watchLog(deps.logger, unixSeconds)
  const { logger } = log
  const metrics = createMetrics()
  await using parts = createNodeParts(logger)

  const store = parts.use('database', openStore(join(config.dataDir, DATABASE_FILE)))
  claimStore(store, deps.chain.context, identity.nodeId)
  const runtime = startRuntime(config, deps, { logger, metrics })
  parts.defer('runtime', runtime.close)
  const keys = keepKeysFresh(runtime, logger)
  parts.defer('key rotation', keys.stop)
  const provider = createProvider({
    identity,
    chain: connectChain(deps.chain),
    store,
    runtime,
    isSealingKey: keys.isValid,
    offers: config.offers,
    policy: config.settlement,
    logger,
    metrics,
    limits: { maxQueued: config.runtime.queue },
  })
  const host = parts.use('host', await openHost(config, deps))
  const { token } = parts.use('API token', await writeApiToken(config.dataDir))
  const telling = { nodeId: identity.nodeId, host, provider, runtime, metrics, log, token }
  const health = parts.use('health server', await openHealth(config, telling))
  await runtime.ready()
  await assertRegistered(deps.chain, runtime.models(), logger)
  provider.start()
  parts.defer('provider', () => provider.stop(), providerStopMs)
  parts.defer('court duties', startCourtDuties(deps, { store, runtime, logger }))
  await serve(host, provider)
  await serveEvidence(host, (hash) => readEvidenceFile(config.dataDir, hash))
  const closing = new AbortController()
  parts.defer('announcements', () => closing.abort())
  const announced = announce(deps, { host, runtime, logger, metrics, signal: closing.signal })
  // A requester looks for the record first; the first node of a network has nobody to tell.
  if (config.bootstrap.length > 0) await atMost(FIRST_ANNOUNCEMENT_MS, announced)
  logger.info('node serves', { nodeId: identity.nodeId, peerId: host.peerId })

  const endAll = parts.move()
  const stop = stopOnce(async () => {
    await endAll()
    logger.info('node stopped')
  })
  return {
    nodeId: identity.nodeId,
    peerId: host.peerId,
    addresses: host.addresses,
    healthUrl: health.url,
    receiptOf: store.receipts.get,
    stop,
    [Symbol.asyncDispose]: stop,
  }
}

/** Begins what the node owes the court; returns what ends it. */
function startCourtDuties(
  { chain, identity }: NodeDependencies,
  parts: { readonly store: Store; readonly runtime: Supervisor; readonly logger: Logger },
): () => void {
  const { store, runtime } = parts
  const logger = parts.logger.child({ module: 'court' })
  const { nodeId } = identity
  const models = () => runtime.models()
  const court = connectCourt(chain, { nodeId, meta: store.meta, models, logger })
  const duties = createCourtDuties({ court, store, logger, now: unixSeconds })
  duties.start()
  return duties.stop
}

function startRuntime(
  { runtime: { slots, queue, memoryMb, taskTimeoutMs } }: Config,
  { models, runtimeProgram: program }: NodeDependencies,
  { logger, metrics }: { readonly logger: Logger; readonly metrics: Metrics },
): Supervisor {
  return createSupervisor({
    models,
    program,
    slots,
    limits: { memoryMb, taskTimeoutMs, startTimeoutMs: RUNTIME_START_MS, maxQueued: queue },
    logger: logger.child({ module: 'runtime' }),
    onRestart: ({ error }) => metrics.runtime.restarted(error.code),
  })
}

/** Replaces the sealing key by the clock; the key before it opens what open quotes still seal to it. */
function keepKeysFresh(runtime: Supervisor, logger: Logger) {
  let previous: Hex | undefined
  const rotate = async () => {
    try {
      const current = runtime.sealingKey()
      await runtime.rotateSealingKey()
      previous = current
    } catch (error) {
      logger.debug('sealing key not replaced', {}, error)
    }
  }
  const timer = setInterval(() => void rotate(), ROTATE_MS)
  timer.unref()
  return {
    isValid: (key: Hex) => key === runtime.sealingKey() || key === previous,
    stop: () => clearInterval(timer),
  }
}

async function openHost(config: Config, deps: NodeDependencies): Promise<Host> {
  const { chainId, registry } = deps.chain.context
  return createHost({
    peerKey: deps.peerKey,
    listen: config.listen,
    announce: config.announce,
    bootstrap: config.bootstrap,
    dht: 'server',
    chainId,
    registry,
    verifyRecord: deps.verifyRecord,
  })
}

async function serve(host: Host, provider: RunningProvider): Promise<void> {
  await serveQuotes(host, provider.quote)
  await serveTasks(host, provider.task)
  await serveReceipts(host, provider.receipt)
}

type Announcing = {
  readonly host: Host
  readonly runtime: Supervisor
  readonly logger: Logger
  readonly metrics: Metrics
  readonly signal: AbortSignal
}

function announce(
  { identity, chain }: NodeDependencies,
  { host, runtime, logger, metrics, signal }: Announcing,
): Promise<void> {
  return keepAnnounced({
    identity,
    context: chain.context,
    peerId: host.peerId,
    addresses: host.addresses,
    sealingKey: runtime.sealingKey,
    announce: (record) => announceRecord(host, record, { signal }),
    logger,
    metrics,
    now: unixSeconds,
    signal,
  })
}

type Telling = {
  readonly nodeId: number
  readonly host: Host
  readonly provider: RunningProvider
  readonly runtime: Supervisor
  readonly metrics: Metrics
  readonly log: WatchedLog
  /** Of the live API. */
  readonly token: string
}

/** What the node says of itself, on loopback. */
async function openHealth({ healthPort }: Config, telling: Telling): Promise<HealthServer> {
  const { nodeId, host, provider, runtime, metrics, log, token } = telling
  const startedAt = unixSeconds()
  const where = () => ({ nodeId, peerId: host.peerId, addresses: host.addresses(), startedAt })
  const report = (): LiveReport => ({
    ...where(),
    ...provider.report(),
    ...provider.live(),
    at: Date.now() / 1000,
    memory: { mainBytes: process.memoryUsage.rss(), runtimeBytes: runtime.memoryBytes() },
    errors: log.errors(),
    log: log.lines(),
  })
  return await createHealthServer({
    port: healthPort,
    metrics: { contentType: metrics.contentType, render: renderMetrics(provider, metrics) },
    report: () => {
      const { accepting, ...figures } = provider.report()
      return { healthy: accepting, ...where(), ...figures, lastError: log.lastError() }
    },
    live: { token, report, pause: provider.pause, resume: provider.resume },
  })
}

/** Figures that are states and not counts are read when they are asked for. */
function renderMetrics(provider: RunningProvider, metrics: Metrics): () => Promise<string> {
  return () => {
    provider.report()
    return metrics.render()
  }
}

function stopOnce(action: () => Promise<void>): () => Promise<void> {
  let stopping: Promise<void> | undefined
  return () => (stopping ??= action())
}

function unixSeconds(): number {
  return Math.floor(Date.now() / 1000)
}
