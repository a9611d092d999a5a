import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { gumbelNear, gumbelQ96, LN2_Q96, lnQ96 } from './raceNoise.ts'

const nats = (q96: bigint) => Number(q96) / 2 ** 96

describe('lnQ96', () => {
  it('property: is the logarithm, to fifteen digits', () => {
    const anyBits = fc
      .tuple(fc.integer({ min: 0, max: 199 }), fc.bigInt({ min: 0n, max: (1n << 53n) - 1n }))
      .map(
        ([k, low]) => (1n << BigInt(k)) + (k > 53 ? low << BigInt(k - 53) : low >> BigInt(53 - k)),
      )
    fc.assert(
      fc.property(anyBits, (n) => {
        assert.ok(Math.abs(nats(lnQ96(n)) - Math.log(Number(n))) < 1e-13 * Math.log(2) * 200)
      }),
      { numRuns: 2_000 },
    )
  })

  it('is exact for powers of two', () => {
    for (let k = 0; k < 200; k++) assert.equal(lnQ96(1n << BigInt(k)), BigInt(k) * LN2_Q96)
  })

  it('property: never falls as its number grows', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: (1n << 199n) - 2n }), (n) => {
        assert.ok(lnQ96(n + 1n) >= lnQ96(n))
      }),
      { numRuns: 2_000 },
    )
  })

  it('refuses zero and what is too large', () => {
    for (const n of [0n, -1n, 1n << 200n]) {
      assert.throws(() => lnQ96(n), { code: 'INPUT_INVALID' })
    }
  })
})

describe('gumbelNear', () => {
  it('property: is within 1e-8 nats of the exact noise, at both ends too', () => {
    const last = (1n << 64n) - 1n
    const bits = fc.oneof(
      fc.bigInt({ min: 0n, max: last }),
      fc.integer({ min: 0, max: 64 }).map((k) => last >> BigInt(k)),
      fc.integer({ min: 0, max: 64 }).map((k) => last - (last >> BigInt(k))),
    )
    fc.assert(
      fc.property(bits, (value) => {
        assert.ok(Math.abs(nats(gumbelQ96(value)) - gumbelNear(value)) < 1e-8, `${value}`)
      }),
      { numRuns: 5_000 },
    )
  })
})
