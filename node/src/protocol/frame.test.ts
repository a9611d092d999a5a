import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { concatBytes, utf8 } from './bytes.ts'
import { isWitanError } from './errors.ts'
import { decodeFrame, decodeFrameText, encodeFrame, frameTextCapacity } from './frame.ts'
import { MAX_FRAME_TOKENS, RESPONSE_FRAME_BYTES } from './limits.ts'
import type { RacedToken } from './raceLeaf.ts'

const invalid = (error: unknown) => isWitanError(error, 'STREAM_INVALID')
const aToken = (token: number, others = 0): RacedToken => ({
  token,
  candidates: Array.from({ length: others + 1 }, (_, i) => ({ id: token + i, gap: 9 * i })),
})
const fullToken = aToken(0xffff_0000, 15)
const fullest = Array.from({ length: MAX_FRAME_TOKENS }, () => fullToken)

/** Any token of a race, its candidates in no order. */
const anyToken = fc.uniqueArray(fc.nat(0xffff_ffff), { minLength: 1, maxLength: 16 }).chain((ids) =>
  fc.tuple(fc.constantFrom(...ids), fc.array(fc.nat(0xffff), { minLength: 16 })).map(
    ([token, gaps]): RacedToken => ({
      token,
      candidates: ids.map((id, i) => ({ id, gap: gaps[i]! })),
    }),
  ),
)

describe('encodeFrame', () => {
  it('property: is always padded to one size and decodes to the same frame', () => {
    fc.assert(
      fc.property(
        fc.array(anyToken, { maxLength: MAX_FRAME_TOKENS }),
        fc.uint8Array({ maxLength: frameTextCapacity(fullest) }),
        (tokens, text) => {
          const bytes = encodeFrame({ kind: 'tokens', tokens, text })
          assert.equal(bytes.length, RESPONSE_FRAME_BYTES)
          assert.deepEqual(decodeFrame(bytes), { kind: 'tokens', tokens, text })
        },
      ),
    )
  })

  it('holds eight tokens with all their candidates and 30 bytes of text for each', () => {
    assert.ok(frameTextCapacity(fullest) >= 30 * MAX_FRAME_TOKENS)
  })

  it('refuses more text or tokens than fit, and a token that did not run', () => {
    const text = new Uint8Array(frameTextCapacity([]) + 1)
    assert.throws(() => encodeFrame({ kind: 'answer', tokens: [], text }), { code: 'INTERNAL' })
    const none = new Uint8Array()
    const tokens = [...fullest, aToken(1)]
    assert.throws(() => encodeFrame({ kind: 'tokens', tokens, text: none }), { code: 'INTERNAL' })
    const stranger = [{ ...aToken(1), token: 2 }]
    assert.throws(() => encodeFrame({ kind: 'tokens', tokens: stranger, text: none }), {
      code: 'INTERNAL',
    })
  })
})

describe('decodeFrame', () => {
  const good = encodeFrame({ kind: 'tokens', tokens: [aToken(1), aToken(2, 3)], text: utf8('hé') })
  const broken = (at: number, value: number) => {
    const bytes = good.slice()
    bytes[at] = value
    return bytes
  }

  it('refuses another size, version, kind, reserved byte, token count, text length or padding', () => {
    const cases = [
      good.slice(1),
      broken(0, 1),
      broken(1, 9),
      broken(3, 1),
      broken(2, MAX_FRAME_TOKENS + 1),
      broken(4, 255),
    ]
    for (const bytes of [...cases, broken(RESPONSE_FRAME_BYTES - 1, 1)])
      assert.throws(() => decodeFrame(bytes), invalid)
  })

  it('refuses a token that is beyond its candidates', () => {
    assert.throws(() => decodeFrame(broken(6, 1)), invalid)
  })

  it('refuses billed tokens in any frame but a token frame', () => {
    assert.throws(() => decodeFrame(broken(1, 1)), invalid)
  })

  it('property: random bytes of the right size are refused or make a frame, and nothing else', () => {
    const head = fc.tuple(fc.constant(2), fc.nat(4), fc.nat(9), fc.constant(0))
    const rest = fc.uint8Array({
      minLength: RESPONSE_FRAME_BYTES - 4,
      maxLength: RESPONSE_FRAME_BYTES - 4,
    })
    fc.assert(
      fc.property(head, rest, (start, end) => {
        try {
          decodeFrame(concatBytes(Uint8Array.from(start), end))
        } catch (error) {
          assert.ok(invalid(error))
        }
      }),
      { numRuns: 1_000 },
    )
  })

  it('reads a frame that is a view into a larger buffer', () => {
    const view = concatBytes(new Uint8Array(3), good).subarray(3)
    assert.deepEqual(decodeFrame(view).tokens, [aToken(1), aToken(2, 3)])
  })
})

describe('decodeFrameText', () => {
  it('refuses invalid UTF-8', () => {
    assert.throws(() => decodeFrameText(new Uint8Array([0xff])), invalid)
  })
})
