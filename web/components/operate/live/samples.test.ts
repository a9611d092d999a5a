import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { LiveReport } from '#telemetry/liveReport.ts'
import { addSample, MAX_SAMPLES, type Sample } from './samples.ts'

const reading = (at: number, outputTokens: number, startedAt = 100) =>
  ({ at, outputTokens, startedAt, memory: { mainBytes: 1, runtimeBytes: 2 } }) as LiveReport
const speeds = (samples: readonly Sample[]) => samples.map((sample) => sample.tokensPerSecond)

describe('addSample', () => {
  it('tells the speed between two readings by the clock of the node', () => {
    const samples = [reading(200, 10), reading(202, 30), reading(203.5, 30)].reduce(addSample, [])
    assert.deepEqual(speeds(samples), [undefined, 10, 0])
  })

  it('begins anew when the node did', () => {
    const samples = [reading(200, 10), reading(201, 50), reading(205, 3, 204)].reduce(addSample, [])
    assert.deepEqual(speeds(samples), [undefined])
  })

  it('takes a reading once', () => {
    const samples = addSample([], reading(200, 10))
    assert.equal(addSample(samples, reading(200, 10)), samples)
  })

  it('keeps five minutes', () => {
    let samples: readonly Sample[] = []
    for (let at = 0; at < 400; at++) samples = addSample(samples, reading(at, at))
    assert.equal(samples.length, MAX_SAMPLES)
    assert.equal(samples.at(-1)?.at, 399)
  })
})
