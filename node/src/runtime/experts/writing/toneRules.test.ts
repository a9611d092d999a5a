import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { findToneFaults, isHasty, softenWords } from './toneRules.ts'

describe('softenWords', () => {
  const cases = {
    'send me the damn report now': 'send me the report',
    'pay it immediately, right now!!': 'pay it',
    'the ridiculous bill': 'the bill',
    'bring the box as soon as possible': 'bring the box',
    'know the fasting rules': 'know the fasting rules',
    'the useless-looking box': 'the useless-looking box',
    now: '',
  }
  for (const [text, soft] of Object.entries(cases))
    it(`turns "${text}" into "${soft}"`, () => assert.equal(softenWords(text), soft))
})

describe('isHasty', () => {
  it('knows haste from a "now" that tells', () => {
    for (const text of ['do it now', 'at once', 'hurry up', 'Immediately!'])
      assert.ok(isHasty(text), text)
    for (const text of ['now I see', 'by Friday', 'the snow']) assert.ok(!isHasty(text), text)
  })
})

describe('findToneFaults', () => {
  it('finds nothing wrong with a short text or a letter', () => {
    assert.deepEqual(findToneFaults('Please send the report.'), [])
    assert.deepEqual(
      findToneFaults('Dear Anna,\n\nCould you please come?\n\nKind regards,\nBen'),
      [],
    )
  })

  it('names each rule that is broken', () => {
    assert.equal(findToneFaults('You idiot').length, 1)
    assert.equal(findToneFaults('Send it right now').length, 1)
    assert.equal(findToneFaults('Anna\n\nsend it').length, 2)
    assert.equal(findToneFaults('word '.repeat(200)).length, 1)
  })
})
