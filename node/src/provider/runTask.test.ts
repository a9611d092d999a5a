import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { createSessionKey } from '#chain/createSessionKey.ts'
import { recoverSigner } from '#chain/recoverSigner.ts'
import { isWitanError } from '#protocol/errors.ts'
import { keccak256Hex } from '#protocol/hash.ts'
import { CREDIT_TOKENS, MAX_FRAME_TOKENS, VOUCHER_EVERY_TOKENS } from '#protocol/limits.ts'
import { costOf } from '#protocol/price.ts'
import { seedCommitOf } from '#protocol/race.ts'
import { receiptTypedData } from '#protocol/typedData.ts'
import { openStore } from '#store/openStore.ts'
import {
  aMathRequest,
  aProviderBench,
  aTaskOf,
  aVoucherOf,
  type ProviderBench,
  seconds,
} from '#testing/providerBench.ts'
import { rootOf } from '#testing/racedTokens.ts'
import { converse } from '#testing/requesterDouble.ts'

const folder = mkdtempSync(join(tmpdir(), 'witan-task-'))
after(() => rmSync(folder, { recursive: true, force: true }))

const PROMPT = 'what is 482 + 39'
/** 160 tokens of output. */
const long = { answer: () => 'abcd'.repeat(160) }
/** The same, of which only 32 come until the task is ended. */
const held = { ...long, gate: (token: number) => (token < 32 ? undefined : never) }
const never = new Promise<void>(() => {})
/** For a requester that never pays. */
const IMPATIENT = { voucherWaitMs: 20 }

describe('runTask', () => {
  it('answers a funded task and signs a receipt whose every value the requester can recompute', async () => {
    await using bench = await aProviderBench()
    const job = bench.fund()
    const signed = await bench.provider.quote(aMathRequest())
    const sealed = await aTaskOf(bench, job, signed)

    const { frames, tokens, raced, answer, receipt, error } = await converse(bench, job, sealed)

    assert.equal(error, undefined)
    assert.match(answer, /^what is 482/)
    assert.ok(receipt)
    const { taskId, envelope } = sealed.request
    const usage = { inputBytes: PROMPT.length, outputTokens: tokens.length }
    const { startedAt, finishedAt, ...values } = receipt.receipt
    assert.ok(startedAt <= finishedAt)
    assert.deepEqual(values, {
      jobId: job.jobId,
      taskId,
      nodeId: 7,
      index: 1,
      quoteId: signed.quote.quoteId,
      modelId: signed.quote.modelId,
      mode: 'transit',
      ...usage,
      amount: costOf(signed.quote, usage),
      requestHash: keccak256Hex(envelope),
      responseHash: keccak256Hex(...frames),
      transcriptRoot: rootOf(sealed.rules, raced),
      finishReason: 'length',
      role: 'math',
      seedCommit: seedCommitOf(sealed.rules.seed),
      temperatureMilli: sealed.rules.temperatureMilli,
      maxOutputTokens: tokens.length,
    })
    const data = receiptTypedData(bench.escrow.context, receipt.receipt)
    assert.equal(await recoverSigner(data, receipt.signature), bench.identity.signer)
    assert.equal(bench.store.tasks.get(taskId)?.status, 'finished')
    assert.deepEqual(bench.store.receipts.get(job.jobId, taskId), receipt)
    // what was sent can be published later, and the receipt says that it is that
    assert.deepEqual(bench.store.answers.get(job.jobId, taskId), frames)
    const stored = bench.store.vouchers.get({ jobId: job.jobId, nodeId: job.nodeId, index: 1 })
    assert.equal(stored?.signed.voucher.total, receipt.receipt.amount)
  })

  it('stops at the credit of a requester that pays once and then no more, with UNPAID', async () => {
    await using bench = await aProviderBench({ runtime: long, limits: IMPATIENT })
    const job = bench.fund()
    const signed = await bench.provider.quote(aMathRequest({ maxOutputTokens: 160 }))
    const sealed = await aTaskOf(bench, job, signed)
    let paidTokens = 0
    const { tokens, receipt, error } = await converse(bench, job, sealed, {
      pays: (_, __, count) => {
        if (paidTokens > 0) return false
        paidTokens = count
        return true
      },
    })
    assert.ok(isWitanError(error, 'UNPAID'))
    assert.equal(receipt, undefined)
    assert.ok(tokens.length > paidTokens)
    assert.ok(tokens.length <= paidTokens + CREDIT_TOKENS, `${tokens.length} tokens were given`)
    assert.equal(bench.store.tasks.get(sealed.request.taskId)?.code, 'UNPAID')
  })

  it('gives a requester that never pays the credit and the input, and no task after that until it pays', async () => {
    const store = openStore(join(folder, 'owed.db'))
    const first = await aProviderBench({ runtime: long, limits: IMPATIENT, store })
    const { escrow, identity } = first
    const job = first.fund({ cap: 10_000_000n })
    const prompt = 'x'.repeat(1000)
    const aTask = async (bench: ProviderBench) => {
      const quote = await bench.provider.quote(aMathRequest({ maxOutputTokens: 160 }))
      return aTaskOf(bench, job, quote, { prompt })
    }
    const unpaid = await converse(first, job, await aTask(first), { prompt, pays: () => false })
    assert.ok(isWitanError(unpaid.error, 'UNPAID'))
    assert.ok(unpaid.tokens.length > CREDIT_TOKENS - MAX_FRAME_TOKENS)
    assert.ok(unpaid.tokens.length <= CREDIT_TOKENS)

    const refused = await converse(first, job, await aTask(first), { prompt })
    assert.ok(isWitanError(refused.error, 'UNPAID'))
    assert.equal(refused.frames.length, 0)
    const owed = store.tasks.costOfJob(job.jobId)
    await first[Symbol.asyncDispose]()

    // the same node, now patient: its requester pays
    const again = openStore(join(folder, 'owed.db'))
    await using bench = await aProviderBench({ runtime: long, store: again, escrow, identity })
    await bench.provider.receipt({ type: 'voucher', voucher: await aVoucherOf(bench, job, owed) })
    const { receipt } = await converse(bench, job, await aTask(bench), {
      prompt,
      others: () => owed,
    })
    assert.ok(receipt)
  })

  it('never stands still for a requester that pays every VOUCHER_EVERY_TOKENS, however dear the input is', async () => {
    await using bench = await aProviderBench({ runtime: long })
    const prompt = 'x'.repeat(60_000)
    const job = bench.fund({ cap: 10_000_000n })
    const quote = await bench.provider.quote(
      aMathRequest({ maxInputBytes: 60_000, maxOutputTokens: 160 }),
    )
    let paid = 0
    const { receipt, error } = await converse(
      bench,
      job,
      await aTaskOf(bench, job, quote, { prompt }),
      {
        prompt,
        pays: (message, _, count) => {
          if (message.type === 'frame' && count - paid < VOUCHER_EVERY_TOKENS) return false
          paid = count
          return true
        },
      },
    )
    assert.equal(error, undefined)
    assert.equal(receipt?.receipt.outputTokens, 160)
  })

  it('runs two tasks of one job at once under one running total', async () => {
    await using bench = await aProviderBench({ runtime: long })
    const job = bench.fund()
    const costs = [0n, 0n]
    const one = async (mine: number) => {
      const signed = await bench.provider.quote(aMathRequest({ maxOutputTokens: 160 }))
      const sealed = await aTaskOf(bench, job, signed)
      return converse(bench, job, sealed, {
        others: () => costs[1 - mine]!,
        onCost: (cost) => {
          costs[mine] = cost
        },
      })
    }
    const [first, second] = await Promise.all([one(0), one(1)])
    const amounts = [first, second].map(({ receipt }) => receipt!.receipt.amount)
    const key = { jobId: job.jobId, nodeId: job.nodeId, index: job.index }
    const total = bench.store.vouchers.get(key)?.signed.voucher.total
    assert.equal(total, amounts[0]! + amounts[1]!)
    assert.equal(bench.store.tasks.costOfJob(job.jobId), total)
  })

  it('stops at an abort, in the middle of an answer, with a receipt for what was sent', async () => {
    await using bench = await aProviderBench({ runtime: held })
    const job = bench.fund()
    const signed = await bench.provider.quote(aMathRequest({ maxOutputTokens: 160 }))
    const sealed = await aTaskOf(bench, job, signed)
    let aborted = false
    const { receipt, tokens, error } = await converse(bench, job, sealed, {
      pays: (message, stream, count) => {
        if (message.type === 'frame' && count >= 8 && !aborted) {
          aborted = true
          stream.send({ type: 'abort' })
        }
        return true
      },
    })
    assert.equal(error, undefined)
    assert.equal(receipt?.receipt.finishReason, 'aborted')
    assert.equal(receipt?.receipt.outputTokens, tokens.length)
    assert.ok(tokens.length <= 32)
  })

  it('stops when the requester vanishes and keeps what it paid', async () => {
    await using bench = await aProviderBench({ runtime: long })
    const job = bench.fund()
    const signed = await bench.provider.quote(aMathRequest({ maxOutputTokens: 160 }))
    const sealed = await aTaskOf(bench, job, signed)
    let payments = 0
    const { error } = await converse(bench, job, sealed, {
      pays: (_, stream) => {
        if (++payments === 3) stream.vanish()
        return payments < 3
      },
    })
    assert.ok(isWitanError(error, 'ABORTED'))
    assert.equal(bench.runtime.load().running, 0)
    assert.equal(bench.store.vouchers.unsettled().length, 1)
    assert.equal(bench.store.tasks.get(sealed.request.taskId)?.status, 'failed')
  })

  it('delivers nothing after the deadline', async (t) => {
    await using bench = await aProviderBench({ runtime: held })
    t.mock.timers.enable({ apis: ['setTimeout', 'Date'], now: Date.now() })
    const job = bench.fund()
    const signed = await bench.provider.quote(aMathRequest({ maxOutputTokens: 160 }))
    const sealed = await aTaskOf(bench, job, signed, { deadline: seconds() + 50 })
    const { tokens, error } = await converse(bench, job, sealed, {
      pays: (_, __, count) => {
        if (count >= 8) t.mock.timers.tick(50_000)
        return true
      },
    })
    assert.ok(isWitanError(error, 'TASK_TIMEOUT'))
    assert.ok(tokens.length > 0 && tokens.length <= 32)
  })

  it('ends a task with the code of what is wrong with a voucher', async () => {
    await using bench = await aProviderBench({ runtime: long })
    const stranger = createSessionKey()
    for (const [changes, total, code] of [
      [{ signedBy: stranger }, 1_000n, 'VOUCHER_INVALID'],
      [{}, 1_000_001n, 'VOUCHER_OVERSHOOTS'],
    ] as const) {
      const job = bench.fund()
      const signed = await bench.provider.quote(aMathRequest({ maxOutputTokens: 160 }))
      const sealed = await aTaskOf(bench, job, signed)
      const voucher = await aVoucherOf(bench, job, total, changes)
      const { error } = await converse(bench, job, sealed, {
        pays: (_, stream) => {
          stream.send({ type: 'voucher', voucher })
          return false
        },
      })
      assert.ok(isWitanError(error, code), code)
    }
  })

  it('ignores a voucher that comes late over another stream', async () => {
    await using bench = await aProviderBench({ runtime: long })
    const job = bench.fund()
    const signed = await bench.provider.quote(aMathRequest({ maxOutputTokens: 160 }))
    const sealed = await aTaskOf(bench, job, signed)
    const late = await aVoucherOf(bench, job, 1n)
    const { error, receipt } = await converse(bench, job, sealed, {
      pays: (_, stream, count) => {
        if (count > 32) stream.send({ type: 'voucher', voucher: late })
        return true
      },
    })
    assert.equal(error, undefined)
    assert.ok(receipt)
  })

  it('loses one task and not the node when the runtime crashes', async () => {
    await using bench = await aProviderBench({ runtime: long })
    const job = bench.fund()
    const signed = await bench.provider.quote(aMathRequest({ maxOutputTokens: 160 }))
    const sealed = await aTaskOf(bench, job, signed)
    const { error } = await converse(bench, job, sealed, {
      pays: (_, __, count) => {
        if (count >= 8) bench.runtime.crash()
        return true
      },
    })
    assert.ok(isWitanError(error, 'RUNTIME_CRASHED'))
    const job2 = bench.fund()
    const again = await aTaskOf(bench, job2, await bench.provider.quote(aMathRequest()))
    const { receipt } = await converse(bench, job2, again)
    assert.ok(receipt)
  })

  it('tells the requester that the runtime cannot open an envelope of another task', async () => {
    await using bench = await aProviderBench()
    const job = bench.fund()
    const signed = await bench.provider.quote(aMathRequest())
    const other = await aTaskOf(bench, job, signed)
    const redirected = await aTaskOf(bench, job, signed, { envelope: other.request.envelope })
    const { error, frames } = await converse(bench, job, redirected)
    assert.ok(isWitanError(error, 'ENVELOPE_INVALID'))
    assert.equal(frames.length, 0)
    assert.equal(bench.store.tasks.costOfJob(job.jobId), 0n)
  })

  it('refuses a request that is larger than quoted once it is opened', async () => {
    await using bench = await aProviderBench()
    const job = bench.fund()
    const signed = await bench.provider.quote(aMathRequest({ maxInputBytes: 10 }))
    const { error } = await converse(bench, job, await aTaskOf(bench, job, signed))
    assert.ok(isWitanError(error, 'INPUT_TOO_LARGE'))
  })
})
