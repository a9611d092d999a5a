import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { concatBytes, utf8 } from '#protocol/bytes.ts'
import type { SealingContext } from '#protocol/envelope.ts'
import { RESPONSE_FRAME_BYTES } from '#protocol/limits.ts'
import { aSealingContext } from '#testing/aSealingContext.ts'
import { openRequest } from './openRequest.ts'
import { reopenAnswer } from './reopenAnswer.ts'
import { reopenRequest } from './reopenRequest.ts'
import { createSealingKeyPair, type SealingKeyPair } from './sealingKeyPair.ts'
import { sealRequest } from './sealRequest.ts'
import { sodiumReady } from './sodium.ts'

describe('reopenRequest', () => {
  let pair: SealingKeyPair
  let context: SealingContext
  const plaintext = utf8('what was really asked')

  before(async () => {
    await sodiumReady()
    pair = createSealingKeyPair()
    context = aSealingContext({ sealingKey: pair.publicKey })
  })

  it('shows what the node was sent, by the key that the sender kept', () => {
    const { envelope, requestKey } = sealRequest(context, plaintext, { keepKey: true })

    assert.deepEqual(reopenRequest(context, requestKey!, envelope), plaintext)
    assert.deepEqual(openRequest(context, pair, envelope).plaintext, plaintext)
  })

  it('keeps no key that nobody asked for', () => {
    assert.equal(sealRequest(context, plaintext).requestKey, undefined)
  })

  it('opens nothing under another key, for another task, or with an altered byte', () => {
    const { envelope, requestKey } = sealRequest(context, plaintext, { keepKey: true })
    const other = sealRequest(context, plaintext, { keepKey: true })
    const code = { code: 'ENVELOPE_INVALID' }

    assert.throws(() => reopenRequest(context, other.requestKey!, envelope), code)
    const elsewhere = { ...context, deadline: context.deadline + 1 }
    assert.throws(() => reopenRequest(elsewhere, requestKey!, envelope), code)
    const altered = envelope.map((byte, i) => byte ^ Number(i === envelope.length - 1))
    assert.throws(() => reopenRequest(context, requestKey!, altered), code)
  })
})

describe('reopenAnswer', () => {
  before(sodiumReady)

  it('opens frames that were handed out later, whole and in order only', () => {
    const pair = createSealingKeyPair()
    const context = aSealingContext({ sealingKey: pair.publicKey })
    const { envelope, requestKey } = sealRequest(context, utf8('ask'), { keepKey: true })
    const { sealer } = openRequest(context, pair, envelope)
    const frames = [1, 2, 3].map((fill) => new Uint8Array(RESPONSE_FRAME_BYTES).fill(fill))
    const sealed = frames.map((frame, i) => sealer.seal(frame, { last: i === 2 }))
    const sent = { requestKey: requestKey!, envelope }

    assert.deepEqual(reopenAnswer(context, sent, concatBytes(...sealed)), frames)
    const invalid = { code: 'STREAM_INVALID' }
    assert.throws(() => reopenAnswer(context, sent, concatBytes(...sealed.slice(0, 2))), invalid)
    const swapped = concatBytes(sealed[0]!, sealed[2]!, sealed[1]!)
    assert.throws(() => reopenAnswer(context, sent, swapped), invalid)
  })
})
