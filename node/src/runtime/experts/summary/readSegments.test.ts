import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readPieces } from './readPieces.ts'
import { markSegments, readSegments } from './readSegments.ts'

const segmentsOf = (text: string) => readSegments(readPieces(text))

describe('readSegments', () => {
  it('gives every value a reference in order, and after them the sentence', () => {
    const segments = segmentsOf('The lift failed at 14:05.\nIt was a cable; fixed on Monday!')
    assert.deepEqual(
      segments.map(
        ({ reference, values }) => values.map((value) => value.reference).join('') + reference,
      ),
      ['ABCD', 'EF', 'GH'],
    )
  })

  it('leaves out what holds no word', () => {
    assert.equal(segmentsOf('... , . / " Failed.').length, 1)
    assert.equal(segmentsOf('').length, 0)
  })

  it('says which values go on with the one before', () => {
    const [segment] = segmentsOf('the pump of the hall failed because velvet')
    assert.deepEqual(
      segment!.values.map(({ shown, goesOn }) => [shown, goesOn]),
      [
        ['*', false],
        ['*', true],
        ['failed', true],
        ['*', false],
      ],
    )
  })

  it('has no references past the last', () => {
    const segments = segmentsOf('failed, broken. '.repeat(19))
    assert.equal(segments.at(-1)!.reference, '')
  })
})

describe('markSegments', () => {
  it('puts each reference where what it stands for has been read', () => {
    assert.equal(
      markSegments(segmentsOf('The lift failed at 14:05. Still down')),
      'the*Afailed atB@.CDstill down.E',
    )
  })
})
