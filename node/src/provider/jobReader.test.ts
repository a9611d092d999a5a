import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isWitanError } from '#protocol/errors.ts'
import { parseAddress, parseJobId } from '#protocol/ids.ts'
import { createJobReader, type JobKey } from './jobReader.ts'
import type { ChainJob } from './provider.ts'

const key = (fill: string): JobKey => ({
  jobId: parseJobId(`0x${fill.repeat(20)}`),
  sessionKey: parseAddress(`0x${'02'.repeat(20)}`),
  index: 0,
})

/** A chain whose answers wait until they are let go. */
function aChain(job: ChainJob | undefined) {
  let reads = 0
  let open = Promise.withResolvers<void>()
  open.resolve()
  return {
    reads: () => reads,
    hold: () => {
      open = Promise.withResolvers<void>()
      return open.resolve
    },
    readJob: async () => {
      reads++
      await open.promise
      return job
    },
    readAllocation: async () => ({ nodeId: 7, cap: 5n, claimed: 0n }),
  }
}

const funded: ChainJob = { status: 'Funded', endsAt: 9, mode: 'transit' }

describe('jobReader', () => {
  it('believes an open job for its time, and not longer', async () => {
    let nowMs = 0
    const chain = aChain(funded)
    const reader = createJobReader(chain, { cacheMs: 100, maxReads: 1, nowMs: () => nowMs })
    await reader.read(key('01'))
    nowMs = 99
    await reader.read(key('01'))
    assert.equal(chain.reads(), 1)
    nowMs = 100
    await reader.read(key('01'))
    await reader.read(key('01'), { fresh: true })
    assert.equal(chain.reads(), 3)
  })

  it('never remembers that a job is unknown or over', async () => {
    for (const job of [undefined, { ...funded, status: 'Closing' as const }]) {
      const chain = aChain(job)
      const reader = createJobReader(chain, { cacheMs: 100, maxReads: 1 })
      await reader.read(key('01'))
      await reader.read(key('01'))
      assert.equal(chain.reads(), 2)
    }
  })

  it('reads a job once for many who ask, and refuses too many jobs at once with NODE_BUSY', async () => {
    const chain = aChain(funded)
    const letGo = chain.hold()
    const reader = createJobReader(chain, { cacheMs: 100, maxReads: 1 })
    const readings = [reader.read(key('01')), reader.read(key('01'))]
    await assert.rejects(reader.read(key('02')), (error) => isWitanError(error, 'NODE_BUSY'))
    letGo()
    const [first, second] = await Promise.all(readings)
    assert.equal(first, second)
    assert.equal(chain.reads(), 1)
    assert.equal((await reader.read(key('02'))).job, funded)
  })
})
