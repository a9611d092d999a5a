/**
 * What a job owes this node: the running total over all its tasks here, against the last voucher.
 * A voucher's total covers every task of the job on the node, so exposure is always computed on the sum.
 */

import type { Address, JobId, NodeId, TaskId } from '#protocol/ids.ts'
import { CREDIT_TOKENS } from '#protocol/limits.ts'
import { costOf, type Prices } from '#protocol/price.ts'
import type { SignedVoucher } from '#protocol/voucher.ts'
import type { Store } from '#store/openStore.ts'

/** A task that runs now; amounts in micro-dollars. */
export type RunningTask = {
  readonly taskId: TaskId
  /** Most it can cost under its quote. */
  readonly maxCost: bigint
  /** Worth of the tokens that it may deliver ahead of the last voucher. */
  readonly credit: bigint
  /** Price of its input; zero until it is opened. */
  inputCost: bigint
  /** What was delivered so far, input included once a frame went out. */
  cost: bigint
}

export type JobAccount = {
  readonly jobId: JobId
  readonly sessionKey: Address
  /** Position of the node's allocation in the job. */
  readonly index: number
  readonly running: ReadonlyMap<TaskId, RunningTask>
  /** Returns what all tasks delivered so far. */
  readonly cost: () => bigint
  /** Returns the total of the last voucher. */
  readonly paid: () => bigint
  /** Returns cost minus paid; negative when the requester paid ahead. */
  readonly exposure: () => bigint
  /** Returns how far exposure may go now: the allowances of all running tasks. */
  readonly allowance: () => bigint
  /** Returns what the job can come to cost with everything that runs now. */
  readonly committed: () => bigint
  readonly begin: (task: RunningTask) => void
  readonly end: (taskId: TaskId) => void
  /** Stores a voucher that was checked, together with what the running tasks cost, and wakes who waits for it. */
  readonly pay: (signed: SignedVoucher) => void
  /** Resolves with true once the condition holds, with false after the time or when the signal aborts. */
  readonly waitUntil: (condition: () => boolean, options: WaitOptions) => Promise<boolean>
}

export type WaitOptions = { readonly timeoutMs: number; readonly signal?: AbortSignal | undefined }

export type JobAccounts = {
  /** Returns the account of a job that the store knows; undefined for a job that never sent a task here. */
  readonly get: (jobId: JobId) => JobAccount | undefined
  /** Returns how many tasks run over all jobs. */
  readonly runningTasks: () => number
}

/**
 * Returns how far ahead of the last voucher a task may be, micro-dollars: the worth of CREDIT_TOKENS,
 * and for that many tokens the price of the input too. A requester that pays for what it opened, every
 * VOUCHER_EVERY_TOKENS, never meets this bound; one that vanishes took CREDIT_TOKENS and the input at most.
 */
export function allowanceOf({
  credit,
  inputCost,
  cost,
}: Pick<RunningTask, 'credit' | 'inputCost' | 'cost'>): bigint {
  const isBeginning = cost > 0n && cost - inputCost <= credit
  return isBeginning ? credit + inputCost : credit
}

/** Returns the worth of CREDIT_TOKENS under a quote, micro-dollars. */
export function creditOf(prices: Prices): bigint {
  return costOf(prices, { inputBytes: 0, outputTokens: CREDIT_TOKENS })
}

/** Returns the accounts of a node. An account lives in memory while a task runs or waits on it, else in the store. */
export function createJobAccounts(store: Store, nodeId: NodeId): JobAccounts {
  const live = new Map<JobId, JobAccount>()
  return {
    get: (jobId) => {
      const known = live.get(jobId)
      if (known) return known
      const job = store.jobs.get(jobId)
      if (job?.sessionKey === undefined || job.index === undefined) return undefined
      const { sessionKey, index, baseCost } = job
      const last = store.vouchers.get({ jobId, nodeId, index })
      return createAccount(store, live, {
        jobId,
        sessionKey,
        index,
        endedCost: baseCost + store.tasks.costOfJob(jobId),
        paid: last?.signed.voucher.total ?? baseCost,
      })
    },
    runningTasks: () => [...live.values()].reduce((sum, { running }) => sum + running.size, 0),
  }
}

type Opening = {
  readonly jobId: JobId
  readonly sessionKey: Address
  readonly index: number
  readonly endedCost: bigint
  readonly paid: bigint
}

function createAccount(store: Store, live: Map<JobId, JobAccount>, opening: Opening): JobAccount {
  const { jobId, sessionKey, index } = opening
  const running = new Map<TaskId, RunningTask>()
  const waiting = new Set<() => void>()
  let { endedCost, paid } = opening

  const sum = (amountOf: (task: RunningTask) => bigint) =>
    [...running.values()].reduce((total, task) => total + amountOf(task), 0n)
  const cost = () => endedCost + sum((task) => task.cost)
  const wake = () => {
    for (const check of waiting) check()
  }
  const forgetIfIdle = () => {
    if (running.size === 0 && waiting.size === 0) live.delete(jobId)
  }
  const account: JobAccount = {
    jobId,
    sessionKey,
    index,
    running,
    cost,
    paid: () => paid,
    exposure: () => cost() - paid,
    allowance: () => sum(allowanceOf),
    committed: () => endedCost + sum((task) => task.maxCost),
    begin: (task) => {
      running.set(task.taskId, task)
      live.set(jobId, account)
    },
    end: (taskId) => {
      endedCost += running.get(taskId)?.cost ?? 0n
      running.delete(taskId)
      wake()
      forgetIfIdle()
    },
    pay: (signed) => {
      store.transaction(() => {
        store.vouchers.put(signed)
        // So that a crash forgets at most what was delivered since this voucher.
        for (const task of running.values()) store.tasks.setCost(task.taskId, task.cost)
      })
      if (signed.voucher.total > paid) paid = signed.voucher.total
      wake()
    },
    waitUntil: async (condition, options) => {
      live.set(jobId, account)
      try {
        return await waitUntil(waiting, condition, options)
      } finally {
        forgetIfIdle()
      }
    },
  }
  return account
}

function waitUntil(
  waiting: Set<() => void>,
  condition: () => boolean,
  { timeoutMs, signal }: WaitOptions,
): Promise<boolean> {
  return new Promise((resolve) => {
    const finish = (result: boolean) => {
      clearTimeout(timer)
      waiting.delete(check)
      signal?.removeEventListener('abort', onAbort)
      resolve(result)
    }
    const check = () => {
      if (condition()) finish(true)
    }
    const onAbort = () => finish(condition())
    const timer = setTimeout(onAbort, timeoutMs)
    waiting.add(check)
    signal?.addEventListener('abort', onAbort, { once: true })
    if (signal?.aborted) onAbort()
    else check()
  })
}
