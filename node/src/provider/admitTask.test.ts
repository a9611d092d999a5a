import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createSessionKey } from '#chain/createSessionKey.ts'
import type { ErrorCode } from '#protocol/errorCodes.ts'
import { isWitanError } from '#protocol/errors.ts'
import { parseNodeId } from '#protocol/ids.ts'
import { CLOCK_SKEW_SECONDS, MAX_TASK_SECONDS, QUOTE_TTL_SECONDS } from '#protocol/limits.ts'
import type { Signature } from '#protocol/signature.ts'
import type { TaskRequest } from '#protocol/taskMessages.ts'
import { createMemoryStream } from '#testing/memoryStream.ts'
import {
  aMathRequest,
  anIdentity,
  aProviderBench,
  aTaskOf,
  type FundedJob,
  type ProviderBench,
  type SealedRequest,
  seconds,
  signRequest,
} from '#testing/providerBench.ts'
import { type Conversation, type ConverseOptions, converse } from '#testing/requesterDouble.ts'

/** Sends a request and returns what it meets: the code it is refused with, or 'admitted'. */
async function outcome(
  bench: ProviderBench,
  request: TaskRequest,
): Promise<ErrorCode | 'admitted'> {
  const stream = createMemoryStream()
  stream.send({ type: 'task', request })
  const first = stream.messages[Symbol.asyncIterator]().next()
  try {
    await Promise.race([bench.provider.task(stream.call), first])
    stream.vanish()
    return 'admitted'
  } catch (error) {
    assert.ok(isWitanError(error), String(error))
    return error.code
  }
}

/** Resolves once the task runs; `done` is its conversation. */
async function running(
  bench: ProviderBench,
  job: FundedJob,
  sealed: SealedRequest,
  options: ConverseOptions = {},
): Promise<{ readonly done: Promise<Conversation> }> {
  const { promise: accepted, resolve: onAccepted } = Promise.withResolvers<void>()
  const done = converse(bench, job, sealed, { ...options, onAccepted })
  await Promise.race([accepted, done])
  return { done }
}

async function aRequest(bench: ProviderBench, changes: Partial<TaskRequest> = {}) {
  const job = bench.fund()
  const signed = await bench.provider.quote(aMathRequest())
  return { job, signed, ...(await aTaskOf(bench, job, signed, changes)) }
}

describe('admitTask', () => {
  it('refuses an expired quote with QUOTE_EXPIRED', async () => {
    let ahead = 0
    await using bench = await aProviderBench({ now: () => seconds() + ahead })
    const { request } = await aRequest(bench)
    ahead = QUOTE_TTL_SECONDS + 1
    assert.equal(await outcome(bench, request), 'QUOTE_EXPIRED')
  })

  it('refuses a quote for a sealing key that is gone with QUOTE_EXPIRED', async () => {
    await using bench = await aProviderBench()
    const { request } = await aRequest(bench)
    bench.runtime.crash()
    assert.equal(await outcome(bench, request), 'QUOTE_EXPIRED')
  })

  it('refuses a quote whose price was changed, or that another node signed, with QUOTE_INVALID', async () => {
    await using bench = await aProviderBench()
    const { job, request } = await aRequest(bench)
    const { quote, signature } = request.quote
    const cheaper = { quote: { ...quote, pricePer1kOutputTokens: 0n }, signature }
    const changed = await signRequest(bench.escrow, job, { ...request, quote: cheaper })
    assert.equal(await outcome(bench, changed), 'QUOTE_INVALID')

    await using other = await aProviderBench({ identity: anIdentity(), escrow: bench.escrow })
    assert.equal(await outcome(other, request), 'QUOTE_EXPIRED')
    const foreign = { ...quote, sealingKey: other.runtime.sealingKey() }
    const forged = await signRequest(bench.escrow, job, {
      ...request,
      quote: { quote: foreign, signature },
    })
    assert.equal(await outcome(other, forged), 'QUOTE_INVALID')

    const malformed = { quote, signature: `0x${'00'.repeat(65)}` as Signature }
    assert.equal(await outcome(bench, { ...request, quote: malformed }), 'QUOTE_INVALID')
  })

  it('refuses a task for another node with QUOTE_INVALID', async () => {
    await using bench = await aProviderBench()
    const { job, request } = await aRequest(bench)
    const elsewhere = await signRequest(bench.escrow, job, { ...request, nodeId: parseNodeId(8) })
    assert.equal(await outcome(bench, elsewhere), 'QUOTE_INVALID')
  })

  it('refuses a task that is not signed by the session key it names with SIGNATURE_INVALID', async () => {
    await using bench = await aProviderBench()
    const { job, request } = await aRequest(bench)
    const stranger = { ...job, sessionKey: createSessionKey() }
    const signed = await signRequest(bench.escrow, stranger, request)
    assert.equal(await outcome(bench, signed), 'SIGNATURE_INVALID')
    assert.equal(
      await outcome(bench, { ...request, deadline: request.deadline + 1 }),
      'SIGNATURE_INVALID',
    )
    assert.equal(bench.escrow.reads, 0)
  })

  it('refuses a deadline that passed with TASK_TIMEOUT, and one too far away with INPUT_INVALID', async () => {
    await using bench = await aProviderBench()
    const past = await aRequest(bench, { deadline: seconds() })
    assert.equal(await outcome(bench, past.request), 'TASK_TIMEOUT')
    const deadline = seconds() + MAX_TASK_SECONDS + CLOCK_SKEW_SECONDS + 5
    const far = await aRequest(bench, { deadline })
    assert.equal(await outcome(bench, far.request), 'INPUT_INVALID')
  })

  it('refuses an envelope larger than its quote allows with ENVELOPE_TOO_LARGE', async () => {
    await using bench = await aProviderBench()
    const { request } = await aRequest(bench, { envelope: new Uint8Array(20_000) })
    assert.equal(await outcome(bench, request), 'ENVELOPE_TOO_LARGE')
  })

  it('refuses the same task twice with TASK_DUPLICATE, also at the same moment', async () => {
    await using bench = await aProviderBench()
    const { request } = await aRequest(bench)
    const outcomes = await Promise.all([1, 2, 3].map(() => outcome(bench, request)))
    assert.deepEqual(outcomes.sort(), ['TASK_DUPLICATE', 'TASK_DUPLICATE', 'admitted'])
    assert.equal(await outcome(bench, request), 'TASK_DUPLICATE')
  })

  it('refuses an envelope that was used before, under any task id, with ENVELOPE_REPLAYED', async () => {
    await using bench = await aProviderBench()
    const { job, signed, ...sealed } = await aRequest(bench)
    const { request } = sealed
    await converse(bench, job, sealed)
    const replay = await aTaskOf(bench, job, signed, { envelope: request.envelope })
    assert.equal(await outcome(bench, replay.request), 'ENVELOPE_REPLAYED')
  })

  it('refuses a job that was never funded, is closing, or is over with JOB_NOT_OPEN', async () => {
    await using bench = await aProviderBench({ limits: { jobCacheMs: 0 } })
    const unknown = await aRequest(bench)
    const elsewhere = await aProviderBench()
    const foreignJob = elsewhere.fund()
    await elsewhere[Symbol.asyncDispose]()
    const unfunded = await aTaskOf(bench, foreignJob, unknown.signed)
    assert.equal(await outcome(bench, unfunded.request), 'JOB_NOT_OPEN')

    const closing = await aRequest(bench)
    bench.escrow.change(closing.job.jobId, { status: 'Closing' })
    assert.equal(await outcome(bench, closing.request), 'JOB_NOT_OPEN')

    const over = await aRequest(bench)
    bench.escrow.change(over.job.jobId, { endsAt: seconds() - 1 })
    assert.equal(await outcome(bench, over.request), 'JOB_NOT_OPEN')
  })

  it('refuses an index or a session key without an allocation for this node with ALLOCATION_MISSING', async () => {
    await using bench = await aProviderBench()
    for (const index of [0, 2, 31]) {
      const { request } = await aRequest(bench, { index })
      assert.equal(await outcome(bench, request), 'ALLOCATION_MISSING', String(index))
    }
    const { job, request } = await aRequest(bench)
    const stranger = { ...job, sessionKey: createSessionKey() }
    const own = { ...request, sessionKey: stranger.sessionKey.address }
    const signed = await signRequest(bench.escrow, stranger, own)
    assert.equal(await outcome(bench, signed), 'ALLOCATION_MISSING')
  })

  it('refuses a job that was funded for another privacy mode with MODE_UNSUPPORTED', async () => {
    await using bench = await aProviderBench()
    const job = bench.fund({ mode: 'unlinked' })
    const sealed = await aTaskOf(bench, job, await bench.provider.quote(aMathRequest()))
    assert.equal(await outcome(bench, sealed.request), 'MODE_UNSUPPORTED')
  })

  it('admits only as many tasks at once as the cap covers at their most, with ALLOCATION_TOO_SMALL', async () => {
    const gate = Promise.withResolvers<void>()
    await using bench = await aProviderBench({
      runtime: {
        answer: () => 'abcd'.repeat(64),
        gate: (token) => (token < 32 ? undefined : gate.promise),
      },
    })
    // One task costs at most 1,024 + 1,280 micro-dollars.
    const job = bench.fund({ cap: 2_304n + 2_303n })
    const signed = await bench.provider.quote(aMathRequest())
    const first = await aTaskOf(bench, job, signed)
    const second = await aTaskOf(bench, job, signed)
    const { done } = await running(bench, job, first)
    assert.equal(await outcome(bench, second.request), 'ALLOCATION_TOO_SMALL')
    gate.resolve()

    const paid = (await done).receipt!.receipt.amount
    const third = await aTaskOf(bench, job, signed)
    const { receipt } = await converse(bench, job, third, { others: () => paid })
    assert.ok(receipt)
  })

  it('asks the chain again before it refuses for the cap, since it may have been raised', async () => {
    await using bench = await aProviderBench()
    const job = bench.fund({ cap: 2_304n })
    const signed = await bench.provider.quote(aMathRequest())
    const { receipt } = await converse(bench, job, await aTaskOf(bench, job, signed))
    const others = () => receipt!.receipt.amount
    const sealed = await aTaskOf(bench, job, signed)
    assert.equal(await outcome(bench, sealed.request), 'ALLOCATION_TOO_SMALL')
    bench.escrow.raiseCap(job.jobId, job.index, 2_304n)
    assert.ok((await converse(bench, job, sealed, { others })).receipt)
  })

  it('remembers an open job for a moment and reads it once for many tasks', async () => {
    await using bench = await aProviderBench()
    const job = bench.fund()
    const signed = await bench.provider.quote(aMathRequest())
    const sealed = await Promise.all(Array.from({ length: 4 }, () => aTaskOf(bench, job, signed)))
    const totals = sealed.map(() => 0n)
    await Promise.all(
      sealed.map((task, i) =>
        converse(bench, job, task, {
          others: () => totals.reduce((sum, total, j) => (j === i ? sum : sum + total), 0n),
          onCost: (cost) => {
            totals[i] = cost
          },
        }),
      ),
    )
    assert.equal(bench.escrow.reads, 1)
  })

  it('refuses what it has no place for with NODE_BUSY', async () => {
    const gate = Promise.withResolvers<void>()
    await using bench = await aProviderBench({
      runtime: { slots: 1, gate: () => gate.promise },
      limits: { maxQueued: 0 },
    })
    const { job, signed, ...sealed } = await aRequest(bench)
    const other = await aTaskOf(bench, bench.fund(), signed)
    const { done } = await running(bench, job, sealed)
    assert.equal(await outcome(bench, other.request), 'NODE_BUSY')
    await assert.rejects(bench.provider.quote(aMathRequest()), (error) =>
      isWitanError(error, 'NODE_BUSY'),
    )
    gate.resolve()
    assert.ok((await done).receipt)
  })

  it('refuses everything new while it stops, with NODE_BUSY', async () => {
    await using bench = await aProviderBench()
    const { request } = await aRequest(bench)
    await bench.provider.stop()
    assert.equal(await outcome(bench, request), 'NODE_BUSY')
    await assert.rejects(bench.provider.quote(aMathRequest()), (error) =>
      isWitanError(error, 'NODE_BUSY'),
    )
  })
})

describe('issueQuote', () => {
  it('refuses every mode but transit with MODE_UNSUPPORTED', async () => {
    await using bench = await aProviderBench()
    for (const mode of ['local', 'unlinked', 'split', 'attested'] as const) {
      await assert.rejects(bench.provider.quote(aMathRequest({ mode })), (error) =>
        isWitanError(error, 'MODE_UNSUPPORTED'),
      )
    }
  })

  it('refuses a role that is not offered, or not loaded, with MODEL_UNKNOWN', async () => {
    await using bench = await aProviderBench()
    await assert.rejects(bench.provider.quote(aMathRequest({ role: 'code' })), (error) =>
      isWitanError(error, 'MODEL_UNKNOWN'),
    )
    await using empty = await aProviderBench({ runtime: { models: [] } })
    await assert.rejects(empty.provider.quote(aMathRequest()), (error) =>
      isWitanError(error, 'MODEL_UNKNOWN'),
    )
  })
})
