import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readPieces } from './readPieces.ts'

/** What the model sees of a text, one string per piece or sign. */
function seen(text: string): string[] {
  return readPieces(text).map((part) =>
    part.kind === 'mark' ? part.seen : `${part.reference ?? ''}${part.seen}`,
  )
}

describe('readPieces', () => {
  it('gives references to the text and to what the instruction names, not to its words', () => {
    assert.deepEqual(seen('Make this polite for Anna: give me the ledger by Friday'), [
      'make',
      'this',
      'polite',
      'for',
      'A^',
      ':',
      'Bgive',
      'Cme',
      'Dthe',
      'E*',
      'Fby',
      'G#',
    ])
  })

  it('gives references to all when no instruction with a colon comes first', () => {
    assert.deepEqual(seen('I need it. Shorten this'), [
      'Ai',
      'Bneed',
      'Cit',
      '.',
      'Dshorten',
      'Ethis',
    ])
  })

  it('takes words without a meaning together, and the parts of a name', () => {
    assert.deepEqual(seen('the quarterly ledger of Anna Bell'), ['Athe', 'B*', 'Cof', 'D^'])
    assert.deepEqual(seen('gadget dispatched'), ['A%'])
  })

  it('reads amounts with their currency as one', () => {
    const parts = readPieces('pay $450 or 30 % of it')
    const numbers = parts.filter(({ kind }) => kind === 'number') as {
      start: number
      end: number
    }[]
    assert.deepEqual(
      numbers.map(({ start, end }) => 'pay $450 or 30 % of it'.slice(start, end)),
      ['$450', '30 %'],
    )
  })

  it('begins a sentence at a stop, a line and a dash', () => {
    const sentences = readPieces('one.Two is\n- three – four, five').flatMap((part) =>
      part.kind === 'mark' ? [] : [part.sentence],
    )
    assert.equal(new Set(sentences).size, 3)
  })

  it('ends on any text, and gives no reference twice', () => {
    for (const text of ['', '\n\n', '😀😀', '\u0000', '%%%', '١٢٣', 'word, '.repeat(60)]) {
      const references = readPieces(text).flatMap((part) =>
        part.kind !== 'mark' && part.reference !== undefined ? [part.reference] : [],
      )
      assert.equal(new Set(references).size, references.length)
    }
  })
})
