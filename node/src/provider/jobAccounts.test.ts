import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { toHex } from '#protocol/bytes.ts'
import { parseAddress, parseJobId, parseNodeId, parseTaskId } from '#protocol/ids.ts'
import { CREDIT_TOKENS, MAX_FRAME_TOKENS, VOUCHER_EVERY_TOKENS } from '#protocol/limits.ts'
import { costOf } from '#protocol/price.ts'
import type { Signature } from '#protocol/signature.ts'
import { openStore, type Store } from '#store/openStore.ts'
import { allowanceOf, createJobAccounts, creditOf, type RunningTask } from './jobAccounts.ts'

const jobId = parseJobId(`0x${'01'.repeat(20)}`)
const nodeId = parseNodeId(7)
const signature = `0x${'07'.repeat(65)}` as Signature
const prices = { pricePer1kInputBytes: 1_500n, pricePer1kOutputTokens: 17_333n }

function aStore(baseCost = 0n): Store {
  const store = openStore(':memory:')
  store.jobs.put({
    jobId,
    sessionKey: parseAddress(`0x${'02'.repeat(20)}`),
    index: 1,
    cap: 10n ** 12n,
    claimed: baseCost,
    baseCost,
    endsAt: 4_000_000_000,
  })
  return store
}

function aTask(store: Store, fill: number): RunningTask {
  const taskId = parseTaskId(toHex(new Uint8Array(32).fill(fill)))
  store.tasks.add({
    taskId,
    jobId,
    quoteId: taskId,
    envelopeHash: taskId,
    role: 'math',
    maxCost: 100_000n,
    admittedAt: 1,
    deadline: 2,
  })
  return { taskId, maxCost: 100_000n, credit: creditOf(prices), inputCost: 0n, cost: 0n }
}

const voucher = (total: bigint) => ({ voucher: { jobId, nodeId, index: 1, total }, signature })

describe('jobAccounts', () => {
  it('property: who pays for what it opened every VOUCHER_EVERY_TOKENS never meets the bound', () => {
    const step = fc.record({
      task: fc.nat({ max: 2 }),
      tokens: fc.integer({ min: 1, max: MAX_FRAME_TOKENS }),
    })
    const inputs = fc.array(fc.nat({ max: 60_000 }), { minLength: 3, maxLength: 3 })
    fc.assert(
      fc.property(inputs, fc.array(step, { maxLength: 60 }), (inputBytes, steps) => {
        using store = aStore()
        const accounts = createJobAccounts(store, nodeId)
        const account = accounts.get(jobId)!
        const tasks = [1, 2, 3].map((fill) => aTask(store, fill))
        const opened = [0, 0, 0]
        const paidAt = [0, 0, 0]
        for (const task of tasks) account.begin(task)
        for (const { task: i, tokens } of steps) {
          const task = tasks[i]!
          task.inputCost = costOf(prices, { inputBytes: inputBytes[i]!, outputTokens: 0 })
          opened[i]! += tokens
          task.cost = costOf(prices, { inputBytes: inputBytes[i]!, outputTokens: opened[i]! })
          assert.ok(account.exposure() <= account.allowance())
          if (opened[i]! - paidAt[i]! < VOUCHER_EVERY_TOKENS) continue
          paidAt[i] = opened[i]!
          account.pay(voucher(account.cost()))
          assert.equal(account.exposure(), 0n)
        }
      }),
      { numRuns: 50 },
    )
  })

  it('allows the input beside the credit only for the first CREDIT_TOKENS tokens', () => {
    const inputCost = 1_000_000n
    const costAt = (outputTokens: number) =>
      inputCost + costOf(prices, { inputBytes: 0, outputTokens })
    const credit = creditOf(prices)
    const allowed = (tokens: number) => allowanceOf({ credit, inputCost, cost: costAt(tokens) })
    assert.equal(allowed(CREDIT_TOKENS), credit + inputCost)
    assert.equal(allowed(CREDIT_TOKENS + 1), credit)
    assert.equal(allowanceOf({ credit, inputCost, cost: 0n }), credit)
  })

  it('is the same from memory and from the store once nothing runs', () => {
    using store = aStore(40n)
    const accounts = createJobAccounts(store, nodeId)
    const task = aTask(store, 1)
    const account = accounts.get(jobId)!
    assert.equal(account.exposure(), 0n)
    account.begin(task)
    task.cost = 70n
    account.pay(voucher(100n))
    assert.equal(accounts.get(jobId), account)
    assert.deepEqual([account.cost(), account.paid(), account.committed()], [110n, 100n, 100_040n])

    store.tasks.end(task.taskId, { status: 'finished', cost: 70n, endedAt: 3 })
    account.end(task.taskId)
    const again = accounts.get(jobId)!
    assert.notEqual(again, account)
    for (const { cost, paid, committed, exposure } of [account, again]) {
      assert.deepEqual([cost(), paid(), committed(), exposure()], [110n, 100n, 110n, 10n])
    }
  })

  it('wakes who waits for a voucher, also when no task of the job runs', async () => {
    using store = aStore()
    const accounts = createJobAccounts(store, nodeId)
    const waiting = accounts.get(jobId)!
    const isPaid = () => waiting.paid() >= 5n
    const paid = waiting.waitUntil(isPaid, { timeoutMs: 60_000 })
    accounts.get(jobId)!.pay(voucher(4n))
    accounts.get(jobId)!.pay(voucher(5n))
    assert.equal(await paid, true)

    const never = { timeoutMs: 60_000, signal: AbortSignal.abort() }
    assert.equal(await waiting.waitUntil(() => false, never), false)
    assert.equal(await waiting.waitUntil(() => false, { timeoutMs: 1 }), false)
  })
})
