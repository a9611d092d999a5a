import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import fc from 'fast-check'
import { utf8 } from '#protocol/bytes.ts'
import type { SealingContext } from '#protocol/envelope.ts'
import { isWitanError } from '#protocol/errors.ts'
import {
  parseAddress,
  parseHash,
  parseJobId,
  parseModelId,
  parseNodeId,
  parseTaskId,
} from '#protocol/ids.ts'
import { REQUEST_FRAME_BYTES } from '#protocol/limits.ts'
import { aSealingContext } from '#testing/aSealingContext.ts'
import {
  MAX_ENVELOPE_BYTES,
  MAX_PAYLOAD_BYTES,
  SEALED_REQUEST_FRAME_BYTES,
} from './envelopeLayout.ts'
import { openRequest } from './openRequest.ts'
import { createSealingKeyPair, type SealingKeyPair, wipeSealingKeyPair } from './sealingKeyPair.ts'
import { sealRequest } from './sealRequest.ts'
import { sodiumReady } from './sodium.ts'

const HEADER_BYTES = 89
const PROMPT = utf8('What is 482 + 39? \u{1f9ee}')
const refused = (error: unknown) => isWitanError(error, 'ENVELOPE_INVALID')

function aNode(): { keyPair: SealingKeyPair; context: SealingContext } {
  const keyPair = createSealingKeyPair()
  return { keyPair, context: aSealingContext({ sealingKey: keyPair.publicKey }) }
}

function frameAt(envelope: Uint8Array, i: number): Uint8Array {
  const start = HEADER_BYTES + i * SEALED_REQUEST_FRAME_BYTES
  return envelope.slice(start, start + SEALED_REQUEST_FRAME_BYTES)
}

function withFrames(envelope: Uint8Array, frames: readonly Uint8Array[]): Uint8Array {
  return Buffer.concat([envelope.slice(0, HEADER_BYTES), ...frames])
}

describe('sealRequest and openRequest', () => {
  before(sodiumReady)

  it('gives the node exactly the plaintext', () => {
    const { keyPair, context } = aNode()

    const { envelope } = sealRequest(context, PROMPT)

    assert.deepEqual(openRequest(context, keyPair, envelope).plaintext, PROMPT)
  })

  it('property: any payload opens unchanged, and the envelope shows only its size class', () => {
    const { keyPair, context } = aNode()
    const sizes = fc.oneof(
      fc.integer({ min: 0, max: 3 * REQUEST_FRAME_BYTES }),
      fc.constantFrom(0, REQUEST_FRAME_BYTES - 4, REQUEST_FRAME_BYTES - 3, MAX_PAYLOAD_BYTES),
    )
    fc.assert(
      fc.property(sizes, fc.integer({ min: 0, max: 255 }), (size, fill) => {
        const payload = new Uint8Array(size).fill(fill)
        const { envelope } = sealRequest(context, payload)
        assert.deepEqual(openRequest(context, keyPair, envelope).plaintext, payload)
        const frames = Math.ceil((size + 4) / REQUEST_FRAME_BYTES)
        assert.equal(envelope.length, HEADER_BYTES + frames * SEALED_REQUEST_FRAME_BYTES)
      }),
      { numRuns: 40 },
    )
  })

  it('uses a fresh key every time, so equal prompts share no byte range', () => {
    const { keyPair, context } = aNode()

    const a = sealRequest(context, PROMPT).envelope
    const b = sealRequest(context, PROMPT).envelope

    assert.notDeepEqual(a.slice(1, 33), b.slice(1, 33))
    assert.notDeepEqual(a.slice(33, 65), b.slice(33, 65))
    assert.notDeepEqual(frameAt(a, 0), frameAt(b, 0))
    assert.notEqual(
      openRequest(context, keyPair, a).ephemeralKey,
      openRequest(context, keyPair, b).ephemeralKey,
    )
  })

  it('leaves no trace of the plaintext in the envelope', () => {
    const { context } = aNode()

    const { envelope } = sealRequest(context, PROMPT)

    assert.equal(Buffer.from(envelope).includes('482'), false)
  })

  it('refuses an envelope redirected to another value of any context field', () => {
    const { keyPair, context } = aNode()
    const { envelope } = sealRequest(context, PROMPT)
    const others: Partial<SealingContext> = {
      chainId: 1,
      escrow: parseAddress(`0x${'e6'.repeat(20)}`),
      jobId: parseJobId(`0x${'0c'.repeat(20)}`),
      taskId: parseTaskId(`0x${'7b'.repeat(32)}`),
      nodeId: parseNodeId(7),
      mode: 'unlinked',
      modelId: parseModelId(`0x${'3e'.repeat(32)}`),
      sealingKey: parseHash(`0x${'01'.repeat(32)}`),
      maxOutputTokens: 4095,
      deadline: 2 ** 40 - 2,
    }

    assert.deepEqual(Object.keys(others).sort(), Object.keys(context).sort())
    for (const [field, value] of Object.entries(others)) {
      assert.throws(
        () => openRequest({ ...context, [field]: value }, keyPair, envelope),
        refused,
        field,
      )
    }
  })

  it('refuses an envelope offered to another node, also when that node claims the first key', () => {
    const { context } = aNode()
    const other = aNode()
    const { envelope } = sealRequest(context, PROMPT)
    const posing = { ...other.keyPair, publicKey: context.sealingKey }

    assert.throws(() => openRequest(other.context, other.keyPair, envelope), refused)
    assert.throws(() => openRequest(context, other.keyPair, envelope), refused)
    assert.throws(() => openRequest(context, posing, envelope), refused)
  })

  it('property: no single flipped bit anywhere in the envelope opens', () => {
    const { keyPair, context } = aNode()
    const { envelope } = sealRequest(context, utf8('x'.repeat(1_500)))
    let flips = 0
    fc.assert(
      fc.property(
        fc.oneof(
          fc.integer({ min: 0, max: 8 * HEADER_BYTES - 1 }),
          fc.integer({ min: 0, max: 8 * envelope.length - 1 }),
        ),
        (bit) => {
          const altered = envelope.slice()
          altered[bit >> 3]! ^= 1 << (bit & 7)
          assert.throws(() => openRequest(context, keyPair, altered), refused)
          flips++
        },
      ),
      { numRuns: 600 },
    )
    assert.ok(flips >= 600)
  })

  it('refuses an envelope with any of its 712 header bits flipped', () => {
    const { keyPair, context } = aNode()
    const { envelope } = sealRequest(context, PROMPT)

    for (let bit = 0; bit < 8 * HEADER_BYTES; bit++) {
      const altered = envelope.slice()
      altered[bit >> 3]! ^= 1 << (bit & 7)
      assert.throws(() => openRequest(context, keyPair, altered), refused, `bit ${bit}`)
    }
  })

  it('refuses an envelope cut at every frame boundary and inside a frame', () => {
    const { keyPair, context } = aNode()
    const { envelope } = sealRequest(context, new Uint8Array(5 * REQUEST_FRAME_BYTES))

    for (let end = 0; end < envelope.length; end += 1) {
      const atBoundary = (end - HEADER_BYTES) % SEALED_REQUEST_FRAME_BYTES === 0
      if (!atBoundary && end > HEADER_BYTES && end % 97 !== 0) continue
      assert.throws(() => openRequest(context, keyPair, envelope.slice(0, end)), refused)
    }
  })

  it('refuses reordered, repeated, missing and added frames', () => {
    const { keyPair, context } = aNode()
    const { envelope } = sealRequest(context, new Uint8Array(2 * REQUEST_FRAME_BYTES))
    const [a, b, c] = [0, 1, 2].map((i) => frameAt(envelope, i)) as [
      Uint8Array,
      Uint8Array,
      Uint8Array,
    ]

    assert.ok(openRequest(context, keyPair, withFrames(envelope, [a, b, c])))
    for (const frames of [[b, a, c], [a, a, c], [a, c, b], [a, c], [b, c], [a, b, c, c], [c]]) {
      assert.throws(() => openRequest(context, keyPair, withFrames(envelope, frames)), refused)
    }
  })

  it('refuses frames of another envelope for the same task', () => {
    const { keyPair, context } = aNode()
    const first = sealRequest(context, PROMPT).envelope
    const second = sealRequest(context, PROMPT).envelope

    const mixed = withFrames(first, [frameAt(second, 0)])

    assert.throws(() => openRequest(context, keyPair, mixed), refused)
  })

  it('refuses to seal or open more than the limit', () => {
    const { keyPair, context } = aNode()
    const tooLarge = (error: unknown) => isWitanError(error, 'ENVELOPE_TOO_LARGE')

    assert.throws(() => sealRequest(context, new Uint8Array(MAX_PAYLOAD_BYTES + 1)), tooLarge)
    assert.throws(
      () => openRequest(context, keyPair, new Uint8Array(MAX_ENVELOPE_BYTES + 1)),
      tooLarge,
    )
  })

  it('refuses public keys of small order on both sides', () => {
    const { keyPair, context } = aNode()
    const { envelope } = sealRequest(context, PROMPT)
    const one = `01${'00'.repeat(31)}`
    const order8 = 'e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800'

    for (const weak of ['00'.repeat(32), one, order8]) {
      const altered = envelope.slice()
      altered.set(Buffer.from(weak, 'hex'), 1)
      assert.throws(() => openRequest(context, keyPair, altered), refused)
      assert.throws(
        () => sealRequest({ ...context, sealingKey: `0x${weak}` }, PROMPT),
        (error) => isWitanError(error, 'INPUT_INVALID'),
      )
    }
  })

  it('opens nothing after the key pair is wiped', () => {
    const { keyPair, context } = aNode()
    const { envelope } = sealRequest(context, PROMPT)

    wipeSealingKeyPair(keyPair)

    assert.throws(() => openRequest(context, keyPair, envelope), refused)
  })

  it('names neither plaintext nor key in its errors', () => {
    const { keyPair, context } = aNode()
    const { envelope } = sealRequest(context, PROMPT)
    const altered = envelope.slice()
    altered[200]! ^= 1

    assert.throws(
      () => openRequest(context, keyPair, altered),
      (error: Error) => {
        const shown = JSON.stringify(error, Object.getOwnPropertyNames(error))
        return !shown.includes('482') && !shown.includes(context.sealingKey.slice(2))
      },
    )
  })
})
