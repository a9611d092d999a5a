import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { composeMessage, missingFacts, type Outline } from './composeMessage.ts'
import { STYLES } from './moves.ts'
import { findToneFaults } from './toneRules.ts'

const OUTLINE: Outline = {
  style: 'polite',
  moves: [
    { name: 'to', text: 'my boss' },
    { name: 'ask', text: 'Send me the report by Friday' },
    { name: 'why', text: 'The client is waiting' },
    { name: 'from', text: 'ben' },
  ],
  facts: ['Friday', '12 pages'],
  isHasty: true,
}

describe('composeMessage', () => {
  it('words an outline as a letter', () => {
    assert.equal(
      composeMessage(OUTLINE),
      'Dear Boss,\n\nCould you please send me the report by Friday? The reason is that the client is waiting. ' +
        'I would be glad to hear from you soon. Details: 12 pages.\n\n' +
        'Thank you very much in advance.\nKind regards,\nBen',
    )
  })

  it('words an outline as one short paragraph', () => {
    assert.equal(
      composeMessage({ ...OUTLINE, style: 'brief', isHasty: false, facts: [] }),
      'My boss: Please send me the report by Friday. Reason: The client is waiting. Ben',
    )
  })

  it('keeps the rules of tone in every style', () => {
    for (const style of STYLES)
      assert.deepEqual(findToneFaults(composeMessage({ ...OUTLINE, style })), [], style)
  })

  it('greets nobody by name when nobody is named, and thanks only for what it asks', () => {
    const message = composeMessage({
      style: 'friendly',
      moves: [{ name: 'fact', text: 'we are late' }],
      facts: [],
      isHasty: true,
    })
    assert.equal(message, 'Hello,\n\nI just wanted to tell you that we are late.\n\nBest wishes')
  })
})

describe('missingFacts', () => {
  it('returns each fact that is not told, once', () => {
    assert.deepEqual(missingFacts(['3 pm', 'Anna', 'anna', '3 pm'], 'Tell anna.'), ['3 pm'])
  })
})
