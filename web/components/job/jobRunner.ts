/**
 * The jobs of this page. They run on while the user goes to other pages of the dApp, for they live here and not in a
 * component; after a reload `/job` takes them up from their journal.
 */

import type { JobId } from '#protocol/ids.ts'
import type { Prices } from '#protocol/price.ts'
import type { Role } from '#protocol/role.ts'
import { loadSdk, openClient } from '@/lib/browserClient.ts'
import { errorText } from '@/lib/errorText.ts'
import { forgetJob, saveRecord } from '@/lib/jobStore.ts'
import type { Wallet } from '@/lib/wallet/wallet.ts'
import { guardChain, type MoneyGate } from './guardChain.ts'
import { holdJob } from './jobLock.ts'
import { recordOf } from './jobRecord.ts'
import { type JobView, reduceJob, startView, type WatchedEvent } from './jobView.ts'
import { assertOwnCaps } from './ownSpending.ts'
import { readSettings } from './requesterSettings.ts'

export type RunningJob = {
  readonly id: string
  readonly prompt: string
  readonly view: JobView
  /** Ends the job: what arrived is paid, the rest comes back. */
  readonly stop: () => void
  /** Agrees to the transaction that takes the rest back; there while `view.reclaimable` is. */
  readonly reclaim: () => void
}

export type SendRequest = {
  readonly prompt: string
  readonly role?: Role
  readonly maxBudget: bigint
  /** Least deposit when one is needed, micro-dollars: what is not locked stays in the balance. */
  readonly topUp: bigint
  readonly priceCeiling?: Prices
  /** Most output tokens per part. */
  readonly maxOutputTokens: number
}

/** Longest time that a change waits to be shown (ms): a fast node's frames come in bundles then. */
const SHOW_MS = 40
const NONE: readonly RunningJob[] = []

const listeners = new Set<() => void>()
let jobs = NONE
let showing: ReturnType<typeof setTimeout> | undefined

/** Returns the jobs of this page, oldest first; the same array until something changes. */
export function listRunningJobs(): readonly RunningJob[] {
  return jobs
}

export function subscribeRunningJobs(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Sends a request; everything that happens to it shows in its view. */
export function startJob(wallet: Wallet, request: SendRequest): string {
  const id = crypto.randomUUID()
  const stopping = new AbortController()
  const agreement = createAgreement()
  const { prompt } = request
  const tell = (event: WatchedEvent) => {
    change(id, (job) => ({ ...job, view: reduceJob(job.view, event, performance.now()) }))
  }
  const stop = () => {
    if (stopping.signal.aborted) return
    tell({ type: 'stopping' })
    stopping.abort()
  }
  const view = startView(performance.now())
  jobs = [...jobs, { id, prompt, view, stop, reclaim: agreement.give }]
  show()
  void run(wallet, request, { id, signal: stopping.signal, tell, agreement }).catch((error) => {
    const { code, sentence } = errorText(error)
    tell({ type: 'failed', code, message: sentence })
  })
  return id
}

type Agreement = { readonly give: () => void; readonly wait: () => Promise<void> }

type Running = {
  readonly id: string
  readonly signal: AbortSignal
  readonly tell: (event: WatchedEvent) => void
  readonly agreement: Agreement
}

async function run(wallet: Wallet, request: SendRequest, running: Running): Promise<void> {
  const { signal, tell, agreement, id } = running
  const { keepAnswers, reclaimAtOnce } = readSettings()
  const [base, { submitJob }] = await Promise.all([openClient(wallet), loadSdk()])
  let locked = 0n
  const { topUp, ...asked } = request
  const gate: MoneyGate = {
    topUp,
    assertSpend: async (amount) => {
      await assertOwnCaps(base.chain.context.escrow, { amount, locked })
      locked += amount
    },
    onSigning: () => tell({ type: 'signing' }),
    agree: async (how, problem) => {
      const atOnce = wallet.isBurner || (reclaimAtOnce && problem === undefined)
      if (!atOnce) {
        tell({ type: 'reclaimable', how, problem })
        await keep(id, place)
        await agreement.wait()
      }
      tell({ type: 'reclaiming' })
    },
  }
  const client = { ...base, chain: guardChain(base.chain, gate) }
  const { context, requester } = base.chain
  const place = {
    chainId: context.chainId,
    escrow: context.escrow,
    requester,
    createdAt: Math.floor(Date.now() / 1000),
    ...(keepAnswers && { kept: request.prompt }),
  }
  let held: { release: () => void } | undefined
  try {
    const events = submitJob(client, {
      ...asked,
      mode: 'transit',
      keepPrompt: keepAnswers,
      signal,
    })
    for await (const event of events) {
      tell(event)
      if (event.type === 'funded') held = await holdJob(event.jobId)
      if (event.type === 'failed' && event.jobId) await dropUnfunded(id, event.jobId, event.code)
      if (KEPT.has(event.type)) await keep(id, place)
    }
  } finally {
    held?.release()
  }
}

/** After these a reload must know more than before. */
const KEPT: ReadonlySet<string> = new Set([
  'funded',
  'rerouted',
  'answer',
  'merged',
  'settled',
  'failed',
])

async function keep(id: string, place: Parameters<typeof recordOf>[1]): Promise<void> {
  const view = jobs.find((job) => job.id === id)?.view
  const record = view && recordOf(view, place)
  if (record) await saveRecord(record)
}

/** A journal was written before the wallet was asked; when it declined there is nothing to take back. */
async function dropUnfunded(id: string, jobId: JobId, code: string): Promise<void> {
  const funded = jobs.find((job) => job.id === id)?.view.funded
  // a transaction that was sent may still be included
  const maySucceed = code === 'TRANSACTION_TIMEOUT' || code === 'CHAIN_UNREACHABLE'
  if (!funded && !maySucceed) await forgetJob(jobId)
}

/** Returns an agreement that can be given again and again; each counts for whoever waits then. */
function createAgreement(): Agreement {
  let given = Promise.withResolvers<void>()
  return {
    give: () => {
      given.resolve()
      given = Promise.withResolvers()
    },
    wait: () => given.promise,
  }
}

function change(id: string, to: (job: RunningJob) => RunningJob): void {
  jobs = jobs.map((job) => (job.id === id ? to(job) : job))
  showing ??= setTimeout(show, SHOW_MS)
}

function show(): void {
  clearTimeout(showing)
  showing = undefined
  for (const listener of listeners) listener()
}
