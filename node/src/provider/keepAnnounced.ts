import type { Hex } from '#protocol/bytes.ts'
import { RECORD_TTL_SECONDS } from '#protocol/limits.ts'
import type { SignedNodeRecord } from '#protocol/nodeRecord.ts'
import { type ChainContext, nodeRecordTypedData } from '#protocol/typedData.ts'
import type { Logger } from '#telemetry/createLogger.ts'
import type { Metrics } from '#telemetry/metrics.ts'
import type { Identity } from './provider.ts'

export type KeepAnnouncedOptions = {
  readonly identity: Identity
  readonly context: ChainContext
  readonly peerId: string
  readonly addresses: () => readonly string[]
  readonly sealingKey: () => Hex
  /** Resolves with the number of peers that took it. */
  readonly announce: (record: SignedNodeRecord) => Promise<number>
  readonly logger: Logger
  readonly metrics: Metrics
  /** Unix seconds. */
  readonly now: () => number
  /** Ends the announcements. */
  readonly signal: AbortSignal
  /** Time between two looks at the sealing key and the clock (in ms). @default 1000 */
  readonly checkMs?: number
}

/** Twice in the life of a record, so that one lost announcement does no harm. */
const ANNOUNCE_EVERY_SECONDS = RECORD_TTL_SECONDS / 2
/** While no peer took it: a node that just started may know none yet. */
const RETRY_SECONDS = 1
/** Equal to the most that a record may carry. */
const MAX_ADDRESSES = 8

/**
 * Announces the node's record now, again before it expires, and at once when the sealing key or an
 * address changes, until the signal aborts. Resolves when another peer took it for the first time, or
 * at the abort; the only node of a network is alone until a second one comes.
 */
export function keepAnnounced(options: KeepAnnouncedOptions): Promise<void> {
  const { logger, metrics, now, signal, checkMs = 1000 } = options
  let announced: { readonly content: string; readonly nextAt: number } | undefined
  let busy = false
  const { promise: taken, resolve } = Promise.withResolvers<void>()

  const check = async () => {
    if (busy) return
    busy = true
    try {
      // Fails while the runtime starts again: then there is nothing true to announce.
      const content = [options.sealingKey(), ...options.addresses()].join(' ')
      if (announced?.content !== content || now() >= announced.nextAt) {
        const peers = await options.announce(await signRecord(options))
        metrics.process.announced('sent')
        const pause = peers > 0 ? ANNOUNCE_EVERY_SECONDS : RETRY_SECONDS
        announced = { content, nextAt: now() + pause }
        if (peers > 0) resolve()
      }
    } catch (error) {
      metrics.process.announced('failed')
      logger.debug('announcement failed', {}, error)
    } finally {
      busy = false
    }
  }

  void check()
  const timer = setInterval(() => void check(), checkMs)
  timer.unref()
  const stop = () => {
    clearInterval(timer)
    resolve()
  }
  signal.addEventListener('abort', stop, { once: true })
  if (signal.aborted) stop()
  return taken
}

async function signRecord(options: KeepAnnouncedOptions): Promise<SignedNodeRecord> {
  const { identity, context, peerId, addresses, sealingKey, now } = options
  const issuedAt = now()
  const record = {
    nodeId: identity.nodeId,
    peerId,
    addresses: addresses().slice(0, MAX_ADDRESSES),
    sealingKey: sealingKey(),
    issuedAt,
    expiresAt: issuedAt + RECORD_TTL_SECONDS,
  }
  return { record, signature: await identity.sign(nodeRecordTypedData(context, record)) }
}
