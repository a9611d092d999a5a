/**
 * Hands in vouchers: when the transaction fee is small beside their value, and at the latest before a
 * job can be released. What is settled is only what the chain says is settled.
 */

import type { JobId, NodeId } from '#protocol/ids.ts'
import type { Voucher } from '#protocol/voucher.ts'
import type { Store } from '#store/openStore.ts'
import type { StoredVoucher } from '#store/vouchers.ts'
import type { Logger } from '#telemetry/createLogger.ts'
import type { Metrics } from '#telemetry/metrics.ts'
import type { ProviderChain, SettledRow } from './provider.ts'
import { chooseRows, type SettlementPolicy } from './settlementPolicy.ts'
import { toWitanError } from './toWitanError.ts'

export type SettlementWorker = {
  /** Settles what a crash left behind, then works by its policy until it is stopped. */
  readonly start: () => void
  /** Settles the vouchers of one job now, at any fee; resolves when the chain has answered. */
  readonly settleJob: (jobId: JobId) => Promise<void>
  /** Looks at all vouchers once, as the policy says. */
  readonly settleDue: () => Promise<void>
  /** Stops the clock and settles everything that is left, at any fee. */
  readonly stop: () => Promise<void>
}

export type SettlementWorkerOptions = {
  readonly nodeId: NodeId
  readonly chain: Pick<
    ProviderChain,
    'settleVouchers' | 'estimateSettleFee' | 'readAllocation' | 'readJob'
  >
  readonly store: Store
  readonly policy: SettlementPolicy
  readonly logger: Logger
  readonly metrics: Metrics
  /** Unix seconds. */
  readonly now: () => number
}

type Rows = readonly StoredVoucher[]

/** Rows of one transaction; half of what the contract takes, far below a block's gas. */
const MAX_ROWS = 256
/** Jobs whose end is looked up on chain in one round. */
const MAX_JOB_READS = 20
/** How old a job's end may get before it is looked up again (seconds); small beside the grace of a day. */
const RECHECK_SECONDS = 600
const FIRST_RETRY_MS = 1_000
const LONGEST_RETRY_MS = 300_000

/** Returns a worker; nothing happens before `start`. */
export function createSettlementWorker(options: SettlementWorkerOptions): SettlementWorker {
  const { store, policy, logger, metrics } = options
  let timer: NodeJS.Timeout | undefined
  let stopped = false
  let failures = 0
  /** Settlements go one after the other: a row in two transactions at once would only burn gas. */
  let turn: Promise<void> = Promise.resolve()
  const checkedAt = new Map<JobId, number>()

  const inTurn = (action: () => Promise<void>): Promise<void> => {
    const mine = turn.then(action)
    turn = mine.catch(() => undefined)
    return mine
  }
  const settle = (pick: (waiting: Rows) => Rows | Promise<Rows>) =>
    inTurn(async () => {
      const waiting = store.vouchers.unsettled()
      const rows = waiting.length === 0 ? waiting : await pick(waiting)
      for (let i = 0; i < rows.length; i += MAX_ROWS) {
        await settleBatch(options, rows.slice(i, i + MAX_ROWS))
      }
      metrics.settlement.voucherSums(store.vouchers.sums())
    })
  const settleDue = () => settle((waiting) => dueRows(options, waiting, checkedAt))
  const attempt = async (action: () => Promise<void>) => {
    try {
      await action()
      failures = 0
    } catch (error) {
      failures++
      metrics.settlement.attemptFailed(toWitanError(error).code)
      logger.warn('settlement failed', { failures, retryInMs: delayMs() }, error)
    }
  }
  const delayMs = () =>
    failures === 0
      ? policy.intervalMs
      : Math.min(LONGEST_RETRY_MS, Math.max(policy.intervalMs, FIRST_RETRY_MS * 2 ** failures))
  const schedule = () => {
    if (stopped) return
    timer = setTimeout(() => void attempt(settleDue).then(schedule), delayMs())
    timer.unref()
  }

  return {
    start: () => {
      void attempt(() => settle((waiting) => waiting)).then(schedule)
    },
    settleJob: (jobId) =>
      settle((waiting) => waiting.filter(({ signed }) => signed.voucher.jobId === jobId)),
    settleDue,
    stop: async () => {
      stopped = true
      clearTimeout(timer)
      await attempt(() => settle((waiting) => waiting))
    },
  }
}

async function dueRows(
  options: SettlementWorkerOptions,
  waiting: Rows,
  checkedAt: Map<JobId, number>,
): Promise<Rows> {
  const { chain, store, policy, now } = options
  await refreshEnds(options, waiting, checkedAt)
  const feeWei = await chain.estimateSettleFee(waiting.map(({ signed }) => signed))
  const endOf = (jobId: JobId) => store.jobs.get(jobId)?.endsAt ?? 0
  return chooseRows({ waiting, feeWei, endOf, now: now() }, policy)
}

async function settleBatch(options: SettlementWorkerOptions, batch: Rows): Promise<void> {
  const { chain, store, logger, metrics, now } = options
  const vouchers = batch.map(({ signed }) => signed)
  const { txHash, rows, net, fee } = await chain.settleVouchers(vouchers)
  for (const [i, { voucher }] of vouchers.entries()) {
    await noteRow(options, voucher, rows[i])
  }
  store.settlements.add({ txHash, settledAt: now(), rowCount: rows.length, net, fee })
  metrics.settlement.settled({ rows: rows.length, net, fee })
  logger.info('vouchers settled', { txHash, rows: rows.length, net, fee })
}

async function noteRow(
  { chain, store, logger, metrics, nodeId }: SettlementWorkerOptions,
  voucher: Voucher,
  row: SettledRow | undefined,
): Promise<void> {
  if (row === undefined) return
  const { status } = row
  if (status === 'Paid') return store.vouchers.markSettled(voucher, voucher.total)
  const { jobId, index } = voucher
  if (status === 'Stale' || status === 'Capped') {
    const sessionKey = store.jobs.get(jobId)?.sessionKey
    const allocation = sessionKey && (await chain.readAllocation({ jobId, sessionKey, index }))
    if (allocation?.nodeId === nodeId) store.vouchers.markSettled(voucher, allocation.claimed)
    if (allocation && allocation.claimed >= voucher.total) return
  }
  store.vouchers.markRefused(voucher, status)
  metrics.settlement.rowRefused(status)
  logger.error('voucher not paid by the chain', { jobId, index, total: voucher.total, status })
}

/** A requester can end a job early, which brings its release forward. */
async function refreshEnds(
  { chain, store, now }: SettlementWorkerOptions,
  waiting: Rows,
  checkedAt: Map<JobId, number>,
): Promise<void> {
  const jobIds = new Set(waiting.map(({ signed }) => signed.voucher.jobId))
  for (const jobId of checkedAt.keys()) if (!jobIds.has(jobId)) checkedAt.delete(jobId)
  const due = [...jobIds]
    .filter((jobId) => now() - (checkedAt.get(jobId) ?? 0) >= RECHECK_SECONDS)
    .slice(0, MAX_JOB_READS)
  await Promise.all(
    due.map(async (jobId) => {
      const job = store.jobs.get(jobId)
      const endsAt = (await chain.readJob(jobId))?.endsAt
      if (job && endsAt !== undefined) store.jobs.put({ ...job, endsAt })
      checkedAt.set(jobId, now())
    }),
  )
}
