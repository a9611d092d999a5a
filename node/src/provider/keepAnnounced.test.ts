import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { recoverSigner } from '#chain/recoverSigner.ts'
import type { Hex } from '#protocol/bytes.ts'
import { RECORD_TTL_SECONDS } from '#protocol/limits.ts'
import type { SignedNodeRecord } from '#protocol/nodeRecord.ts'
import { nodeRecordTypedData } from '#protocol/typedData.ts'
import { createLogger } from '#telemetry/createLogger.ts'
import { createMetrics } from '#telemetry/metrics.ts'
import { createMemoryEscrow } from '#testing/memoryEscrow.ts'
import { anIdentity } from '#testing/providerBench.ts'
import { keepAnnounced } from './keepAnnounced.ts'

const key = (fill: string): Hex => `0x${fill.repeat(32)}`

/** Announcements under a clock and a key that the test moves; `next` waits for one more. */
async function announcing(options: { readonly peers?: number } = {}) {
  const closing = new AbortController()
  const { context } = createMemoryEscrow()
  const identity = anIdentity()
  const state = { now: 1_900_000_000, sealingKey: key('01'), failures: 0 }
  const announced: SignedNodeRecord[] = []
  let wake = () => {}
  const first = keepAnnounced({
    identity,
    context,
    peerId: '12D3KooWNobody',
    addresses: () => Array.from({ length: 9 }, (_, i) => `/ip4/127.0.0.1/tcp/${i}`),
    sealingKey: () => state.sealingKey,
    announce: async (record) => {
      if (state.failures-- > 0) throw new Error('no network')
      announced.push(record)
      wake()
      return options.peers ?? 1
    },
    logger: createLogger({ level: 'silent' }),
    metrics: createMetrics(),
    now: () => state.now,
    signal: closing.signal,
    checkMs: 2,
  })
  if (options.peers !== 0) await first
  const next = async () => {
    const { promise, resolve } = Promise.withResolvers<void>()
    wake = resolve
    await promise
    return announced.at(-1)!
  }
  return {
    state,
    announced,
    next,
    identity,
    context,
    [Symbol.dispose]: () => closing.abort(),
  }
}

describe('keepAnnounced', () => {
  it('announces a record that others accept: signed, within its time, with at most 8 addresses', async () => {
    using loop = await announcing()
    const { record, signature } = loop.announced[0]!
    assert.equal(record.expiresAt - record.issuedAt, RECORD_TTL_SECONDS)
    assert.equal(record.addresses.length, 8)
    const data = nodeRecordTypedData(loop.context, record)
    assert.equal(await recoverSigner(data, signature), loop.identity.signer)
  })

  it('announces again half-way to the expiry, and not before', async () => {
    using loop = await announcing()
    loop.state.now += RECORD_TTL_SECONDS / 2 - 1
    loop.state.sealingKey = key('02')
    const changed = await loop.next()
    assert.equal(changed.record.sealingKey, key('02'))

    loop.state.now += RECORD_TTL_SECONDS / 2
    const again = await loop.next()
    assert.equal(again.record.issuedAt, loop.state.now)
    assert.equal(loop.announced.length, 3)
  })

  it('tries again after a failure and while no peer took it', async () => {
    using loop = await announcing({ peers: 0 })
    await loop.next()
    loop.state.failures = 2
    loop.state.now += 1
    await loop.next()
    assert.equal(loop.announced.length, 2)
  })
})
