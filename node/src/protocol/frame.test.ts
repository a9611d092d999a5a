import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { concatBytes, utf8 } from './bytes.ts'
import { isWitanError } from './errors.ts'
import { decodeFrame, decodeFrameText, encodeFrame, frameTextCapacity } from './frame.ts'
import { MAX_FRAME_TOKENS, RESPONSE_FRAME_BYTES } from './limits.ts'

const invalid = (error: unknown) => isWitanError(error, 'STREAM_INVALID')

describe('encodeFrame', () => {
  it('property: is always padded to one size and decodes to the same frame', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(0xffff_ffff), { maxLength: MAX_FRAME_TOKENS }),
        fc.uint8Array({ maxLength: frameTextCapacity(MAX_FRAME_TOKENS) }),
        (tokens, text) => {
          const bytes = encodeFrame({ kind: 'tokens', tokens, text })
          assert.equal(bytes.length, RESPONSE_FRAME_BYTES)
          assert.deepEqual(decodeFrame(bytes), { kind: 'tokens', tokens, text })
        },
      ),
    )
  })

  it('refuses more text or tokens than fit', () => {
    const text = new Uint8Array(frameTextCapacity(0) + 1)
    assert.throws(() => encodeFrame({ kind: 'answer', tokens: [], text }), { code: 'INTERNAL' })
    const tokens = Array.from({ length: MAX_FRAME_TOKENS + 1 }, () => 1)
    assert.throws(() => encodeFrame({ kind: 'tokens', tokens, text: new Uint8Array() }), {
      code: 'INTERNAL',
    })
  })
})

describe('decodeFrame', () => {
  const good = encodeFrame({ kind: 'tokens', tokens: [1, 2], text: utf8('hé') })
  const broken = (at: number, value: number) => {
    const bytes = good.slice()
    bytes[at] = value
    return bytes
  }

  it('refuses another size, version, kind, reserved byte, token count, text length or padding', () => {
    const cases = [
      good.slice(1),
      broken(0, 2),
      broken(1, 9),
      broken(3, 1),
      broken(2, 17),
      broken(4, 255),
    ]
    for (const bytes of [...cases, broken(RESPONSE_FRAME_BYTES - 1, 1)])
      assert.throws(() => decodeFrame(bytes), invalid)
  })

  it('refuses billed tokens in any frame but a token frame', () => {
    assert.throws(() => decodeFrame(broken(1, 1)), invalid)
  })

  it('reads a frame that is a view into a larger buffer', () => {
    const view = concatBytes(new Uint8Array(3), good).subarray(3)
    assert.deepEqual(decodeFrame(view).tokens, [1, 2])
  })
})

describe('decodeFrameText', () => {
  it('refuses invalid UTF-8', () => {
    assert.throws(() => decodeFrameText(new Uint8Array([0xff])), invalid)
  })
})
