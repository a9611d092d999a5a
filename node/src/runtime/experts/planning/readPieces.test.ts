import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { readPieces, textOfPieces } from './readPieces.ts'

const piecesOf = (text: string): string[] =>
  readPieces(text).map(({ link, start, end }) => `${link}: ${text.slice(start, end)}`)

describe('readPieces', () => {
  const cases = {
    'sum the costs, then translate it into French': [
      'none: sum the costs',
      'next: translate it into French',
    ],
    'First, sum the costs. After that, call Ben and finally text Anna.': [
      'none: sum the costs',
      'next: call Ben',
      'next: text Anna',
    ],
    'call Ben and also text Anna. Separately, sum it': [
      'none: call Ben',
      'also: text Anna',
      'also: sum it',
    ],
    'Before you call Ben, text Anna': ['before: call Ben', 'comma: text Anna'],
    'Once you call Ben, text Anna': ['after: call Ben', 'comma: text Anna'],
    'call Ben before you text Anna': ['none: call Ben', 'next: text Anna'],
    'call Ben once you text Anna': ['none: call Ben', 'later: text Anna'],
    'call Ben, but first text Anna': ['none: call Ben', 'later: text Anna'],
    'sum it. Once that is done, call Ben': ['none: sum it', 'next: call Ben'],
    'sum it and call Ben afterwards': ['none: sum it', 'next: call Ben'],
    'sum it. Call Ben at the same time.': ['none: sum it', 'also: Call Ben'],
    'sum it. Using the result, call Ben': ['none: sum it', 'result: call Ben'],
    '1. sum it\n2) call Ben\n- text Anna': ['none: sum it', 'stop: call Ben', 'stop: text Anna'],
    'plan this: buy bread and butter': ['none: plan this', 'colon: buy bread', 'and: butter'],
  }
  for (const [text, pieces] of Object.entries(cases))
    it(`cuts "${text.replaceAll('\n', ' / ')}"`, () => assert.deepEqual(piecesOf(text), pieces))

  it('leaves quotations, numbers, abbreviations and times whole', () => {
    assert.deepEqual(piecesOf('text "yes, then come" to Mr. Bell at 3 p.m. for 1,250.50 dollars'), [
      'none: text "yes, then come" to Mr. Bell at 3 p.m. for 1,250.50 dollars',
    ])
    assert.deepEqual(piecesOf('is it 5? call Ben next Monday'), [
      'none: is it 5',
      'stop: call Ben next Monday',
    ])
  })

  it('keeps a number at the end of a part', () => {
    assert.deepEqual(piecesOf('add 3 and 5. Then call Ben'), [
      'none: add 3',
      'and: 5',
      'next: call Ben',
    ])
  })

  it('finds no piece where nothing is said', () => {
    for (const text of ['', ' \n ', 'and then', '...', ', ; and'])
      assert.deepEqual(readPieces(text), [])
  })

  it('property: pieces stand in order, apart from each other, and lose no digit', () => {
    const parts = fc.constantFrom(
      'and',
      'then',
      ', ',
      '. ',
      '\n',
      'before you ',
      'sum ',
      '12 ',
      '"',
      ': ',
      'Ben ',
    )
    const texts = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.array(parts).map((list) => list.join('')),
    )
    fc.assert(
      fc.property(texts, (text) => {
        let from = 0
        for (const { start, end } of readPieces(text)) {
          assert.ok(start >= from && end > start && end <= text.length)
          from = end
        }
      }),
    )
  })
})

describe('textOfPieces', () => {
  it('gives a run of pieces as it was typed, on one line, with its question mark', () => {
    const text = 'call Ben, what is\n3 plus 4? Then rest'
    const pieces = readPieces(text)
    assert.equal(textOfPieces(text, pieces[0]!, pieces[0]!), 'call Ben')
    assert.equal(textOfPieces(text, pieces[1]!, pieces[2]!), 'what is 3 plus 4?')
  })
})
