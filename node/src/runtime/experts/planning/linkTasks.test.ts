import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { type LinkedTask, linkTasks } from './linkTasks.ts'
import type { Link } from './linkWords.ts'

const aTask = (link: Link, ...speaksOf: number[]): LinkedTask => ({ link, speaksOf })
const linksOf = (...links: Link[]): number[][] => linkTasks(links.map((link) => aTask(link)))

describe('linkTasks', () => {
  it('keeps count of stages', () => {
    assert.deepEqual(linksOf('none', 'and', 'next', 'comma', 'next'), [
      [],
      [],
      [0, 1],
      [0, 1],
      [2, 3],
    ])
    assert.deepEqual(linksOf('none', 'next', 'also', 'and', 'next'), [[], [0], [], [], [1, 2, 3]])
    assert.deepEqual(linksOf('colon', 'stop', 'next'), [[], [], [0, 1]])
  })

  it('lets a stage wait for the ends of the last one only', () => {
    assert.deepEqual(linkTasks([aTask('none'), aTask('and', 0), aTask('next')]), [[], [0], [1]])
  })

  it('turns the order round where the words do', () => {
    assert.deepEqual(linksOf('before', 'comma', 'next'), [[1], [], [0]])
    assert.deepEqual(linksOf('after', 'comma', 'next'), [[], [0], [1]])
    assert.deepEqual(linksOf('none', 'later', 'next'), [[1], [], [0]])
    assert.deepEqual(linksOf('none', 'also', 'result'), [[], [], [1]])
  })

  it('lets a task wait for what it speaks of, and for its stage only after "then"', () => {
    const tasks = [aTask('none'), aTask('stop'), aTask('next', 0), aTask('and', 0), aTask('and')]
    assert.deepEqual(linkTasks(tasks), [[], [], [0, 1], [0], [0, 1]])
  })

  it('drops what would make a circle', () => {
    assert.deepEqual(linkTasks([aTask('before'), aTask('comma', 0)]), [[1], []])
    assert.deepEqual(linkTasks([aTask('none'), aTask('later', 0)]), [[1], []])
    assert.deepEqual(linksOf('before'), [[]])
    assert.deepEqual(linksOf('later', 'result'), [[], [0]])
  })

  it('property: tasks can always be done one after the other', () => {
    const link = fc.constantFrom<Link>(
      'none',
      'comma',
      'colon',
      'stop',
      'and',
      'also',
      'result',
      'next',
      'later',
      'before',
      'after',
    )
    const drawn = fc.array(fc.tuple(link, fc.array(fc.nat(5), { maxLength: 3 })), {
      minLength: 1,
      maxLength: 8,
    })
    fc.assert(
      fc.property(drawn, (tasks) => {
        const waits = linkTasks(
          tasks.map(([link, spoken], task) =>
            aTask(link, ...spoken.filter((other) => other < task)),
          ),
        )
        const done = new Set<number>()
        for (let grew = true; grew; ) {
          const before = done.size
          for (const [task, others] of waits.entries())
            if (others.every((other) => done.has(other))) done.add(task)
          grew = done.size > before
        }
        assert.equal(done.size, tasks.length)
      }),
    )
  })
})
