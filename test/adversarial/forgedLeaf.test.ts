/** The lie: something is opened under a signed root that is no leaf of it, or no leaf at all. */

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { concatBytes, fromHex, toHex } from '#protocol/bytes.ts'
import { keccak256 } from '#protocol/hash.ts'
import { parseTaskId } from '#protocol/ids.ts'
import { seedCommitOf } from '#protocol/race.ts'
import { encodeRaceLeaf, faultOfLeaf, leafKeyOf, type RaceLeaf } from '#protocol/raceLeaf.ts'
import { aReceipt } from '#testing/messages.ts'
import { aRacedToken } from '#testing/racedTokens.ts'
import type { OpenedLeaf } from '#verification/evidence.ts'
import { openLeaf, readOpenedLeaf } from '#verification/openLeaf.ts'
import { proveFault } from '#verification/proveFault.ts'
import { createRaceCheck } from '#verification/raceCheck.ts'

const TASK = parseTaskId(`0x${'7a'.repeat(32)}`)
const SALT = new Uint8Array(32).fill(4)
const RULES = { seed: keccak256(SALT), leafKey: leafKeyOf(SALT, TASK), temperatureMilli: 1000 }

function transcriptOf(count: number) {
  const check = createRaceCheck(RULES)
  for (let position = 0; position < count; position++) check.push(aRacedToken(RULES, position))
  const { receipt } = aReceipt({ transcriptRoot: check.root(), outputTokens: count })
  return { receipt, leaves: check.leaves() }
}

describe('an opening that is none', () => {
  const counts = fc.integer({ min: 1, max: 21 })

  it('property: a leaf is read at its own position only, whatever the number of leaves', () => {
    fc.assert(
      fc.property(counts, fc.nat(), fc.nat(), (count, a, b) => {
        const { receipt, leaves } = transcriptOf(count)
        const [own, claimed] = [a % count, b % (count + 2)]
        const opened = openLeaf(leaves, RULES.leafKey, own)

        const read = readOpenedLeaf(receipt, { ...opened, position: claimed })

        assert.equal(read !== undefined, own === claimed)
      }),
    )
  })

  it('property: no inner node of the tree, cut anywhere into salt and leaf, is read as a leaf', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 4 }),
        fc.integer({ min: 0, max: 48 }),
        (height, cut) => {
          const { receipt, leaves } = transcriptOf(2 ** height)
          const { path, leaf, salt } = openLeaf(leaves, RULES.leafKey, 0)
          const left = keccak256(concatBytes(Uint8Array.of(0), salt, leaf))
          const inner = concatBytes(left, path.subarray(0, 32))
          const forged: OpenedLeaf = {
            position: 0,
            salt: inner.slice(0, cut),
            leaf: inner.slice(cut),
            path: path.slice(32),
          }
          const shorter = { ...receipt, outputTokens: receipt.outputTokens / 2 }

          for (const claimed of [receipt, shorter]) {
            assert.equal(readOpenedLeaf(claimed, forged), undefined)
          }
        },
      ),
    )
  })

  it('is no padding either: what fills the tree up is the hash of no leaf', () => {
    const { receipt, leaves } = transcriptOf(3)
    const opened = openLeaf(leaves, RULES.leafKey, 2)
    const padding = toHex(opened.path.subarray(0, 32))

    assert.equal(padding, toHex(keccak256(Uint8Array.of(2))))
    for (const leaf of [new Uint8Array(0), Uint8Array.of(2)]) {
      const forged = { ...opened, position: 3, leaf, salt: new Uint8Array(0) }
      assert.equal(readOpenedLeaf({ ...receipt, outputTokens: 4 }, forged), undefined)
    }
  })
})

describe('a leaf that no honest node commits to', () => {
  const { token, candidates } = aRacedToken(RULES, 0)
  const honest: RaceLeaf = { position: 0, token, candidates }
  const many = (count: number) => Array.from({ length: count }, (_, id) => ({ id, gap: id }))
  const malformed: [string, RaceLeaf][] = [
    ['names a candidate twice', { ...honest, candidates: [...candidates, candidates[1]!] }],
    [
      'has gaps that fall',
      { ...honest, candidates: [candidates[0]!, ...candidates.slice(1).reverse()] },
    ],
    ['does not begin with the likeliest', { ...honest, candidates: candidates.slice(1) }],
    [
      'orders equal gaps by falling ids',
      {
        ...honest,
        token: 5,
        candidates: [
          { id: 5, gap: 0 },
          { id: 4, gap: 0 },
        ],
      },
    ],
    ['emits a token that did not run', { ...honest, token: 999 }],
  ]

  for (const [name, leaf] of malformed) {
    it(`is proven when it ${name}`, () => {
      assert.notEqual(faultOfLeaf(leaf), undefined)
      const check = createRaceCheck(RULES)
      check.push(leaf)
      const receipt = aReceipt({
        taskId: TASK,
        transcriptRoot: check.root(),
        outputTokens: 1,
        seedCommit: seedCommitOf(RULES.seed),
        temperatureMilli: RULES.temperatureMilli,
      })
      const leaves = [openLeaf(check.leaves(), RULES.leafKey, 0)]
      const empty = { other: [], quote: [], probe: [] }
      const evidence = {
        version: 1,
        kind: 'malformedLeaf' as const,
        receipt,
        seed: RULES.seed,
        leaves,
      }
      assert.equal(proveFault({ ...evidence, ...empty }, new Set()).proven, true)
    })
  }

  it('has at most sixteen candidates: more are no leaf, and a gap has no more than 16 bits', () => {
    assert.equal(faultOfLeaf({ position: 0, token: 0, candidates: many(16) }), undefined)
    assert.equal(faultOfLeaf({ position: 0, token: 0, candidates: many(17) }), 'count')
    const far = [
      { id: 0, gap: 0 },
      { id: 1, gap: 0x1_0000 },
    ]
    assert.equal(faultOfLeaf({ position: 0, token: 0, candidates: far }), 'order')
    assert.equal(
      toHex(encodeRaceLeaf({ position: 0, token: 0, candidates: far })).slice(-4),
      '0000',
    )
    assert.equal(fromHex(toHex(encodeRaceLeaf(honest))).length, 8 + 6 * candidates.length)
  })
})
