import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { EVENTS, GOOD_JOB, NODE_1, NODE_2 } from './fixtures.ts'
import { figuresOf } from './jobFigures.ts'
import { recordOf, spendingOf, stateOfRecord } from './jobRecord.ts'
import { stepsOf } from './jobSteps.ts'
import { type JobView, reduceJob, startView, type WatchedEvent } from './jobView.ts'

describe('reduceJob', () => {
  it('gathers what the expert writes and what its receipt bills', () => {
    const [task] = play(GOOD_JOB).tasks

    assert.equal(task?.stream, '482 + 39 = 521')
    assert.equal(task?.tokens, 9)
    assert.equal(task?.cost, 42n)
    assert.equal(task?.nodeId, NODE_1)
  })

  it('drops what a failed node wrote when another takes over', () => {
    const view = play([
      ...GOOD_JOB.slice(0, 7),
      { type: 'rerouted', taskId: '1', from: NODE_1, to: NODE_2, code: 'NODE_OFFLINE' },
    ])

    assert.equal(view.tasks[0]?.stream, '')
    assert.equal(view.tasks[0]?.nodeId, NODE_2)
    assert.deepEqual(view.tasks[0]?.reroutes, [{ from: NODE_1, to: NODE_2, code: 'NODE_OFFLINE' }])
  })

  it('takes the offer to reclaim away once it was agreed to', () => {
    const waiting = play([...GOOD_JOB.slice(0, -1), { type: 'reclaimable', how: 'release' }])
    const agreed = play([{ type: 'reclaiming' }], waiting)

    assert.equal(waiting.reclaimable?.how, 'release')
    assert.equal(agreed.reclaimable, undefined)
  })
})

describe('stepsOf', () => {
  it('shows every step done with its time, node and cost after a good job', () => {
    const steps = stepsOf(play(GOOD_JOB))

    assert.deepEqual(
      steps.map(({ id, state }) => `${id} ${state}`),
      ['plan', 'route', 'fund', 'seal', 'stream', 'verify', 'merge', 'settle'].map(
        (id) => `${id} done`,
      ),
    )
    assert.ok(steps.every(({ spanMs }) => spanMs !== undefined && spanMs >= 0))
    assert.equal(steps.find(({ id }) => id === 'route')?.cost, 300n)
    assert.equal(steps.find(({ id }) => id === 'settle')?.cost, 42n)
    assert.deepEqual(steps.find(({ id }) => id === 'stream')?.nodeIds, [NODE_1])
  })

  for (const [count, running] of [
    [0, 'plan'],
    [1, 'route'],
    [3, 'fund'],
    [4, 'seal'],
    [7, 'stream'],
    [12, 'settle'],
  ] as const) {
    it(`runs ${running} after ${count} events, and waits with the rest`, () => {
      const steps = stepsOf(play(GOOD_JOB.slice(0, count)))
      const at = steps.findIndex(({ id }) => id === running)

      assert.deepEqual(
        steps.map(({ state }) => state),
        steps.map((_, i) => (i < at ? 'done' : i === at ? 'running' : 'waiting')),
      )
    })
  }

  it('fails the step in which a job ended before money was locked, and skips the rest', () => {
    const failed = { type: 'failed', code: 'BUDGET_TOO_LOW', message: 'Too low.' } as const
    const steps = stepsOf(play([EVENTS.planned, failed]))

    assert.deepEqual(
      steps.map(({ state }) => state),
      ['done', 'failed', 'skipped', 'skipped', 'skipped', 'skipped', 'skipped', 'skipped'],
    )
  })

  it('settles a job whose tasks all failed', () => {
    const problem = { type: 'taskFailed', taskId: '1', code: 'NODE_OFFLINE', message: '' } as const
    const steps = stepsOf(play([...GOOD_JOB.slice(0, 6), problem]))

    assert.equal(steps.find(({ id }) => id === 'settle')?.state, 'running')
    assert.equal(steps.find(({ id }) => id === 'merge')?.state, 'skipped')
  })
})

describe('figuresOf', () => {
  it('counts the first token from the node and from the click', () => {
    const figures = figuresOf(play(GOOD_JOB))

    // an event comes every 10 ms: the 6th is matched, the 7th the first token
    assert.equal(figures.firstTokenMs, 10)
    assert.equal(figures.sinceSendMs, 70)
    assert.equal(figures.cost, 42n)
    assert.equal(figures.final, true)
  })

  it('counts the speed after the first frame, and only over a time that can tell', () => {
    assert.equal(figuresOf(play(GOOD_JOB)).tokensPerSecond, undefined)
    assert.equal(figuresOf(play(GOOD_JOB, startView(0), 100)).tokensPerSecond, 50)
  })

  it('says what is owed while nothing is settled', () => {
    const figures = figuresOf(play(GOOD_JOB.slice(0, 10)))

    assert.deepEqual([figures.cost, figures.final], [42n, false])
  })
})

describe('recordOf', () => {
  const place = { chainId: 31337, escrow: '0x00', requester: '0x01', createdAt: 7 } as never

  it('holds no prompt and no answer unless they are kept', () => {
    const record = recordOf(play(GOOD_JOB), place)

    assert.ok(record)
    assert.doesNotMatch(
      JSON.stringify(record, (_, value) => (typeof value === 'bigint' ? `${value}` : value)),
      /482|521/,
    )
  })

  it('holds both where the user keeps them', () => {
    const record = recordOf(play(GOOD_JOB), { ...(place as object), kept: 'the prompt' } as never)

    assert.equal(record?.prompt, 'the prompt')
    assert.equal(record?.answer, '482 + 39 = 521')
  })

  it('takes what is locked from the limits until the cost is known', () => {
    const open = recordOf(play(GOOD_JOB.slice(0, 5)), place)
    const closed = recordOf(play(GOOD_JOB), place)

    assert.equal(spendingOf(open!).amount, 600n)
    assert.equal(spendingOf(closed!).amount, 42n)
  })

  it('names the state in a word', () => {
    const stateAfter = (events: readonly WatchedEvent[]) =>
      stateOfRecord(recordOf(play(events), place)!).word

    assert.equal(stateAfter(GOOD_JOB), 'settled')
    assert.equal(stateAfter(GOOD_JOB.slice(0, 6)), 'running')
    assert.equal(
      stateAfter([...GOOD_JOB.slice(0, 12), { type: 'reclaimable', how: 'release' }]),
      'rest to reclaim',
    )
  })

  it('remembers nothing before money is locked', () => {
    assert.equal(recordOf(play(GOOD_JOB.slice(0, 3)), place), undefined)
  })
})

/** Plays events, one after the other. */
function play(events: readonly WatchedEvent[], from = startView(0), everyMs = 10): JobView {
  return events.reduce((view, event) => reduceJob(view, event, view.nowMs + everyMs), from)
}
