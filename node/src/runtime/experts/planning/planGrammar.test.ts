import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { matchesGrammar } from '../testing/matchesGrammar.ts'
import { planGrammar } from './planGrammar.ts'
import { readPlan } from './readPlan.ts'

const promptOf = (count: number): string => Array.from({ length: count }, () => 'x').join(', ')

describe('planGrammar', () => {
  it('allows a role, a part of the task before, and nothing, piece by piece', () => {
    const plans = [
      'Amath Bsummary<A Ctools<AB',
      'A- Bmath C+',
      'Amath Bcode~ Ctools%',
      'Amath B+ Ccode*',
      'Amath B- Ccode',
    ]
    for (const plan of plans) assert.ok(matchesGrammar(planGrammar(3), plan), plan)
  })

  it('refuses what is no plan of so many pieces', () => {
    const plans = [
      'Amath Bmath',
      'Amath Bmath Cmath Dmath',
      'A+ Bmath Cmath',
      'A- B- C-',
      'Amath~ Bmath Cmath',
      'Amath<A Bmath Cmath',
      'Amath Bmath<C Cmath',
      'Amath Bmath Cmath<BA',
      'Amath Bmath Cmath<AA',
      'Amath Bmath Cmath~%',
      'Amath Bpoetry Cmath',
      '',
    ]
    for (const plan of plans) assert.ok(!matchesGrammar(planGrammar(3), plan), plan)
  })

  it('property: whatever it allows can be done step by step', () => {
    const items = fc.constantFrom(
      'math',
      'code<A',
      '+',
      '-',
      'summary<B',
      'writing<AC',
      'math<AB',
      'code~',
      'math%',
      'summary*',
    )
    fc.assert(
      fc.property(fc.array(items, { minLength: 2, maxLength: 6 }), (list) => {
        const plan = list.map((item, index) => 'ABCDEF'[index] + item).join(' ')
        if (!matchesGrammar(planGrammar(list.length), plan)) return
        const steps = readPlan(plan, promptOf(list.length))
        assert.ok(steps && steps.length > 0)
        assert.equal(steps.length, list.filter((item) => item.length > 1).length)
        for (const [index, { after }] of steps.entries())
          assert.ok(
            after.every((number) => number >= 1 && number <= index),
            plan,
          )
      }),
      { numRuns: 600 },
    )
  })

  it('stays small for the longest request', () => {
    assert.ok(planGrammar(12).length < 12_000)
  })
})
