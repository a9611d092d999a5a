import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { WitanError } from '#protocol/errors.ts'
import { gatherInTime } from './gatherInTime.ts'
import type { Clock } from './ports.ts'

/** A clock whose sleeps end only when a test says so. */
function aClock() {
  const sleeps: { ms: number; wake: () => void }[] = []
  const clock: Clock = {
    nowSeconds: () => 0,
    nowMs: () => 0,
    sleep: (ms, { signal }) =>
      new Promise((resolve, reject) => {
        sleeps.push({ ms, wake: resolve })
        signal.addEventListener('abort', () => reject(signal.reason))
      }),
  }
  return { clock, sleeps }
}
const waits = { timeoutMs: 900, firstMs: 90, secondMs: 9 }
const never = () => new Promise<never>(() => {})
const failing = async (): Promise<string> => {
  throw new WitanError('NODE_OFFLINE', 'x')
}
const ticks = async () => {
  for (let i = 0; i < 10; i++) await new Promise(setImmediate)
}

describe('gatherInTime', () => {
  const { signal } = new AbortController()

  it('returns what succeeded, in the order of the questions, once all have answered', async () => {
    const { clock } = aClock()
    const late = () => new Promise<string>((resolve) => setImmediate(() => resolve('a')))

    const answers = await gatherInTime([late, failing, async () => 'b'], {
      clock,
      signal,
      ...waits,
    })

    assert.deepEqual(answers, ['a', 'b'])
  })

  for (const [ms, successes] of [
    [900, 0],
    [90, 1],
    [9, 2],
  ] as const) {
    it(`waits ${ms} ms for silent ones after ${successes} successes`, async () => {
      const { clock, sleeps } = aClock()
      const good = Array.from({ length: successes }, (_, i) => async () => `${i}`)
      const gathering = gatherInTime([...good, never, never], { clock, signal, ...waits })
      await ticks()

      sleeps.find((sleep) => sleep.ms === ms)!.wake()

      assert.equal((await gathering).length, successes)
    })
  }

  it('tells those that are too late to stop', async () => {
    const { clock, sleeps } = aClock()
    let reason: unknown
    const slow = (inner: AbortSignal) =>
      new Promise<never>(() => {
        inner.addEventListener('abort', () => {
          reason = inner.reason
        })
      })
    const gathering = gatherInTime([slow], { clock, signal, ...waits })
    await ticks()
    sleeps[0]!.wake()
    await gathering

    assert.ok(reason instanceof WitanError && reason.code === 'ABORTED')
  })

  it('rejects when it is aborted from outside, and for a failure that is no WitanError', async () => {
    const controller = new AbortController()
    const { clock } = aClock()
    const gathering = gatherInTime([never], { clock, signal: controller.signal, ...waits })
    controller.abort(new WitanError('ABORTED', 'stop'))
    await assert.rejects(gathering, { code: 'ABORTED' })

    const broken = async () => {
      throw new TypeError('a mistake of ours')
    }
    await assert.rejects(gatherInTime([broken], { clock, signal, ...waits }), TypeError)
  })
})
