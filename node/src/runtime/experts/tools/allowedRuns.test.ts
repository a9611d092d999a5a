import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { allowedRuns, type RunKind } from './allowedRuns.ts'
import { readItems } from './readItems.ts'

/** Every run that a request allows, as it was typed. */
function runsOf(prompt: string, kind: RunKind): string[] {
  const parts = readItems(prompt)
  const items = parts.filter((part) => part.kind !== 'sign')
  return [...allowedRuns(parts, kind)].flatMap(([start, ends]) =>
    ends.map((end) => prompt.slice(items[start]!.start, items[end]!.end)),
  )
}

describe('allowedRuns', () => {
  it('begins and ends no phrase at a joining word, an article or a time', () => {
    const runs = runsOf('book a lesson with my uncle at 3 pm', 'phrase')
    for (const run of ['lesson', 'a lesson', 'my uncle']) assert.ok(runs.includes(run), run)
    for (const run of [
      'a',
      'with',
      'uncle',
      'lesson with',
      'with my uncle',
      'my',
      '3 pm',
      'uncle at 3 pm',
    ])
      assert.ok(!runs.includes(run), run)
  })

  it('keeps words together that belong together', () => {
    const runs = runsOf('play soft classical tunes by the Paper Kites', 'phrase')
    assert.ok(runs.includes('soft classical tunes') && runs.includes('the Paper Kites'))
    for (const run of ['soft', 'classical tunes', 'the Paper', 'Kites'])
      assert.ok(!runs.includes(run), run)
  })

  it('lets a title hold the day that is part of it', () => {
    assert.ok(runsOf('play Rainy Sunday by Iris', 'phrase').includes('Rainy Sunday'))
    assert.ok(!runsOf('book lunch tomorrow', 'phrase').includes('lunch tomorrow'))
  })

  it('takes a quotation whole', () => {
    const runs = runsOf('send the message "see you at noon" to Iris', 'free')
    assert.ok(runs.includes('see you at noon'))
    for (const run of ['see you', 'you at noon', 'message', 'at noon" to Iris'])
      assert.ok(!runs.includes(run), run)
  })

  it('begins a text straight after a colon and ends it before "please"', () => {
    const runs = runsOf('hi: let my boss know: we are late, please', 'free')
    assert.ok(runs.includes('we are late'))
    for (const run of ['are late', 'we are late, please', 'know: we are late'])
      assert.ok(!runs.includes(run), run)
  })

  it('ends a name before the message, wherever it can', () => {
    assert.deepEqual(
      runsOf('text anna bell that zorp', 'person').filter((run) => run.startsWith('anna')),
      ['anna bell'],
    )
    assert.ok(runsOf('text anna zorp', 'person').includes('anna'))
  })

  it('names a list only before the word "list"', () => {
    assert.deepEqual(runsOf('add figs to my picnic list', 'list'), ['my picnic', 'picnic'])
    assert.deepEqual(runsOf('add figs to my list', 'list'), [])
  })

  it('takes whole units', () => {
    assert.deepEqual(runsOf('tell me 8 degrees celsius in kelvin', 'unit'), [
      'degrees celsius',
      'kelvin',
    ])
  })

  it('allows something or nothing on any text', () => {
    for (const text of ['', '"', ':', 'the', '""""', 'a "b', '3 pm 4 pm'])
      for (const kind of ['free', 'person', 'list', 'unit', 'phrase'] as const)
        assert.ok(runsOf(text, kind).every((run) => run.length > 0))
  })
})
