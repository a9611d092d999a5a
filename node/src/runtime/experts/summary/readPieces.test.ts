import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { readPieces } from './readPieces.ts'

const shownOf = (text: string) => readPieces(text).map(({ shown }) => shown)
const valuesOf = (text: string) =>
  readPieces(text)
    .filter(({ kind }) => kind === 'value')
    .map(({ start, end }) => text.slice(start, end))

describe('readPieces', () => {
  it('shows known words, values by kind and other words as one sign', () => {
    assert.deepEqual(shownOf('The espresso machine failed on 3 May at 14:05.'), [
      'the',
      '*',
      'failed',
      'on',
      '#',
      '.',
    ])
  })

  it('takes a run of unknown words or of names as one piece', () => {
    assert.deepEqual(valuesOf('ask Anna Maria Smith about velvet curtain hooks'), [
      'Anna Maria Smith',
      'velvet curtain hooks',
    ])
  })

  it('keeps amounts, identifiers and versions whole', () => {
    for (const value of [
      '$4,500',
      '12 %',
      '12%',
      'db-02',
      'api.orders',
      'v2.3.1',
      '2026-03-14',
      '09:14:22',
    ])
      assert.ok(valuesOf(`it was ${value}`).includes(value), value)
  })

  it('reads dates and times at the end of a sentence and before a colon', () => {
    assert.deepEqual(valuesOf('On 3 May: budget. Due 4 June 2026. We met at 9:30.'), [
      '3 May',
      'budget',
      '4 June 2026',
      '9:30',
    ])
  })

  it('takes a day with its time, a number with what it counts, and somebody with where they are from as one', () => {
    assert.deepEqual(
      valuesOf('Umar Hill from finance got 40 boxes of blue glass on 3 May at 9:30.'),
      ['Umar Hill from finance', '40 boxes of blue glass', '3 May at 9:30'],
    )
    assert.deepEqual(valuesOf('by the end of the week'), ['the end of the week'])
  })

  it('leaves a number alone that names or that is a year, money or a share', () => {
    assert.deepEqual(
      valuesOf('In 2027 sales. In week 12 sales. The tram 7 hums. It rose 12 % velvet.'),
      ['2027', 'sales', 'week', '12', 'sales', 'tram', '7', 'hums', '12 %', 'velvet'],
    )
  })

  it('leaves the sentence that follows alone', () => {
    assert.deepEqual(valuesOf('It cost 30. Anna paid at 9:30.').slice(-4), [
      '30',
      'Anna',
      'paid',
      '9:30',
    ])
  })

  it('property: pieces stand in order and inside the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        let from = 0
        for (const { start, end } of readPieces(text)) {
          assert.ok(start >= from && end > start && end <= text.length)
          from = end
        }
      }),
    )
  })
})
