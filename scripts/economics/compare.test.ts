import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { compare, standingOf } from './compare.ts'

const earning = (name: string, profit: number) => ({ name, profit, parts: 2, verdicts: 1 })

describe('compare', () => {
  const runs = [
    [earning('honest', 1), earning('honest', 3), earning('liar', -2), earning('lucky', 4)],
    [earning('honest', 2), earning('honest', 2), earning('liar', -4), earning('lucky', 0.5)],
    [earning('honest', 0), earning('honest', 2), earning('liar', -3), earning('lucky', 1.5)],
  ]
  const rows = compare(runs, 'honest')
  const row = (name: string) => rows.find((one) => one.name === name)!

  it('measures every strategy by the mean of honesty in its own run', () => {
    assert.deepEqual(
      rows.map(({ name }) => name),
      ['honest', 'liar', 'lucky'],
    )
    assert.equal(row('liar').mean, -3)
    assert.deepEqual([row('liar').least, row('liar').most], [-4, -2])
    // -4, -6 and -4 more than honesty
    assert.ok(Math.abs(row('liar').more + 14 / 3) < 1e-9)
    assert.deepEqual([row('liar').parts, row('liar').verdicts], [6, 3])
  })

  it('says more or less only where the interval of the seeds leaves no doubt', () => {
    assert.equal(standingOf(row('honest'), 'honest'), 'the measure')
    assert.equal(standingOf(row('liar'), 'honest'), 'less')
    assert.equal(standingOf(row('lucky'), 'honest'), 'not told apart')
    const sure = compare([[earning('honest', 1), earning('thief', 2)]], 'honest')
    assert.equal(standingOf(sure[1]!, 'honest'), '**more**')
  })
})
