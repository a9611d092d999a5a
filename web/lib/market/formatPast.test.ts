import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { formatPast } from './formatPast.ts'

describe('formatPast', () => {
  it('says how long ago, and now for a block whose chain runs ahead', () => {
    assert.equal(formatPast(1_000, 1_300), '5 minutes ago')
    assert.equal(formatPast(1_500, 1_300), 'now')
  })
})
