import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { STYLES } from './moves.ts'
import { readInstruction } from './readInstruction.ts'
import { readPieces } from './readPieces.ts'

describe('readInstruction', () => {
  const cases = {
    'Make this polite: no.': ['polite'],
    'Shorten this: my friend is kind': ['brief'],
    'Notes: short lamp': ['message'],
    'Say this nicely and formally: no': STYLES,
    'Do it: no': STYLES,
    'The lamp is late.\nMake it friendly': ['friendly'],
    'The lamp is late (shorten it)': ['brief'],
  }
  for (const [text, styles] of Object.entries(cases))
    it(`reads "${text}" as ${styles.join(' or ')}`, () =>
      assert.deepEqual(readInstruction(readPieces(text)).styles, styles))

  it('ends the text before an instruction that comes last', () => {
    const parts = readPieces('The lamp is late.\nMake it friendly')
    const { textEnd } = readInstruction(parts)
    assert.ok(parts.slice(textEnd).some(({ seen }) => seen === 'friendly'))
    assert.equal(parts.slice(0, textEnd).length, 4)
  })
})
