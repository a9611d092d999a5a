import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { planningExpert } from '#runtime/experts/planning/planningExpert.ts'
import { matchesGrammar } from '#runtime/experts/testing/matchesGrammar.ts'
import { readPlanAnswer } from '#swarm/readPlanAnswer.ts'
import { createRandom } from '../../random.ts'
import { describeWaits, drawShape, type TaskShape } from './drawShape.ts'
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

describe('describeWaits', () => {
  const waitsOf = (...tasks: Omit<TaskShape, 'role'>[]): string[] =>
    describeWaits(
      tasks.map((task) => ({ role: 'math', ...task })),
      (index) => 'ABCDEF'[index]!,
    )

  it('says what the words of the links say', () => {
    assert.deepEqual(waitsOf({}, { joint: 'and' }, { joint: 'next' }, { joint: 'and' }), [
      '',
      '',
      '!',
      '=',
    ])
    assert.deepEqual(waitsOf({}, { joint: 'next' }, { joint: 'also' }, { joint: 'and' }), [
      '',
      '!',
      '',
      '',
    ])
    assert.deepEqual(waitsOf({ joint: 'before', waitsForNext: true }, {}), ['>', ''])
    assert.deepEqual(waitsOf({ joint: 'after' }, {}), ['', '~'])
    assert.deepEqual(waitsOf({ waitsForNext: true }, { joint: 'later' }), ['>', ''])
  })

  it('says which earlier answers a task speaks of', () => {
    const last = { kind: 'last' } as const
    const named = { kind: 'role', role: 'math' } as const
    assert.deepEqual(
      waitsOf({}, { joint: 'and', leaning: last }, { joint: 'next', leaning: last }),
      ['', '~', '!'],
    )
    assert.deepEqual(
      waitsOf({}, { joint: 'stop', leaning: named }, { joint: 'next', leaning: named }),
      ['', '<A', '!<B'],
    )
    assert.deepEqual(waitsOf({}, {}, { joint: 'next', leaning: { kind: 'all' } }).at(-1), '!*')
  })
})

describe('drawShape', () => {
  it('draws as many tasks as asked, and lets a task wait for the next only where there is one', () => {
    const random = createRandom(5)
    for (let index = 0; index < SAMPLES; index++) {
      const count = 2 + (index % 5)
      const tasks = drawShape(count, random)
      assert.equal(tasks.length, count)
      assert.ok(!tasks.at(-1)!.waitsForNext)
    }
  })
})
