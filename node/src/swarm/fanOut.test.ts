import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { WitanError } from '#protocol/errors.ts'
import { fanOut } from './fanOut.ts'
import { mergeAnswers } from './mergeAnswers.ts'
import type { Plan, Task } from './plan.ts'
import { MAX_INPUT_ANSWER_BYTES, maxTaskBytes, renderTaskText } from './taskText.ts'

const aTask = (id: string, dependsOn: string[] = []): Task => ({
  id,
  role: 'math',
  text: `ask ${id}`,
  dependsOn,
})
const aPlan = (...tasks: Task[]): Plan => ({ tasks, reason: 'test' })
const { signal } = new AbortController()

describe('fanOut', () => {
  it('gives a task the answers that it depends on, in the order it names them', async () => {
    const plan = aPlan(aTask('3', ['2', '1']), aTask('1'), aTask('2'))

    const outcomes = await fanOut<string>(
      plan,
      async (task, inputs) => `${task.id}(${inputs.join()})`,
      { signal },
    )

    assert.deepEqual(outcomes.get('3'), { status: 'answered', answer: '3(2(),1())' })
  })

  it('runs independent tasks at the same time, never more than allowed', async () => {
    let running = 0
    let most = 0
    const plan = aPlan(...Array.from({ length: 9 }, (_, i) => aTask(String(i))))

    await fanOut(
      plan,
      async () => {
        most = Math.max(most, ++running)
        await new Promise(setImmediate)
        running--
      },
      { signal, concurrency: 4 },
    )

    assert.equal(most, 4)
  })

  it('fails only what depends on a failed task', async () => {
    const outcomes = await fanOut(
      aPlan(aTask('1'), aTask('2', ['1']), aTask('3')),
      async ({ id }) => {
        if (id === '1') throw new WitanError('NODE_OFFLINE', 'gone')
        return id
      },
      { signal },
    )

    const codes = [...outcomes].map(([id, outcome]) => [
      id,
      outcome.status === 'failed' ? outcome.error.code : outcome.answer,
    ])
    assert.deepEqual(codes.sort(), [
      ['1', 'NODE_OFFLINE'],
      ['2', 'TASK_FAILED'],
      ['3', '3'],
    ])
  })

  it('starts nothing further once aborted and rejects with the reason', async () => {
    const controller = new AbortController()
    const asked: string[] = []

    await assert.rejects(
      fanOut(
        aPlan(aTask('1'), aTask('2', ['1'])),
        async ({ id }) => {
          asked.push(id)
          controller.abort(new WitanError('ABORTED', 'stop'))
        },
        { signal: controller.signal },
      ),
      { code: 'ABORTED' },
    )
    assert.deepEqual(asked, ['1'])
  })
})

describe('mergeAnswers', () => {
  it('passes a single answer on as it is', () => {
    const outcomes = new Map([['1', { status: 'answered', answer: '  482 + 39 = 521\n' } as const]])

    assert.equal(mergeAnswers(aPlan(aTask('1')), outcomes).text, '  482 + 39 = 521\n')
  })

  it('numbers several in the order of the request and names the role', () => {
    const plan = aPlan(aTask('1'), { ...aTask('2'), role: 'tools' })
    const outcomes = new Map([
      ['2', { status: 'failed', error: new WitanError('TASK_FAILED', 'x') } as const],
      ['1', { status: 'answered', answer: '521' } as const],
    ])

    assert.deepEqual(mergeAnswers(plan, outcomes), {
      text: '1. (math) 521\n2. (tools) not answered (TASK_FAILED)',
      complete: false,
      failures: { 2: 'TASK_FAILED' },
    })
  })

  it('property: the order in which answers arrive does not matter', () => {
    const answers = fc.array(fc.string(), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(answers, fc.infiniteStream(fc.nat()), (texts, order) => {
        const plan = aPlan(...texts.map((_, i) => aTask(String(i))))
        const entries = texts.map(
          (answer, i) => [String(i), { status: 'answered', answer }] as const,
        )
        const shuffled = entries
          .map((entry) => ({ entry, at: order.next().value }))
          .sort((a, b) => a.at - b.at)
          .map(({ entry }) => entry)

        assert.deepEqual(
          mergeAnswers(plan, new Map(shuffled)),
          mergeAnswers(plan, new Map(entries)),
        )
      }),
    )
  })
})

describe('renderTaskText', () => {
  it('property: never longer than maxTaskBytes, and valid text at the cut', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' })), (inputs) => {
        const long = inputs.map((input) => input.repeat(MAX_INPUT_ANSWER_BYTES))
        const task = aTask(
          '1',
          inputs.map((_, i) => String(i)),
        )

        const text = renderTaskText(task, long)

        assert.ok(new TextEncoder().encode(text).length <= maxTaskBytes(task))
        assert.ok(!text.includes('\ufffd') || long.some((input) => input.includes('\ufffd')))
      }),
      { numRuns: 30 },
    )
  })
})
