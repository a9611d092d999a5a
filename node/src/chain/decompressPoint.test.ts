import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Hex } from '#protocol/bytes.ts'
import { isWitanError } from '#protocol/errors.ts'
import vectors from '../../../test/vectors/drand.json' with { type: 'json' }
import { decompressPoint } from './decompressPoint.ts'

const first = vectors.beacons[0]?.signature as Hex

describe('decompressPoint', () => {
  it('returns both coordinates of a round of drand', () => {
    assert.equal(
      decompressPoint(first),
      `0x${'0'.repeat(32)}155e7cb2d5c613ee0b2e28d6750aabbb78c39dcc96bd9d38c2c2e12198df95571de8e8e402a0cc48871c7089a2b3af4b${'0'.repeat(32)}0fbb74ee8788264320f2501b0fa0dd56363bcec5ce4b113b2bf1de6e331116c79191af99234824f03aeb10ab1c4c7771`,
    )
  })

  it('takes the other of the two points where the flag says so', () => {
    const other = `0x95${first.slice(4)}` as const
    const [one, two] = [decompressPoint(first), decompressPoint(other)]
    assert.equal(one.slice(0, 130), two.slice(0, 130), 'the same x')
    assert.notEqual(one.slice(130), two.slice(130), 'another y')
  })

  it('refuses other lengths, other flags, and numbers that are on no curve', () => {
    const wrong: readonly Hex[] = [
      '0x',
      first.slice(0, -2) as Hex,
      `0x35${first.slice(4)}`,
      `0xc0${'0'.repeat(94)}`,
      `0x9f${'f'.repeat(94)}`,
      // 1 + 4 has no root
      `0x80${'0'.repeat(93)}1`,
    ]
    for (const compressed of wrong) {
      assert.throws(
        () => decompressPoint(compressed),
        (error) => isWitanError(error, 'CONFIG_INVALID'),
        compressed,
      )
    }
  })
})
