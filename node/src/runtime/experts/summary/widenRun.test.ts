import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readPieces } from './readPieces.ts'
import { readSegments } from './readSegments.ts'
import { widenRun } from './widenRun.ts'

/** Returns the words of a fact after widening, where the model pointed at the words in brackets. */
function widen(field: string, marked: string, taken: string[] = []): string {
  const pointed = /\[(.*)\]/.exec(marked)![1]!
  const prompt = marked.replace(/[[\]]/g, '')
  const { values } = readSegments(readPieces(prompt))[0]!
  const textOf = ({ start, end }: { start: number; end: number }) => prompt.slice(start, end)
  const value = values.find((one) => textOf(one) === pointed)!
  const run = { first: value, last: value }
  const others = new Set(values.filter((one) => taken.includes(textOf(one)) || one === value))
  const { first, last } = widenRun(field, run, { prompt, values, taken: others })
  return prompt.slice(first.start, last.end)
}

describe('widenRun', () => {
  it('takes along the words that touch a fact of words', () => {
    assert.equal(widen('metric', 'So late [zorvels] rose.'), 'late zorvels')
    assert.equal(
      widen('blocker', 'The only blocker is a flimbly [test] server.'),
      'flimbly test server',
    )
    assert.equal(widen('decision', 'We decided to not [renew] it.'), 'not renew')
  })

  it('leaves words that lead to a fact, that another fact has, or that do not touch it', () => {
    assert.equal(widen('metric', 'We had fewer [zorvels].'), 'zorvels')
    assert.equal(widen('metric', 'So late [zorvels] rose.', ['late']), 'zorvels')
    assert.equal(widen('cause', 'The problem is [mildew] in the roof.'), 'mildew')
    assert.equal(widen('metric', 'So [zorvels] reached 40 boxes.'), 'zorvels')
  })

  it('takes along where somebody is from', () => {
    assert.equal(widen('by', '[zorvel] from quimby fixed it.'), 'zorvel from quimby')
    assert.equal(widen('by', '[zorvel] of quimby fixed it.'), 'zorvel')
    assert.equal(widen('to', '[zorvel] from quimby got it.'), 'zorvel')
  })

  it('leaves facts that are no words as they are', () => {
    assert.equal(widen('item', 'We got [40 zorvels] late.'), '40 zorvels')
    assert.equal(widen('when', 'It failed [next Friday] late.'), 'next Friday')
  })
})
