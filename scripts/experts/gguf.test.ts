import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { encodeGguf, packTensor, toHalf } from './gguf.ts'

const values = Float32Array.from({ length: 64 }, (_, index) => Math.sin(index) * (index + 1))

function halfToNumber(half: number): number {
  const exponent = (half >> 10) & 31
  const fraction = half & 1023
  const size = exponent === 0 ? fraction * 2 ** -24 : (1 + fraction / 1024) * 2 ** (exponent - 15)
  return half & 0x8000 ? -size : size
}

describe('toHalf', () => {
  it('gives the known bits', () => {
    const cases = { 0: 0, 1: 0x3c00, '-2': 0xc000, 65504: 0x7bff, 100000: 0x7c00, 0.1: 0x2e66 }
    for (const [value, bits] of Object.entries(cases))
      assert.equal(toHalf(Number(value)), bits, value)
  })

  it('is off by at most half a step, also below the normal range', () => {
    for (const value of [...values, 3e-5, 6e-8, 1e-9]) {
      const step = Math.max(2 ** -24, 2 ** (Math.floor(Math.log2(Math.abs(value) || 1)) - 10))
      assert.ok(Math.abs(halfToNumber(toHalf(value)) - value) <= step / 2, String(value))
    }
  })
})

describe('packTensor', () => {
  it('keeps Q8_0 within half a level of the scale', () => {
    const bytes = packTensor({ name: 'w', shape: [2, 32], values, type: 'Q8_0' })
    assert.equal(bytes.length, 2 * 34)
    values.forEach((value, index) => {
      const block = 34 * Math.floor(index / 32)
      const scale = halfToNumber(bytes.readUInt16LE(block))
      const level = bytes.readInt8(block + 2 + (index % 32))
      assert.ok(Math.abs(level * scale - value) <= scale * 0.6)
    })
  })

  it('keeps Q4_0 within a level of the scale', () => {
    const bytes = packTensor({ name: 'w', shape: [2, 32], values, type: 'Q4_0' })
    assert.equal(bytes.length, 2 * 18)
    values.forEach((value, index) => {
      const block = 18 * Math.floor(index / 32)
      const place = index % 32
      const scale = halfToNumber(bytes.readUInt16LE(block))
      const pair = bytes[block + 2 + (place % 16)]!
      const level = (place < 16 ? pair & 15 : pair >> 4) - 8
      assert.ok(Math.abs(level * scale - value) <= Math.abs(scale) * 1.02)
    })
  })

  it('refuses rows that do not fill their blocks', () => {
    assert.throws(
      () => packTensor({ name: 'w', shape: [1, 33], values: values.slice(0, 33), type: 'Q8_0' }),
      /multiple of 32/,
    )
  })
})

describe('encodeGguf', () => {
  it('writes the header, aligned data and the counts', () => {
    const bytes = Buffer.from(
      encodeGguf({ 'general.name': { type: 'string', value: 'x' } }, [
        { name: 'w', shape: [2, 32], values, type: 'F32' },
      ]),
    )
    assert.equal(bytes.toString('latin1', 0, 4), 'GGUF')
    assert.equal(bytes.readUInt32LE(4), 3)
    assert.equal(bytes.readBigUInt64LE(8), 1n)
    assert.equal(bytes.readBigUInt64LE(16), 1n)
    assert.equal(bytes.length % 32, 0)
    assert.equal(bytes.readFloatLE(bytes.length - 256 + 4), values[1])
  })
})
