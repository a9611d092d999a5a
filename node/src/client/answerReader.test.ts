import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { utf8 } from '#protocol/bytes.ts'
import { encodeFrame, type Frame, frameTextCapacity } from '#protocol/frame.ts'
import { keccak256, keccak256Hex } from '#protocol/hash.ts'
import { parseTaskId } from '#protocol/ids.ts'
import { leafKeyOf, type RacedToken } from '#protocol/raceLeaf.ts'
import { aLoneToken, aRacedToken, rootOf } from '#testing/racedTokens.ts'
import { createAnswerReader, type FrameOpener } from './answerReader.ts'

const TASK = parseTaskId(`0x${'11'.repeat(32)}`)
const SALT = new Uint8Array(32).fill(5)
const RULES = { seed: keccak256(SALT), leafKey: leafKeyOf(SALT, TASK), temperatureMilli: 1000 }
const aFrame = (
  kind: Frame['kind'],
  text: string | Uint8Array,
  tokens: readonly (number | RacedToken)[] = [],
): Frame => ({
  kind,
  tokens: tokens.map((token) => (typeof token === 'number' ? aLoneToken(token) : token)),
  text: typeof text === 'string' ? utf8(text) : text,
})

/** Takes frames as they are; sealing has its own tests. */
function openerOf(frames: readonly Frame[]): FrameOpener & { sealed: Uint8Array[] } {
  let opened = 0
  return {
    sealed: frames.map(encodeFrame),
    open: (frame) => ({ frame, last: ++opened === frames.length }),
    get finished() {
      return opened === frames.length
    },
  }
}

function readAll(frames: readonly Frame[], maxTokens = 100) {
  const opener = openerOf(frames)
  const reader = createAnswerReader(opener, maxTokens, RULES)
  const text = opener.sealed.map((sealed) => reader.read(sealed).text).join('')
  return { text, delivery: reader.finish(), sealed: opener.sealed }
}

describe('createAnswerReader', () => {
  it('returns the answer, its workings and the values of the receipt', () => {
    const { text, delivery, sealed } = readAll([
      aFrame('tokens', 'B+', [7, 8]),
      aFrame('tokens', 'A', [9]),
      aFrame('workings', '482 + 39'),
      aFrame('answer', '52'),
      aFrame('answer', '1'),
      aFrame('end', 'stop'),
    ])

    assert.equal(text, 'B+A')
    assert.deepEqual(delivery, {
      answer: '521',
      workings: '482 + 39',
      outputTokens: 3,
      responseHash: keccak256Hex(...sealed),
      transcriptRoot: rootOf(RULES, [7, 8, 9].map(aLoneToken)),
      finishReason: 'stop',
    })
  })

  it('takes the raw output for the answer when there is no other', () => {
    const { delivery } = readAll([aFrame('tokens', 'raw', [1]), aFrame('end', 'length')])

    assert.equal(delivery.answer, 'raw')
    assert.equal(delivery.workings, undefined)
  })

  it('counts no token twice and none above the bound', () => {
    const frames = [aFrame('tokens', '', [1, 2]), aFrame('tokens', '', [3]), aFrame('end', 'stop')]

    assert.equal(readAll(frames, 3).delivery.outputTokens, 3)
    assert.throws(() => readAll(frames, 2), { code: 'STREAM_INVALID' })
  })

  it('counts and shows no token from the first on that does not follow from its race', () => {
    const tokens = Array.from({ length: 6 }, (_, i) => aRacedToken(RULES, i))
    const { candidates, token } = tokens[4]!
    const loser = candidates.find(({ id }) => id !== token)!
    const opener = openerOf([
      aFrame('tokens', 'ab', tokens.slice(0, 3)),
      aFrame('tokens', 'cd', [tokens[3]!, { candidates, token: loser.id }]),
      aFrame('tokens', 'ef', tokens.slice(5)),
      aFrame('end', 'stop'),
    ])
    const reader = createAnswerReader(opener, 9, RULES)

    const read = opener.sealed.map((sealed) => reader.read(sealed))

    assert.deepEqual(read.slice(0, 3), [
      { text: 'ab', tokens: 3 },
      { text: '', tokens: 4 },
      { text: '', tokens: 4 },
    ])
    assert.equal(reader.fault()?.position, 4)
    assert.equal(reader.fault()?.kind, 'race')
    assert.equal(reader.leaves().length, 6)
    assert.equal(reader.finish().transcriptRoot, reader.root())
  })

  it('refuses an end in the middle, a last frame that is no end, and a cut', () => {
    const end = aFrame('end', 'stop')
    const opener = openerOf([aFrame('tokens', 'a', [1]), end])
    const reader = createAnswerReader(opener, 9, RULES)
    reader.read(opener.sealed[0]!)

    assert.throws(() => reader.finish(), { code: 'STREAM_INVALID' })
    assert.throws(() => readAll([end, end]), { code: 'STREAM_INVALID' })
    assert.throws(() => readAll([aFrame('answer', 'a')]), { code: 'STREAM_INVALID' })
  })

  it('refuses an answer that is not UTF-8', () => {
    const frames = [aFrame('answer', new Uint8Array([0xff])), aFrame('end', 'stop')]

    assert.throws(() => readAll(frames), { code: 'STREAM_INVALID' })
  })

  it('property: text survives any cut between frames, also through a character', () => {
    const anyText = fc.string({ unit: 'grapheme', maxLength: 300 })
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: frameTextCapacity([]) }), (text, size) => {
        const bytes = utf8(text)
        const cut = (kind: 'tokens' | 'answer') =>
          Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
            aFrame(kind, bytes.slice(i * size, (i + 1) * size)),
          )

        const read = readAll([...cut('tokens'), ...cut('answer'), aFrame('end', 'stop')])

        assert.equal(read.delivery.answer, text)
        assert.equal(read.text, text)
      }),
    )
  })
})
