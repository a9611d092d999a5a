import assert from 'node:assert/strict'
import { describe, it, mock, type TestContext } from 'node:test'
import fc from 'fast-check'
import { concatBytes, fromUtf8 } from '#protocol/bytes.ts'
import { decodeFrame, type Frame } from '#protocol/frame.ts'
import { MAX_FRAME_TOKENS } from '#protocol/limits.ts'
import type { RacedToken } from '#protocol/raceLeaf.ts'
import { aLoneToken } from '#testing/racedTokens.ts'
import { FRAME_WINDOW } from '../ipc.ts'
import { createFrameWriter, type FrameWriter } from './frameWriter.ts'

/** A writer whose frames are not sealed but kept. */
function aWriter(
  signal = new AbortController().signal,
  now?: () => number,
): {
  writer: FrameWriter
  frames: Frame[]
  sent: number[]
} {
  const frames: Frame[] = []
  const sent: number[] = []
  const sealer = { seal: (frame: Uint8Array) => frame, wipe: () => {} }
  const keep = (bytes: Uint8Array, tokens: readonly RacedToken[]) => {
    frames.push(decodeFrame(bytes))
    sent.push(...tokens.map(({ token }) => token))
  }
  return { writer: createFrameWriter(sealer, keep, signal, now), frames, sent }
}

/** Stops the clock; it moves by `mock.timers.tick` alone. */
function stopClock(t: TestContext): () => number {
  t.after(() => mock.timers.reset())
  mock.timers.enable({ apis: ['setTimeout', 'Date'], now: 1_000_000 })
  return Date.now
}

const aToken = (id: number, text = 'ab') => ({ ...aLoneToken(id), text, end: false })
const textOf = (frames: readonly Frame[], kind: Frame['kind']) =>
  fromUtf8(concatBytes(...frames.filter((f) => f.kind === kind).map(({ text }) => text)))
const tokensOf = (frames: readonly Frame[]) =>
  frames.flatMap(({ tokens }) => tokens.map(({ token }) => token))

describe('createFrameWriter', () => {
  it('property: delivers all tokens and all text in order, whatever their sizes', async () => {
    const token = fc.record({
      id: fc.integer({ min: 0, max: 0xffff_ffff }),
      text: fc.oneof(fc.string({ unit: 'grapheme', maxLength: 8 }), fc.string({ maxLength: 2800 })),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(token, { maxLength: 60 }), async (tokens) => {
        const { writer, frames, sent } = aWriter()
        writer.grant(10_000)
        for (const { id, text } of tokens) await writer.token(aToken(id, text))
        await writer.flush()
        writer.end('stop')

        assert.deepEqual(
          tokensOf(frames),
          tokens.map(({ id }) => id),
        )
        assert.deepEqual(sent, tokensOf(frames))
        assert.equal(textOf(frames, 'tokens'), tokens.map(({ text }) => text).join(''))
      }),
      { numRuns: 60 },
    )
  })

  it('sends the first token at once and gathers the following', async () => {
    const { writer, frames } = aWriter()

    await writer.token(aToken(1))
    assert.deepEqual(tokensOf(frames), [1])
    for (let id = 2; id <= MAX_FRAME_TOKENS; id++) await writer.token(aToken(id))
    assert.equal(frames.length, 1)
    await writer.token(aToken(MAX_FRAME_TOKENS + 1))

    assert.equal(frames.length, 2)
    assert.equal(frames[1]!.tokens.length, MAX_FRAME_TOKENS)
  })

  it('lets no token wait longer than 40 ms for others', async (t) => {
    const { writer, frames } = aWriter(undefined, stopClock(t))
    await writer.token(aToken(1))
    await writer.token(aToken(2))

    mock.timers.tick(39)
    assert.equal(frames.length, 1)
    mock.timers.tick(1)

    assert.deepEqual(tokensOf(frames), [1, 2])
  })

  it('sends what waits at ticks of the first frame, whenever its tokens came', async (t) => {
    const { writer, frames } = aWriter(undefined, stopClock(t))
    await writer.token(aToken(1))
    for (const [came, left] of [
      [15, 25],
      [39, 1],
      [3, 37],
    ] as const) {
      const before = frames.length
      mock.timers.tick(came)
      await writer.token(aToken(2))
      mock.timers.tick(left - 1)
      assert.equal(frames.length, before)
      mock.timers.tick(1)
      assert.equal(frames.length, before + 1)
    }
  })

  it('stops at the window until frames are taken', async () => {
    const { writer, frames } = aWriter()
    const all = MAX_FRAME_TOKENS * (FRAME_WINDOW + 4)
    const written = (async () => {
      for (let id = 0; id < all; id++) await writer.token(aToken(id))
      await writer.flush()
    })()
    await new Promise((resolve) => setImmediate(resolve))
    assert.equal(frames.length, FRAME_WINDOW)

    writer.grant(1)
    await new Promise((resolve) => setImmediate(resolve))
    assert.equal(frames.length, FRAME_WINDOW + 1)
    writer.grant(100)
    await written

    assert.equal(tokensOf(frames).length, all)
  })

  it('splits the answer over frames and joins it unbroken', async () => {
    const { writer, frames } = aWriter()
    writer.grant(100)
    const answer = 'Þæt wæs gōd cyning 👑 '.repeat(160)

    await writer.text('answer', answer)
    await writer.text('workings', '1 + 1')
    writer.end('stop')

    assert.equal(textOf(frames, 'answer'), answer)
    assert.equal(textOf(frames, 'workings'), '1 + 1')
    assert.equal(textOf(frames, 'end'), 'stop')
    assert.equal(frames.at(-1)?.kind, 'end')
  })

  it('drops what was not sent when it is aborted, bills none of it and still ends', async () => {
    const abort = new AbortController()
    const { writer, frames, sent } = aWriter(abort.signal)
    const blocked = (async () => {
      for (let id = 0; id < 200; id++) await writer.token(aToken(id))
      await writer.flush()
      await writer.text('answer', 'late')
    })()
    await new Promise((resolve) => setImmediate(resolve))

    abort.abort('unpaid')
    await blocked
    writer.end('unpaid')

    assert.equal(frames.length, FRAME_WINDOW + 1)
    assert.equal(frames.at(-1)?.kind, 'end')
    assert.deepEqual(sent, tokensOf(frames))
    assert.ok(sent.length < 200)
  })
})
