/** What every runtime must do, run against the fake one and the supervised one. */

import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { ErrorCode } from '#protocol/errorCodes.ts'
import { isWitanError, WitanError } from '#protocol/errors.ts'
import { encodeFrame } from '#protocol/frame.ts'
import { parseJobId, parseModelId } from '#protocol/ids.ts'
import { MAX_FRAME_TOKENS } from '#protocol/limits.ts'
import { seedCommitOf } from '#protocol/race.ts'
import { FRAME_WINDOW } from '#runtime/ipc.ts'
import type { Runtime, RuntimeTask } from '#runtime/runtime.ts'
import { faultOf } from '#verification/raceCheck.ts'
import { rootOf } from './racedTokens.ts'
import { aSealedTask, openRun, type SealedTaskOptions } from './sealedTask.ts'

/** A runtime with 2 slots, room for 1 more task, and a model for writing that writes at least 150 tokens. */
export type RuntimeUnderTest = { readonly runtime: Runtime; readonly crash: () => void }

const WRITING = { role: 'writing', prompt: 'Tell the héron 🪿 story' } as const
const never = () => new AbortController().signal

async function refusal(runtime: Runtime, task: RuntimeTask): Promise<ErrorCode> {
  try {
    for await (const _ of runtime.run(task, { signal: never() }));
  } catch (error) {
    if (isWitanError(error)) return error.code
    throw error
  }
  throw new Error('The task was served.')
}

/** Declares the suite for one runtime. */
export function runtimeConformance(name: string, create: () => Promise<RuntimeUnderTest>): void {
  describe(`${name} as a runtime`, () => {
    let runtime: Runtime
    let crash: () => void
    const sealed = (options: Partial<SealedTaskOptions> = {}) =>
      aSealedTask(runtime, { ...WRITING, ...options })

    before(async () => {
      ;({ runtime, crash } = await create())
      await runtime.ready()
    })
    after(() => runtime.close())

    it('answers in fixed-size sealed frames that only the requester opens', async () => {
      const { task, opener } = sealed({ maxOutputTokens: 40 })

      const run = await openRun(runtime.run(task, { signal: never() }), opener)

      assert.deepEqual(run.events[0], {
        type: 'opened',
        inputBytes: Buffer.byteLength(WRITING.prompt),
      })
      const sizes = run.events.flatMap((event) =>
        event.type === 'frame' ? [event.sealed.length] : [],
      )
      assert.deepEqual([...new Set(sizes)], [1065, 1041])
      assert.ok(run.text.answer.length > 0)
      assert.equal(opener.finished, true)
    })

    it('bills exactly the tokens that the requester opened, and commits to them', async () => {
      const { task, opener, rules } = sealed({ maxOutputTokens: 40 })

      const { tokens, raced, finished, text } = await openRun(
        runtime.run(task, { signal: never() }),
        opener,
      )

      assert.equal(tokens.length, 40)
      assert.deepEqual(finished, {
        type: 'finished',
        outputTokens: 40,
        transcriptRoot: rootOf(rules, raced),
        seedCommit: seedCommitOf(rules.seed),
        temperatureMilli: rules.temperatureMilli,
        maxOutputTokens: 40,
        finishReason: 'length',
      })
      assert.equal(text.end, 'length')
    })

    it('takes of every race its winner, at any temperature', async () => {
      for (const temperatureMilli of [0, 1000, 2000]) {
        const { task, opener, rules } = sealed({ payload: { temperatureMilli } })

        const { raced } = await openRun(runtime.run(task, { signal: never() }), opener)

        assert.ok(raced.length > 0)
        for (const [position, token] of raced.entries()) {
          assert.equal(faultOf(rules, position, token), undefined)
        }
      }
    })

    it('counts tokens up frame by frame', async () => {
      const { task, opener } = sealed({ maxOutputTokens: 60 })

      const { events } = await openRun(runtime.run(task, { signal: never() }), opener)

      const counts = events.flatMap((event) => (event.type === 'frame' ? [event.outputTokens] : []))
      assert.equal(counts.at(-1), 60)
      for (const [i, count] of counts.entries()) {
        const step = count - (counts[i - 1] ?? 0)
        assert.ok(step >= 0 && step <= MAX_FRAME_TOKENS)
      }
    })

    it('gives parallel tasks each their own answer', async () => {
      const tasks = [1, 2, 3].map((n) => sealed({ maxOutputTokens: 20 + n }))

      const runs = await Promise.all(
        tasks.map(({ task, opener }) => openRun(runtime.run(task, { signal: never() }), opener)),
      )

      assert.deepEqual(
        runs.map(({ tokens }) => tokens.length),
        [21, 22, 23],
      )
    })

    it('refuses an envelope for another job, model, mode, time or size', async () => {
      const { task } = sealed()
      const { context } = task
      const past = Math.floor(Date.now() / 1000) - 5
      const cases: [Partial<RuntimeTask['context']>, ErrorCode][] = [
        [{ jobId: parseJobId(`0x${'99'.repeat(20)}`) }, 'ENVELOPE_INVALID'],
        [{ sealingKey: `0x${'11'.repeat(32)}` }, 'ENVELOPE_INVALID'],
        [{ maxOutputTokens: 65 }, 'ENVELOPE_INVALID'],
        [{ deadline: context.deadline + 1 }, 'ENVELOPE_INVALID'],
        [{ deadline: past }, 'TASK_TIMEOUT'],
        [{ mode: 'unlinked' }, 'MODE_UNSUPPORTED'],
        [{ modelId: parseModelId(`0x${'22'.repeat(32)}`) }, 'MODEL_UNKNOWN'],
      ]

      for (const [change, code] of cases) {
        const redirected = { ...task, context: { ...context, ...change } }
        assert.equal(await refusal(runtime, redirected), code, Object.keys(change)[0])
      }
      assert.equal(await refusal(runtime, { ...task, role: 'code' }), 'MODEL_UNKNOWN')
      const cut = { ...task, envelope: task.envelope.slice(0, -1) }
      assert.equal(await refusal(runtime, cut), 'ENVELOPE_INVALID')
      const huge = { ...task, envelope: new Uint8Array(100_000) }
      assert.equal(await refusal(runtime, huge), 'ENVELOPE_TOO_LARGE')
    })

    it('opens an envelope once', async () => {
      const { task, opener } = sealed({ maxOutputTokens: 3 })
      await openRun(runtime.run(task, { signal: never() }), opener)

      assert.equal(await refusal(runtime, task), 'ENVELOPE_REPLAYED')
    })

    it('refuses a deadline that no requester may ask for', async () => {
      const deadline = Math.floor(Date.now() / 1000) + 3_600

      assert.equal(
        await refusal(runtime, sealed({ context: { deadline } }).task),
        'ENVELOPE_INVALID',
      )
    })

    it('refuses a payload that asks for more than was funded, or holds a conversation', async () => {
      const greedy = sealed({ context: { maxOutputTokens: 5 }, payload: { maxOutputTokens: 6 } })
      const message = { speaker: 'user', content: 'hi' } as const
      const two = sealed({ payload: { messages: [message, message] } })
      const none = sealed({ payload: { messages: [] } })

      assert.equal(await refusal(runtime, greedy.task), 'ENVELOPE_INVALID')
      assert.equal(await refusal(runtime, two.task), 'PROMPT_UNSUPPORTED')
      assert.equal(await refusal(runtime, none.task), 'PROMPT_UNSUPPORTED')
    })

    it('waits for its consumer, and ends as unpaid when told so', async () => {
      const { task, opener } = sealed({ maxOutputTokens: 150 })
      const unpaid = new AbortController()
      const run = runtime.run(task, { signal: unpaid.signal })[Symbol.asyncIterator]()
      await run.next()
      await run.next()

      // the consumer stops here: frames in flight may arrive, more may not
      await new Promise((resolve) => setTimeout(resolve, 200))
      unpaid.abort(new WitanError('UNPAID', 'No voucher came.'))
      const rest = await openRun({ [Symbol.asyncIterator]: () => run }, stub(opener))

      assert.ok(rest.finished)
      assert.equal(rest.finished.finishReason, 'unpaid')
      assert.ok(rest.finished.outputTokens <= FRAME_WINDOW * MAX_FRAME_TOKENS)
      assert.ok(rest.finished.outputTokens > 0)
    })

    it('ends a running task on abort with a sealed last frame', async () => {
      const { task, opener, rules } = sealed({ maxOutputTokens: 150 })
      const abort = new AbortController()
      const run = runtime.run(task, { signal: abort.signal })
      const aborting = (async function* () {
        for await (const event of run) {
          if (event.type === 'frame') abort.abort()
          yield event
        }
      })()

      const { finished, text, tokens, raced } = await openRun(aborting, opener)

      assert.equal(finished?.finishReason, 'aborted')
      assert.equal(text.end, 'aborted')
      assert.equal(finished?.outputTokens, tokens.length)
      assert.equal(finished?.transcriptRoot, rootOf(rules, raced))
      assert.ok(tokens.length < 150)
    })

    it('refuses more than its queue holds, and lets a waiting task be aborted', async () => {
      const abort = new AbortController()
      const held = [1, 2].map(() => {
        const { task } = sealed({ maxOutputTokens: 150 })
        return runtime.run(task, { signal: abort.signal })[Symbol.asyncIterator]()
      })
      for (const run of held) await run.next()
      const leaving = new AbortController()
      const waiting = sealed()
      const waited = openRun(runtime.run(waiting.task, { signal: leaving.signal }), waiting.opener)
      assert.deepEqual(runtime.load(), { running: 2, queued: 1, slots: 2 })

      assert.equal(await refusal(runtime, sealed().task), 'NODE_BUSY')
      leaving.abort()

      const { finished } = await waited
      assert.deepEqual(finished, {
        type: 'finished',
        outputTokens: 0,
        transcriptRoot: `0x${'00'.repeat(32)}`,
        seedCommit: `0x${'00'.repeat(32)}`,
        temperatureMilli: 0,
        maxOutputTokens: 64,
        finishReason: 'aborted',
      })
      await Promise.all(held.map((run) => run.return?.()))
    })

    it('frees the place of a consumer that leaves', async () => {
      for (let i = 0; i < 5; i++) {
        for await (const _ of runtime.run(sealed({ maxOutputTokens: 150 }).task, {
          signal: never(),
        }))
          break
      }
      const { task, opener } = sealed({ maxOutputTokens: 2 })

      const { tokens } = await openRun(runtime.run(task, { signal: never() }), opener)

      assert.equal(tokens.length, 2)
    })

    it('loses the running task in a crash and serves the next under a new key', async () => {
      const before = runtime.sealingKey()
      const { task } = sealed({ maxOutputTokens: 150 })
      const stale = sealed()
      const run = runtime.run(task, { signal: never() })[Symbol.asyncIterator]()
      await run.next()
      await run.next()

      crash()
      const drain = async () => {
        while (!(await run.next()).done);
      }
      await assert.rejects(drain, (error) => isWitanError(error, 'RUNTIME_CRASHED'))
      await runtime.ready()

      assert.notEqual(runtime.sealingKey(), before)
      assert.equal(await refusal(runtime, stale.task), 'ENVELOPE_INVALID')
      const next = sealed({ maxOutputTokens: 2 })
      const { finished } = await openRun(runtime.run(next.task, { signal: never() }), next.opener)
      assert.equal(finished?.outputTokens, 2)
    })
  })
}

/** An opener for a run whose first frames were thrown away. */
function stub(_opener: ReturnType<typeof aSealedTask>['opener']) {
  return {
    open: () => ({ frame: EMPTY_FRAME, last: false }),
    finished: false,
    wipe: () => {},
  }
}

const EMPTY_FRAME = encodeFrame({ kind: 'tokens', tokens: [], text: new Uint8Array(0) })
