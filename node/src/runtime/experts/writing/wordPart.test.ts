import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { wordPart } from './wordPart.ts'

describe('wordPart', () => {
  it('uses another sentence for a second part of a kind', () => {
    const part = { name: 'ask', text: 'call me' } as const
    assert.equal(wordPart('polite', part, 0), 'Could you please call me?')
    assert.equal(wordPart('polite', part, 1), 'I would also be grateful if you could call me.')
  })

  it('lowers the first letter of verbs and small words, never of what may be a name', () => {
    assert.match(wordPart('polite', { name: 'ask', text: 'Call me' }, 0), /please call me\?/)
    assert.match(wordPart('polite', { name: 'fact', text: 'The shop is open' }, 0), /that the shop/)
    assert.equal(
      wordPart('polite', { name: 'fact', text: 'Dora is sick' }, 0),
      'Please note: Dora is sick.',
    )
    assert.match(wordPart('polite', { name: 'fact', text: "I'm late" }, 0), /that I'm late/)
  })

  const notes = {
    'meeting moved to Friday': 'the meeting is moved to Friday.',
    'tickets not booked': 'the tickets are not booked.',
    'my car sold': 'my car is sold.',
    'we repaired the roof': 'we repaired the roof.',
    'the dog chased the cat': 'the dog chased the cat.',
  }
  for (const [note, told] of Object.entries(notes))
    it(`tells "${note}" as "${told}"`, () => {
      const sentence = wordPart('message', { name: 'fact', text: note }, 0)
      assert.equal(sentence, `I would like to tell you that ${told}`)
    })

  it('tells what has no verb after a colon', () => {
    assert.equal(
      wordPart('message', { name: 'fact', text: 'rent 450 dollars' }, 0),
      'Please note: rent 450 dollars.',
    )
    assert.equal(wordPart('polite', { name: 'why', text: 'budget' }, 0), 'The reason: budget.')
  })

  it('ends a sentence once, and copies $ signs', () => {
    assert.equal(
      wordPart('brief', { name: 'ask', text: 'pay $45 to $&!.' }, 0),
      'Please pay $45 to $&.',
    )
  })
})
