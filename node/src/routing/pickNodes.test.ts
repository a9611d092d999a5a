import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { isWitanError } from '#protocol/errors.ts'
import { parseNodeId } from '#protocol/ids.ts'
import { type Candidate, DEFAULT_WEIGHTS, pickNodes, SCORE_TERMS } from './pickNodes.ts'

const aCandidate = (nodeId: number, change: Partial<Candidate> = {}): Candidate => ({
  nodeId: parseNodeId(nodeId),
  operator: `operator ${nodeId}`,
  price: 1000n,
  stake: 10_000_000n,
  rttMs: 20,
  load: 0,
  experience: 0.8,
  reputation: 0.5,
  ...change,
})
const never = () => 0.99
const always = () => 0

describe('pickNodes', () => {
  it('prefers the cheaper of two equal nodes and says why', () => {
    const picked = pickNodes([aCandidate(1), aCandidate(2, { price: 500n })], { random: never })

    assert.equal(picked.primary.nodeId, 2)
    assert.deepEqual(
      picked.standBys.map(({ nodeId }) => nodeId),
      [1],
    )
    assert.equal(
      picked.reason,
      'Node 2 has the best score of 2 (0.83): at most 0.0005 dollars, 20 ms away, own experience 0.80, reputation 0.50.',
    )
  })

  it('names a stand-by of another operator before a better one of the same operator', () => {
    const picked = pickNodes(
      [
        aCandidate(1, { operator: 'a', price: 100n }),
        aCandidate(2, { operator: 'a', price: 110n }),
        aCandidate(3, { operator: 'b', price: 900n }),
      ],
      { random: never },
    )

    assert.equal(picked.primary.nodeId, 1)
    assert.deepEqual(
      picked.standBys.map(({ nodeId }) => nodeId),
      [3, 2],
    )
  })

  it('gives a node without history its share, in proportion to stake', () => {
    const candidates = [
      aCandidate(1),
      aCandidate(2, { experience: undefined, stake: 30n }),
      aCandidate(3, { experience: undefined, stake: 10n }),
    ]
    const counts = new Map<number, number>()
    for (let i = 0; i < 4000; i++) {
      const draws = [0.05, (i + 0.5) / 4000]
      const { nodeId } = pickNodes(candidates, { random: () => draws.shift()! }).primary
      counts.set(nodeId, (counts.get(nodeId) ?? 0) + 1)
    }

    assert.deepEqual([...counts].sort(), [
      [2, 3000],
      [3, 1000],
    ])
  })

  it('prefers the node that the ledger trusts more, and draws none that it trusts with nothing', () => {
    const known = [aCandidate(1, { reputation: 0.3 }), aCandidate(2, { reputation: 1 })]
    const punished = aCandidate(3, { experience: undefined, reputation: 0, stake: 1n << 80n })
    const newcomer = aCandidate(4, { experience: undefined, reputation: 0.01, stake: 1n })

    assert.equal(pickNodes(known, { random: never }).primary.nodeId, 2)
    const drawn = pickNodes([...known, punished, newcomer], { random: always })
    assert.deepEqual([drawn.primary.nodeId, drawn.explored], [4, true])
  })

  it('draws no newcomer that asks more than five times the lowest price, as decoys do', () => {
    const cheap = aCandidate(1, { price: 1_000n })
    const dear = aCandidate(2, { experience: undefined, price: 10_000n, stake: 1n << 80n })
    const fair = aCandidate(3, { experience: undefined, price: 5_000n, stake: 1n })

    assert.equal(pickNodes([cheap, dear], { random: always }).primary.nodeId, 1)
    assert.equal(pickNodes([cheap, dear, fair], { random: always }).primary.nodeId, 3)
  })

  it('weighs terms that add up to one', () => {
    const sum = SCORE_TERMS.reduce((total, term) => total + DEFAULT_WEIGHTS[term], 0)
    assert.ok(Math.abs(sum - 1) < 1e-12)
  })

  it('takes the node with the shorter queue when all are full', () => {
    const full = [aCandidate(1, { load: 3, rttMs: 10 }), aCandidate(2, { load: 1.5, rttMs: 40 })]

    assert.equal(pickNodes(full, { random: never }).primary.nodeId, 2)
  })

  it('falls back to the best node when every node has history', () => {
    const picked = pickNodes([aCandidate(1), aCandidate(2, { price: 1n })], { random: always })

    assert.equal(picked.primary.nodeId, 2)
    assert.equal(picked.explored, false)
  })

  it('refuses an empty list with NO_NODES', () => {
    assert.throws(
      () => pickNodes([], { random: never }),
      (error) => isWitanError(error, 'NO_NODES'),
    )
  })

  const anyCandidates = fc.uniqueArray(
    fc.record({
      nodeId: fc.integer({ min: 1, max: 50 }).map(parseNodeId),
      operator: fc.constantFrom('a', 'b', 'c'),
      price: fc.bigInt({ min: 0n, max: (1n << 48n) - 1n }),
      stake: fc.bigInt({ min: 0n, max: 1n << 90n }),
      rttMs: fc.double({ min: 0, max: 1e6, noNaN: true }),
      load: fc.double({ min: 0, max: 5, noNaN: true }),
      experience: fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: undefined }),
      reputation: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
    { minLength: 1, maxLength: 12, selector: ({ nodeId }) => nodeId },
  )

  it('property: the order of the candidates does not matter and nobody is lost', () => {
    fc.assert(
      fc.property(anyCandidates, fc.double({ min: 0, max: 0.999, noNaN: true }), (list, draw) => {
        const picked = pickNodes(list, { random: () => draw })
        const again = pickNodes([...list].reverse(), { random: () => draw })

        assert.deepEqual(again, picked)
        assert.equal(picked.standBys.length, list.length - 1)
        for (const { score } of [picked.primary, ...picked.standBys])
          assert.ok(score >= 0 && score <= 1.0000001)
      }),
    )
  })

  it('property: a better experience never lowers the score', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 0.9, noNaN: true }), (experience) => {
        const scoreOf = (value: number) =>
          pickNodes([aCandidate(1, { experience: value }), aCandidate(2)], { random: never })
        const scores = [experience, experience + 0.1].map((value) => {
          const { primary, standBys } = scoreOf(value)
          return [primary, ...standBys].find(({ nodeId }) => nodeId === 1)!.score
        })

        assert.ok(scores[1]! >= scores[0]!)
      }),
    )
  })
})
