import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createRandom } from './random.ts'
import { chooseWording, expandTemplate, joinRendered, renderWording } from './template.ts'

describe('expandTemplate', () => {
  it('lists every wording, without the gaps that empty choices leave', () => {
    assert.deepEqual(expandTemplate('{N} [has|had] {a}[ coins|].'), [
      '{N} has {a} coins.',
      '{N} has {a}.',
      '{N} had {a} coins.',
      '{N} had {a}.',
    ])
    assert.deepEqual(expandTemplate('How many [of them|] now?'), [
      'How many of them now?',
      'How many now?',
    ])
  })
})

describe('chooseWording', () => {
  it('chooses only listed wordings', () => {
    const template = '[a|b] [c|] d [e|f|].'
    const all = expandTemplate(template)
    const random = createRandom(1)
    const chosen = new Set(Array.from({ length: 200 }, () => chooseWording(template, random)))
    assert.deepEqual([...chosen].sort(), [...new Set(all)].sort())
  })
})

describe('renderWording', () => {
  it('says where each value stands', () => {
    const { text, spans } = renderWording('{N} has {a} {o}', { N: 'Anna', a: '12', o: 'keys' })
    assert.equal(text, 'Anna has 12 keys')
    assert.deepEqual(spans.get('a'), { start: 9, end: 11 })
  })

  it('refuses a wording that needs more than it is given', () => {
    assert.throws(() => renderWording('{x}', {}), /needs a value for x/)
  })
})

describe('joinRendered', () => {
  it('moves the places along', () => {
    const one = renderWording('{a} in.', { a: '1' })
    const two = renderWording('Then {b}.', { b: '22' })
    const { text, spans } = joinRendered([one, two], ' ')
    assert.equal(text, '1 in. Then 22.')
    assert.deepEqual(spans.get('b'), { start: 11, end: 13 })
  })
})
