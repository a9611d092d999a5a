import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import type { Token } from 'node-llama-cpp'
import { MAX_GAP } from '#protocol/race.ts'
import { faultOfLeaf } from '#protocol/raceLeaf.ts'
import { readCandidates } from './readCandidates.ts'

/** Logits likeliest first, as the engine gives them; equal ones in no order. */
const anyLogits = fc
  .array(fc.oneof(fc.double({ min: -50, max: 50, noNaN: true }), fc.integer({ min: 0, max: 3 })), {
    minLength: 1,
    maxLength: 80,
  })
  .map((values) => {
    const entries = values.map((value, id): [Token, number] => [id as Token, value])
    return new Map(entries.sort(([, a], [, b]) => b - a))
  })
const onlyEven = { allows: (token: Token) => token % 2 === 0, accept: () => {} }

describe('readCandidates', () => {
  it('property: makes a well-formed leaf', () => {
    fc.assert(
      fc.property(anyLogits, (logits) => {
        const candidates = readCandidates(logits, 16)
        assert.equal(faultOfLeaf({ position: 0, token: candidates[0]!.id, candidates }), undefined)
        assert.equal(candidates.length, Math.min(16, logits.size))
      }),
    )
  })

  it('property: fewer candidates are the first of more, whatever the order of equal logits', () => {
    fc.assert(
      fc.property(anyLogits, fc.boolean(), (logits, masked) => {
        const mask = masked ? onlyEven : undefined
        const turned = new Map([...logits].reverse().sort(([, a], [, b]) => b - a))
        assert.deepEqual(
          readCandidates(logits, 16, mask),
          readCandidates(turned, 64, mask).slice(0, 16),
        )
      }),
    )
  })

  it('takes only allowed tokens, and measures from the likeliest of them', () => {
    const logits = new Map([
      [1 as Token, 9],
      [2 as Token, 8],
      [4 as Token, 7.5],
      [6 as Token, Number.NEGATIVE_INFINITY],
    ])
    assert.deepEqual(readCandidates(logits, 16, onlyEven), [
      { id: 2, gap: 0 },
      { id: 4, gap: 32 },
    ])
    assert.deepEqual(readCandidates(logits, 16, { allows: () => false, accept: () => {} }), [])
  })

  it('writes what is further behind than a gap can say as the largest gap', () => {
    const logits = new Map([
      [0 as Token, 3000],
      [1 as Token, -3000],
    ])
    assert.equal(readCandidates(logits, 16)[1]?.gap, MAX_GAP)
  })
})
