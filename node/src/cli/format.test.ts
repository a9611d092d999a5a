import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { formatDuration } from './formatDuration.ts'
import { formatTable } from './formatTable.ts'
import { jsonOf } from './jsonOf.ts'

describe('formatDuration', () => {
  it('names the two largest units', () => {
    assert.equal(formatDuration(0), '0 s')
    assert.equal(formatDuration(59.6), '1 min')
    assert.equal(formatDuration(3_661), '1 h 1 min')
    assert.equal(formatDuration(86_400), '1 d')
    assert.equal(formatDuration(93_784), '1 d 2 h')
    assert.equal(formatDuration(-5), '0 s')
  })
})

describe('formatTable', () => {
  it('aligns columns and leaves no blanks at the ends of lines', () => {
    assert.equal(
      formatTable([
        ['a', 'bcd', ''],
        ['ef', 'g', 'h'],
      ]),
      'a   bcd\nef  g    h',
    )
  })
})

describe('jsonOf', () => {
  it('prints amounts as integer text and as dollars, bytes as hex and the rest as it is', () => {
    const value = {
      cost: 1_500_000n,
      bytes: new Uint8Array([1, 255]),
      list: [null, 2, { ok: true }],
    }

    assert.deepEqual(JSON.parse(jsonOf(value)), {
      cost: { microDollars: '1500000', decimal: '1.50' },
      bytes: '0x01ff',
      list: [null, 2, { ok: true }],
    })
  })

  it('prints the largest amount without losing a digit', () => {
    const amount = 2n ** 48n - 1n

    assert.equal(JSON.parse(jsonOf({ amount })).amount.microDollars, '281474976710655')
  })
})
