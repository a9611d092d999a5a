import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  formatAgo,
  formatBytes,
  formatCount,
  formatDuration,
  formatMoney,
  formatPercent,
  isoTime,
  shortHex,
} from './format.ts'

describe('formatMoney', () => {
  it('shows at least cents and at most what the token has', () => {
    assert.equal(formatMoney(1_500_000n), '$1.50')
    assert.equal(formatMoney(147n), '$0.000147')
    assert.equal(formatMoney(0n), '$0.00')
    assert.equal(formatMoney(-1_234_567_890_000n), '-$1,234,567.89')
  })

  it('is exact beyond what a number holds', () => {
    assert.equal(formatMoney(9_007_199_254_740_993_000_001n), '$9,007,199,254,740,993.000001')
  })
})

describe('format', () => {
  it('shows a dash for what is not known', () => {
    for (const format of [formatMoney, formatCount, formatPercent, formatDuration, formatAgo]) {
      assert.equal(format(undefined), '–')
    }
  })

  it('counts, rates and sizes', () => {
    assert.equal(formatCount(1_234_567n), '1,234,567')
    assert.equal(formatPercent(0.9754), '97.5%')
    assert.equal(formatPercent(Number.NaN), '–')
    assert.equal(formatBytes(0), '0 B')
    assert.equal(formatBytes(1_536), '1.5 KiB')
  })

  it('names spans in the units that people use', () => {
    assert.equal(formatDuration(850), '850 ms')
    assert.equal(formatDuration(12_300), '12.3 s')
    assert.equal(formatDuration(200_000), '3 min 20 s')
    assert.equal(formatDuration(21 * 86_400_000), '21 d')
  })

  it('says how long ago or ahead a moment is', () => {
    assert.equal(formatAgo(1_000, 1_090), '1 minute ago')
    assert.equal(formatAgo(1_000 + 7_300, 1_000), 'in 2 hours')
    assert.equal(formatAgo(1_000, 1_000), 'now')
  })

  it('writes moments for machines without milliseconds', () => {
    assert.equal(isoTime(1_800_000_000), '2027-01-15T08:00:00Z')
  })

  it('shortens ids, but not those that are short already', () => {
    assert.equal(shortHex(`0x${'12'.repeat(20)}`), '0x1212…1212')
    assert.equal(shortHex('0x123456'), '0x123456')
  })
})
