import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { isWitanError } from '#protocol/errors.ts'
import { encodeVarint, readVarintByte } from './varint.ts'

describe('encodeVarint', () => {
  it('writes seven bits per byte, lowest first', () => {
    assert.deepEqual([...encodeVarint(0)], [0])
    assert.deepEqual([...encodeVarint(127)], [127])
    assert.deepEqual([...encodeVarint(300)], [0xac, 0x02])
  })

  it('property: is read back byte by byte', () => {
    fc.assert(
      fc.property(fc.nat({ max: 2 ** 31 - 1 }), (value) => {
        let read = { value: 0, complete: false }
        for (const [i, byte] of encodeVarint(value).entries()) {
          assert.ok(!read.complete)
          read = readVarintByte(read.value, i, byte)
        }
        assert.deepEqual(read, { value, complete: true })
      }),
    )
  })
})

describe('readVarintByte', () => {
  it('refuses a last byte that adds nothing', () => {
    assert.throws(
      () => readVarintByte(1, 1, 0),
      (error) => isWitanError(error, 'PEER_PROTOCOL'),
    )
  })
})
