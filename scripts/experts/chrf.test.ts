import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { chrf } from './chrf.ts'

describe('chrf', () => {
  it('is 100 for the same text and 0 for texts that share no character', () => {
    assert.equal(chrf('Le chat dort.', 'Le chat dort.'), 100)
    assert.equal(chrf('abc', 'xyz'), 0)
    assert.equal(chrf('', 'Le chat'), 0)
    assert.equal(chrf('', ''), 100)
  })

  it('counts runs of characters: "ab" of "abc" by hand', () => {
    // Runs of 1: precision 1, recall 2/3; of 2: 1 and 1/2; of 3: none of one. F2 = 5pr / (4p + r).
    const one = (5 * (2 / 3)) / (4 + 2 / 3)
    const two = (5 * (1 / 2)) / (4 + 1 / 2)
    assert.ok(Math.abs(chrf('ab', 'abc') - (100 * (one + two + 0)) / 3) < 1e-9)
  })

  it('puts a wrong ending above a wrong word, and that above a wrong sentence', () => {
    const truth = 'Les petites filles dorment dans le jardin.'
    const ending = chrf('Les petits filles dorment dans le jardin.', truth)
    const word = chrf('Les petites filles mangent dans le jardin.', truth)
    const sentence = chrf('Il fait froid.', truth)
    assert.ok(100 > ending && ending > word && word > sentence)
  })

  it('property: stays between 0 and 100', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (one, two) => {
        const score = chrf(one, two)
        assert.ok(score >= 0 && score <= 100)
      }),
    )
  })
})
