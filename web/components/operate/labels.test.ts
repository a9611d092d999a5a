import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isKind, LABELS } from './labels.ts'

describe('isKind', () => {
  it('knows a transaction again whatever its amount', () => {
    assert.ok(isKind(LABELS.stake(3, 1_234_500_000n), LABELS.stake(3, 0n)))
    assert.ok(isKind(LABELS.claim(3), LABELS.claim(3)))
  })

  it('tells nodes and kinds apart', () => {
    assert.ok(!isKind(LABELS.stake(3, 5n), LABELS.stake(33, 5n)))
    assert.ok(!isKind(LABELS.stake(3, 5n), LABELS.thaw(3, 5n)))
    assert.ok(!isKind(LABELS.switchOn(3), LABELS.switchOff(3)))
  })
})
