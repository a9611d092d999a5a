import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { partRuns, type RunKind } from './partRuns.ts'
import { type Piece, readPieces } from './readPieces.ts'

/** Every run that a text allows, as it was typed. */
function runsOf(text: string, kind: RunKind): string[] {
  const parts = readPieces(text)
  const pieces = parts.filter((part): part is Piece => part.kind !== 'mark')
  const place = (reference: string) => pieces.find((piece) => piece.reference === reference)!
  return partRuns(parts, kind).flatMap(({ start, ends }) =>
    ends.map((end) => text.slice(place(start).start, place(end).end)),
  )
}

describe('partRuns', () => {
  it('stops in the middle of nothing, and goes on over no stop', () => {
    const runs = runsOf('zorp the old ledger for Anna. It is late', 'action')
    assert.ok(runs.includes('zorp the old ledger for Anna'))
    for (const run of [
      'zorp the',
      'zorp the old',
      'zorp the old ledger for',
      'zorp the old ledger for Anna. It',
    ])
      assert.ok(!runs.includes(run), run)
  })

  it('begins each kind as it begins in English', () => {
    const text = 'you must tell me when my lamp is at the fair by Friday'
    const starts = (kind: RunKind) => new Set(runsOf(text, kind).map((run) => run.split(' ')[0]))
    assert.deepEqual(starts('question'), new Set(['when']))
    assert.deepEqual(starts('fault'), new Set(['you']))
    assert.deepEqual(starts('time'), new Set(['Friday']))
    assert.ok(starts('thing').has('my') && !starts('thing').has('you'))
    assert.ok(!starts('action').has('my') && !starts('action').has('Friday'))
  })

  it('takes no long run for a person', () => {
    assert.ok(
      !runsOf('to my dear old aunt and uncle and cousin', 'person').includes(
        'my dear old aunt and uncle and cousin',
      ),
    )
  })

  it('allows something or nothing on any text', () => {
    for (const text of ['', '...', 'the', 'a: b', '12', 'you'])
      for (const kind of [
        'person',
        'action',
        'thing',
        'question',
        'fault',
        'statement',
        'time',
      ] as const)
        assert.ok(runsOf(text, kind).every((run) => run.length > 0))
  })
})
