import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { planningExpert } from '#runtime/experts/planning/planningExpert.ts'
import { matchesGrammar } from '#runtime/experts/testing/matchesGrammar.ts'
import { readPlanAnswer } from '#swarm/readPlanAnswer.ts'
import { createRandom } from '../../random.ts'
import { describeLeaning, drawShape, type Leaning } from './drawShape.ts'
import { planningGenerator } from './generatePlanning.ts'

const SAMPLES = 120

describe('planningGenerator', () => {
  it('draws requests whose truth the grammar allows', () => {
    const random = createRandom(3)
    for (let index = 0; index < SAMPLES; index++) {
      const { prompt, raw } = planningGenerator.sample(random, 'train')
      assert.ok(matchesGrammar(planningExpert.prepare(prompt).grammar!, raw), `${prompt}\n${raw}`)
    }
  })

  it('draws answers that a swarm reads as the tasks of the request', () => {
    for (const [name, draw] of Object.entries(planningGenerator.testSets)) {
      const random = createRandom(4)
      for (let index = 0; index < SAMPLES; index++) {
        const { prompt, answer, family } = draw(random)
        const tasks = readPlanAnswer(answer, prompt)
        assert.equal(`${tasks?.length} tasks`, family, `${name}: ${prompt}\n${answer}`)
      }
    }
  })
})

describe('describeLeaning', () => {
  it('says which earlier answers a task speaks of', () => {
    const before = [
      { role: 'math' },
      { role: 'code' },
      { role: 'math' },
      { role: 'tools' },
    ] as const
    const signOf = (leaning?: Leaning): string =>
      describeLeaning(leaning, before, (task) => 'ABCD'[task]!)
    assert.equal(signOf(), '')
    assert.equal(signOf({ kind: 'last' }), '~')
    assert.equal(signOf({ kind: 'two' }), '%')
    assert.equal(signOf({ kind: 'all' }), '*')
    assert.equal(signOf({ kind: 'role', role: 'math' }), '<C')
  })
})

describe('drawShape', () => {
  it('draws as many tasks as asked, and a second one for every first of a pair', () => {
    const random = createRandom(5)
    for (let index = 0; index < SAMPLES; index++) {
      const count = 2 + (index % 5)
      const tasks = drawShape(count, random)
      assert.equal(tasks.length, count)
      const pairs = tasks.filter(({ joint }) => joint === 'before' || joint === 'after').length
      const seconds = tasks.filter(({ joint }, task) => joint === undefined && task > 0).length
      assert.equal(pairs, seconds)
    }
  })
})
