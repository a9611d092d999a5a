import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { findWriter } from './findWriter.ts'
import { readPieces } from './readPieces.ts'

function writerOf(text: string): string | undefined {
  const writer = findWriter(readPieces(text), text)
  return writer && text.slice(writer.start, writer.end)
}

describe('findWriter', () => {
  it('finds who signs after a word of leave or on the last line', () => {
    assert.equal(writerOf('The lamp is late. Kind regards, Dora Quist'), 'Dora Quist')
    assert.equal(writerOf('The lamp is late.\n\nYours sincerely,\nDoctor Quist'), 'Doctor Quist')
    assert.equal(writerOf('The lamp is late.\nDora'), 'Dora')
    assert.equal(writerOf('lamp broken, signed: dora'), 'dora')
  })

  it('takes no name of the text for a signature', () => {
    for (const text of [
      '',
      'Dora',
      'I need the key from Dora',
      'call Dora.',
      'eggs\n- Butter',
      'it is 5 pm',
    ])
      assert.equal(writerOf(text), undefined, text)
  })
})
