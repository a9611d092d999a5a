import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import fc from 'fast-check'
import { utf8 } from '#protocol/bytes.ts'
import { isWitanError } from '#protocol/errors.ts'
import { RESPONSE_FRAME_BYTES } from '#protocol/limits.ts'
import { aSealingContext } from '#testing/aSealingContext.ts'
import { openRequest } from './openRequest.ts'
import type { ResponseOpener } from './responseOpener.ts'
import { createSealingKeyPair } from './sealingKeyPair.ts'
import { sealRequest } from './sealRequest.ts'
import { sodiumReady } from './sodium.ts'

const refused = (error: unknown) => isWitanError(error, 'STREAM_INVALID')
const frame = (fill: number) => new Uint8Array(RESPONSE_FRAME_BYTES).fill(fill)

/** Returns a client's opener and the sealed frames 0, 1, 2, ... of a node's answer to it. */
function anAnswer(frames: number): { opener: ResponseOpener; sealed: Uint8Array[] } {
  const keyPair = createSealingKeyPair()
  const context = aSealingContext({ sealingKey: keyPair.publicKey })
  const { envelope, opener } = sealRequest(context, utf8('prompt'))
  const { sealer } = openRequest(context, keyPair, envelope)
  const sealed = Array.from({ length: frames }, (_, i) =>
    sealer.seal(frame(i), { last: i === frames - 1 }),
  )
  return { opener, sealed }
}

describe('ResponseSealer and ResponseOpener', () => {
  before(sodiumReady)

  it('carries the frames in order to the end', () => {
    const { opener, sealed } = anAnswer(3)

    const opened = sealed.map((bytes) => opener.open(bytes))

    assert.deepEqual(
      opened.map(({ frame: [first] }) => first),
      [0, 1, 2],
    )
    assert.deepEqual(
      opened.map(({ last }) => last),
      [false, false, true],
    )
    assert.equal(opener.finished, true)
  })

  it('gives every frame one size, whatever it holds', () => {
    const { sealed } = anAnswer(40)

    assert.deepEqual([...new Set(sealed.map(({ length }) => length))], [1065, 1041])
  })

  it('shows a stream cut after every frame as unfinished', () => {
    for (let kept = 0; kept < 4; kept++) {
      const { opener, sealed } = anAnswer(4)
      for (const bytes of sealed.slice(0, kept)) opener.open(bytes)
      assert.equal(opener.finished, false)
    }
  })

  it('refuses reordered, repeated and left-out frames, and everything after', () => {
    for (const order of [[1], [0, 0], [0, 2], [0, 1, 1], [0, 2, 1]]) {
      const { opener, sealed } = anAnswer(4)
      const run = () => order.map((i) => opener.open(sealed[i]!))
      assert.throws(run, refused)
      assert.throws(() => opener.open(sealed[order.length - 1]!), refused)
      assert.equal(opener.finished, false)
    }
  })

  it('refuses a frame after the last', () => {
    const { opener, sealed } = anAnswer(1)
    opener.open(sealed[0]!)

    assert.throws(() => opener.open(sealed[0]!), refused)
    assert.equal(opener.finished, true)
  })

  it('refuses streams swapped between two tasks', () => {
    const a = anAnswer(2)
    const b = anAnswer(2)

    assert.throws(() => a.opener.open(b.sealed[0]!), refused)
    b.opener.open(b.sealed[0]!)
    assert.throws(() => b.opener.open(a.sealed[1]!), refused)
  })

  it('refuses the answer to another envelope of the same task', () => {
    const keyPair = createSealingKeyPair()
    const context = aSealingContext({ sealingKey: keyPair.publicKey })
    const first = sealRequest(context, utf8('prompt'))
    const second = sealRequest(context, utf8('prompt'))
    const { sealer } = openRequest(context, keyPair, first.envelope)

    const sealed = sealer.seal(frame(1), { last: true })

    assert.throws(() => second.opener.open(sealed), refused)
    assert.equal(first.opener.open(sealed).last, true)
  })

  it('refuses the answer to a replayed envelope that follows frames of the first answer', () => {
    const keyPair = createSealingKeyPair()
    const context = aSealingContext({ sealingKey: keyPair.publicKey })
    const { envelope, opener } = sealRequest(context, utf8('prompt'))
    const [a, b] = [0, 1].map(() => openRequest(context, keyPair, envelope).sealer)
    b!.seal(frame(0), { last: false })

    opener.open(a!.seal(frame(0), { last: false }))

    assert.throws(() => opener.open(b!.seal(frame(1), { last: true })), refused)
  })

  it('refuses the request played back as an answer', () => {
    const keyPair = createSealingKeyPair()
    const context = aSealingContext({ sealingKey: keyPair.publicKey })
    const { envelope, opener } = sealRequest(context, utf8('prompt'))

    assert.throws(() => opener.open(envelope.slice(65, 65 + 1065)), refused)
  })

  it('property: no single flipped bit in a sealed frame opens', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 8 * (1065 + 1041) - 1 }), (bit) => {
        const { opener, sealed } = anAnswer(2)
        const [target, at] = bit < 8 * 1065 ? [0, bit] : [1, bit - 8 * 1065]
        sealed[target]![at >> 3]! ^= 1 << (at & 7)
        assert.throws(() => sealed.map((bytes) => opener.open(bytes)), refused)
      }),
      { numRuns: 300 },
    )
  })

  it('refuses frames of every other size', () => {
    for (const length of [0, 1, 17, 1040, 1041, 1042, 1064, 1066, 4096]) {
      const { opener } = anAnswer(1)
      assert.throws(() => opener.open(new Uint8Array(length)), refused)
    }
  })

  it('seals only whole frames and nothing after the last', () => {
    const keyPair = createSealingKeyPair()
    const context = aSealingContext({ sealingKey: keyPair.publicKey })
    const { sealer } = openRequest(context, keyPair, sealRequest(context, utf8('p')).envelope)
    const internal = (error: unknown) => isWitanError(error, 'INTERNAL')

    assert.throws(() => sealer.seal(new Uint8Array(255), { last: false }), internal)
    sealer.seal(frame(1), { last: true })
    assert.throws(() => sealer.seal(frame(2), { last: true }), internal)
  })

  it('opens and seals nothing once wiped', () => {
    const { opener, sealed } = anAnswer(2)
    opener.open(sealed[0]!)
    opener.wipe()
    opener.wipe()

    assert.throws(() => opener.open(sealed[1]!), refused)
    assert.equal(opener.finished, false)
  })
})
