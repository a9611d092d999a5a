/** The programs' formula on the vectors of test/contracts/unit/Reputation.vectors.t.sol, and its properties. */

import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { encodeAbiParameters, type Hex, keccak256, zeroHash } from 'viem'
import { fade, type WeightParts, weighNode } from '#verification/weighNode.ts'

const CASES = 64n
const THAW_DAYS = 21
const RULES = {
  betaBps: 5_000n,
  kappa: 1n,
  prior: 5n * 10n ** 17n,
  priorMilli: 4_000n,
  epochSeconds: 86_400,
}
const SOLIDITY = path.resolve(
  import.meta.dirname,
  '..',
  'contracts',
  'unit',
  'Reputation.vectors.t.sol',
)

const NOBODY: WeightParts = { stake: 0n, decayedFees: 0n, passed: 0n, failed: 0n, jailed: false }
const weightOf = (parts: Partial<WeightParts>) => weighNode({ ...NOBODY, ...parts }, RULES).weight
const amount = fc.bigInt({ min: 0n, max: 10n ** 12n })
const checks = fc.bigInt({ min: 0n, max: 60_000n })

describe('weighNode', () => {
  it('gives what the ledger gives, on the same vectors', async () => {
    let all: Hex = zeroHash
    for (let i = 0n; i < CASES; i++) {
      const h = BigInt(keccak256(encodeAbiParameters([{ type: 'uint256' }], [i])))
      const [first, second] = [Number((h >> 192n) % 60n), Number((h >> 224n) % 60n)]
      const passed = fade((h >> 48n) % 50_000n, first) + ((h >> 208n) % 10_000n)
      const parts = {
        stake: h % 10n ** 12n,
        decayedFees: fade((h >> 128n) % 10n ** 11n, first + second),
        passed: fade(passed, second),
        failed: fade((h >> 96n) % 20_000n, first + second),
        jailed: false,
      }
      const { vouched, quality, weight } = weighNode(parts, RULES)
      const words = ['bytes32', 'uint256', 'uint256', 'uint256'].map((type) => ({ type }))
      all = keccak256(encodeAbiParameters(words, [all, vouched, quality, weight]))
    }
    const text = await readFile(SOLIDITY, 'utf8')
    assert.equal(all, /ALL = (0x[0-9a-f]{64})/.exec(text)?.[1])
  })

  it('never gives two identities more than one with all of their stake and fees', () => {
    fc.assert(
      fc.property(amount, amount, amount, amount, checks, (s1, s2, f1, f2, passed) => {
        const half = passed / 2n
        const parts =
          weightOf({ stake: s1, decayedFees: f1, passed: half }) +
          weightOf({ stake: s2, decayedFees: f2, passed: half })
        assert.ok(parts <= weightOf({ stake: s1 + s2, decayedFees: f1 + f2, passed }))
      }),
    )
  })

  it('sells weight for no less than itself in fees, and never more than the stake', () => {
    fc.assert(
      fc.property(amount, amount, checks, (stake, decayedFees, passed) => {
        const bought = weightOf({ stake, decayedFees, passed })
        assert.ok(bought - weightOf({ stake, passed }) <= decayedFees)
        assert.ok(bought <= stake)
      }),
    )
  })

  it('makes a fresh identity no heavier than an honest one, and leaving a bad one no gain', () => {
    fc.assert(
      fc.property(amount, amount, checks, (stake, decayedFees, passed) => {
        assert.ok(weightOf({ stake }) <= weightOf({ stake, decayedFees, passed }))
      }),
    )
    let [staying, leaving] = [0n, 0n]
    for (let day = 0; day < 365; day++) {
      staying += weightOf({ stake: 10n ** 12n, failed: fade(10_000n, day) })
      if (day >= THAW_DAYS) leaving += weightOf({ stake: 10n ** 12n })
    }
    assert.ok(staying > leaving)
  })

  it('falls to a quarter of the stake without work', () => {
    const idle = { decayedFees: fade(10n ** 12n, 1_000), passed: fade(40_000n, 1_000) }
    assert.equal(weightOf({ stake: 10n ** 12n, ...idle }), 10n ** 12n / 4n)
  })
})
