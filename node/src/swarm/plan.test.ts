import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isWitanError } from '#protocol/errors.ts'
import { MAX_TASKS } from '#protocol/limits.ts'
import { assertPlan, type Task } from './plan.ts'

const aTask = (id: string, dependsOn: string[] = [], text = 'x'): Task => ({
  id,
  role: 'math',
  text,
  dependsOn,
})
const refuses = (tasks: Task[], expected: RegExp) =>
  assert.throws(
    () => assertPlan({ tasks, reason: '' }),
    (error) => isWitanError(error, 'INPUT_INVALID') && expected.test(error.message),
  )

describe('assertPlan', () => {
  it('accepts a graph without cycles', () => {
    assertPlan({ tasks: [aTask('2', ['1']), aTask('1'), aTask('3', ['1', '2'])], reason: '' })
  })

  it('refuses what cannot be run', () => {
    refuses([], /no task/)
    refuses(
      Array.from({ length: MAX_TASKS + 1 }, (_, i) => aTask(String(i))),
      /at most 16/,
    )
    refuses([aTask('1'), aTask('1')], /twice/)
    refuses([aTask('1', ['2'])], /wait for no task/)
    refuses([aTask('1', [], '  ')], /asks nothing/)
    refuses([aTask('1', ['2']), aTask('2', ['1'])], /circle/)
    refuses([aTask('1', ['1'])], /circle/)
  })
})
