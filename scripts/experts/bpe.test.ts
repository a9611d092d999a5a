import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { BYTE_CHARACTERS, createEncoder, learnMerges } from './bpe.ts'

const SAMPLE = Array.from({ length: 50 }, (_, index) => [
  `Anna has ${index * 37} apples and 482 books`,
  `AbookBaCmeetingDonE#`,
  `create_event title=C-F date=G`,
]).flat()

describe('learnMerges', () => {
  it('never merges a digit or a capital letter', () => {
    const merges = learnMerges(SAMPLE, 200)
    assert.ok(merges.length > 30)
    for (const [left, right] of merges) assert.doesNotMatch(left + right, /[0-9A-Z]/)
  })

  it('learns the same merges from the same texts', () => {
    assert.deepEqual(learnMerges(SAMPLE, 50), learnMerges(SAMPLE, 50))
  })
})

describe('createEncoder', () => {
  const merges = learnMerges(SAMPLE, 200)
  const encode = createEncoder(merges, 260)

  it('writes each digit and each capital as its own byte', () => {
    assert.deepEqual(encode('482'), [52, 56, 50])
    assert.deepEqual(encode('BA'), [66, 65])
  })

  it('shortens what it learned', () => {
    assert.ok(encode('apples').length < 'apples'.length)
  })

  it('property: the tokens spell the text, whatever it is', () => {
    const pieces = new Map(BYTE_CHARACTERS.map((character, byte) => [byte, character]))
    merges.forEach(([left, right], index) => {
      pieces.set(260 + index, left + right)
    })
    const byteOf = new Map(BYTE_CHARACTERS.map((character, byte) => [character, byte]))
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const characters = encode(text).flatMap((id) => [...pieces.get(id)!])
        const bytes = Buffer.from(characters.map((character) => byteOf.get(character)!))
        assert.equal(bytes.toString('utf8'), Buffer.from(text, 'utf8').toString('utf8'))
      }),
    )
  })
})
