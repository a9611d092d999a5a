import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isWitanError } from '#protocol/errors.ts'
import { aMathRequest, aProviderBench, aTaskOf } from '#testing/providerBench.ts'
import { converse } from '#testing/requesterDouble.ts'

const isBusy = (error: unknown) => isWitanError(error, 'NODE_BUSY')

describe('createProvider', () => {
  it('refuses quotes and tasks while it is paused, also under a quote from before', async () => {
    await using bench = await aProviderBench()
    const { provider } = bench
    const sealed = await aTaskOf(bench, bench.fund(), await provider.quote(aMathRequest()))

    provider.pause()
    assert.deepEqual([provider.report().accepting, provider.report().paused], [false, true])
    await assert.rejects(provider.quote(aMathRequest()), isBusy)
    const refused = await converse(bench, bench.fund(), sealed)
    assert.ok(isBusy(refused.error))

    provider.resume()
    assert.deepEqual([provider.report().accepting, provider.report().paused], [true, false])
    await provider.quote(aMathRequest())
  })

  it('finishes what runs when it is paused, and shows it while it runs', async () => {
    await using bench = await aProviderBench({ runtime: { answer: () => 'abcd'.repeat(60) } })
    const { provider } = bench
    const job = bench.fund()
    const quote = await provider.quote(aMathRequest({ maxOutputTokens: 60 }))
    const seen: (readonly { jobId: string; outputTokens: number }[])[] = []

    const { receipt, tokens } = await converse(bench, job, await aTaskOf(bench, job, quote), {
      pays: () => {
        provider.pause()
        seen.push(provider.live().jobs)
        return true
      },
    })

    assert.ok(receipt)
    const [first] = seen
    assert.equal(first?.[0]?.jobId, job.jobId)
    assert.ok(first[0].outputTokens > 0 && first[0].outputTokens <= tokens.length)
    assert.deepEqual(provider.live(), { jobs: [], outputTokens: tokens.length })
  })
})
