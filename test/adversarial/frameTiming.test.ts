/** The attack: whoever sees only when sealed frames pass tells which of two known answers of one length it was. */

import assert from 'node:assert/strict'
import { describe, it, mock, type TestContext } from 'node:test'
import { u32 } from '#protocol/bytes.ts'
import { keccak256 } from '#protocol/hash.ts'
import { createFrameWriter } from '#runtime/child/frameWriter.ts'
import { aLoneToken } from '#testing/racedTokens.ts'

const TOKENS = 48
/** Answers that the attacker learns from, and as many that it is tried on, of each text. */
const RUNS = 30
/** What follows is the same on every machine: the clock is moved by the test. */
/** Most that a token's text moves its time, and what chance does (ms). */
const [OWN_MS, JITTER_MS] = [8, 2]
const SEEDS = [20, 21, 22, 23]

/** Returns a number in [0, below) that follows from where it is used. */
function draw(below: number, ...where: readonly number[]): number {
  const hash = keccak256(...where.map(u32))
  return new DataView(hash.buffer, hash.byteOffset).getUint32(0) % below
}

/** Times between the tokens of a text (ms): its own part, the same sum for both texts, and jitter. */
function pausesOf(seed: number, text: number, run: number, baseMs: number): number[] {
  // the other text has the same parts in another order, so that only the order tells, and not how long it took
  const own = Array.from({ length: TOKENS }, (_, at) => draw(OWN_MS + 1, seed, 1, at))
  own[0] = own[TOKENS - 1]!
  const parts = text === 0 ? own : own.toReversed()
  return parts.map((part, at) => baseMs + part + draw(JITTER_MS + 1, seed, 2, text, run, at))
}

type View = (pauses: readonly number[]) => Promise<readonly number[]>

/** Without gathering: a frame for every token. */
const everyToken: View = async (pauses) => {
  let now = 0
  return pauses.map((pause) => (now += pause))
}

/** When frames of the real writer leave, by a clock that a test moves. */
const written: View = async (pauses) => {
  const [times, start]: [number[], number] = [[], Date.now()]
  const sealer = { seal: (frame: Uint8Array) => frame, wipe: () => {} }
  const note = () => void times.push(Date.now() - start)
  const writer = createFrameWriter(sealer, note, new AbortController().signal, Date.now)
  writer.grant(10_000)
  for (const [at, pause] of pauses.entries()) {
    for (let i = 0; i < pause; i++) mock.timers.tick(1)
    await writer.token({ ...aLoneToken(at), text: 'ab', end: false })
  }
  await writer.flush()
  writer.end('stop')
  return times
}

/** Time of a frame; 0 before the first, that of the last behind it. */
function timeOf(times: readonly number[], at: number): number {
  return at < 0 ? 0 : (times[at] ?? times.at(-1)!)
}

/** Returns the mean of aucOf over the seeds, and tells every one. */
async function meanAuc(t: TestContext, view: View, baseMs: number): Promise<number> {
  const all: number[] = []
  for (const seed of SEEDS) all.push(await aucOf(view, baseMs, seed))
  const mean = all.reduce((sum, auc) => sum + auc, 0) / all.length
  const each = all.map((auc) => auc.toFixed(2)).join(', ')
  t.diagnostic(`${baseMs} ms a token and more, seeds ${SEEDS.join(', ')}: AUC ${each}`)
  return mean
}

/** Returns how often the attacker ranks an answer of its text above one of the other: 0.5 is guessing. */
async function aucOf(view: View, baseMs: number, seed: number): Promise<number> {
  const seen: (readonly number[])[][] = [[], []]
  // one after the other: they share the clock
  for (const [text, all] of seen.entries())
    for (let run = 0; run < 2 * RUNS; run++) all.push(await view(pausesOf(seed, text, run, baseMs)))
  const [first = [], second = []] = seen
  const length = Math.max(...[...first, ...second].map((times) => times.length))
  // times of frames one by one, and how many there were
  const features = (times: readonly number[]) => [
    ...Array.from({ length }, (_, i) => timeOf(times, i) - timeOf(times, i - 1)),
    10 * times.length,
  ]
  const mean = (runs: readonly (readonly number[])[]) =>
    features(runs[0]!).map(
      (_, i) => runs.reduce((sum, times) => sum + features(times)[i]!, 0) / runs.length,
    )
  const centers = [mean(first.slice(0, RUNS)), mean(second.slice(0, RUNS))] as const
  const distance = (values: readonly number[], to: readonly number[]) =>
    values.reduce((sum, value, i) => sum + (value - to[i]!) ** 2, 0)
  const score = (times: readonly number[]) => {
    const values = features(times)
    return distance(values, centers[0]) - distance(values, centers[1])
  }
  const [low, high] = [first.slice(RUNS).map(score), second.slice(RUNS).map(score)]
  const wins = high.flatMap((b) => low.map((a) => (b > a ? 1 : b === a ? 0.5 : 0)))
  return wins.reduce<number>((sum, win) => sum + win, 0) / wins.length
}

/** Stops the clock; it moves by `mock.timers.tick` alone. */
function stopClock(t: TestContext): void {
  t.after(() => mock.timers.reset())
  mock.timers.enable({ apis: ['setTimeout', 'Date'], now: 1_000_000 })
}

describe('times of sealed frames', () => {
  it('tell two answers of one length apart where each token has a frame, as the control shows', async (t) => {
    for (const baseMs of [1, 6, 60]) assert.ok((await meanAuc(t, everyToken, baseMs)) > 0.98)
  })

  it('tell hardly anything of a model that writes in every tick', async (t) => {
    stopClock(t)
    for (const baseMs of [6, 12]) {
      const auc = await meanAuc(t, written, baseMs)
      assert.ok(Math.abs(auc - 0.5) < 0.1, `${auc}`)
    }
  })

  it('tell less of a model that fills its frames between ticks', async (t) => {
    stopClock(t)
    assert.ok((await meanAuc(t, written, 1)) < 0.8)
  })

  it('still tell a slow model’s answers apart, whose tokens leave at ticks of their own', async (t) => {
    stopClock(t)
    assert.ok((await meanAuc(t, written, 60)) > 0.9, 'mended: say so in the threat model')
  })
})
