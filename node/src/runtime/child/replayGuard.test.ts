import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type Hex, toHex, u32 } from '#protocol/bytes.ts'
import { isWitanError } from '#protocol/errors.ts'
import { createReplayGuard } from './replayGuard.ts'

const key = (n: number): Hex => toHex(u32(n))
const replayed = (error: unknown) => isWitanError(error, 'ENVELOPE_REPLAYED')
const busy = (error: unknown) => isWitanError(error, 'NODE_BUSY')

describe('createReplayGuard', () => {
  it('takes every envelope once', () => {
    const guard = createReplayGuard(() => 0)
    guard.use(key(1), 100)
    guard.use(key(2), 100)

    assert.throws(() => guard.use(key(1), 100), replayed)
    assert.throws(() => guard.use(key(1), 999), replayed)
  })

  it('refuses new envelopes rather than forget a used one that is still in time', () => {
    let time = 0
    const guard = createReplayGuard(() => time, 2)
    guard.use(key(1), 10)
    guard.use(key(2), 20)

    assert.throws(() => guard.use(key(3), 30), busy)
    assert.throws(() => guard.use(key(1), 10), replayed)
    time = 11
    guard.use(key(3), 30)
    assert.throws(() => guard.use(key(4), 30), busy)
  })
})
