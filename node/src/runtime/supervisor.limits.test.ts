/** What the supervisor does when a child misbehaves, cannot start, or is told to change its key. */

import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it, type TestContext } from 'node:test'
import { isWitanError } from '#protocol/errors.ts'
import { sodiumReady } from '#sealing/sodium.ts'
import { randomModelFile } from '#testing/randomModelFile.ts'
import { aSealedTask, openRun } from '#testing/sealedTask.ts'
import type { Runtime, RuntimeEvent, RuntimeTask } from './runtime.ts'
import { createSupervisor, type Restart, type Supervisor } from './supervisor.ts'

await sodiumReady()
// set before any child is forked
process.env['WITAN_KEYSTORE_PASSWORD'] = 'hunter2'

const folder = mkdtempSync(join(tmpdir(), 'witan-limits-'))
after(() => rmSync(folder, { recursive: true, force: true }))

const LIMITS = { memoryMb: 1024, taskTimeoutMs: 60_000, startTimeoutMs: 240_000 }
const WRITING = { role: 'writing', prompt: 'Tell a long story' } as const
const never = () => new AbortController().signal

/** Holds the clock and the timers of this process: only the test moves them. The child's clock runs on. */
function heldClock(t: TestContext): typeof t.mock.timers {
  const { timers } = t.mock
  timers.enable({ apis: ['setTimeout', 'Date'], now: Date.now() })
  return timers
}

/** Takes the rest of a run. */
async function drain(run: AsyncIterator<RuntimeEvent>): Promise<void> {
  while (!(await run.next()).done);
}

/** Returns the error that ends a run. */
async function failureOf(runtime: Runtime, task: RuntimeTask): Promise<unknown> {
  try {
    for await (const _ of runtime.run(task, { signal: never() }));
    return undefined
  } catch (error) {
    return error
  }
}

describe('createSupervisor limits', () => {
  let shared: Supervisor
  const sharedRestarts: Restart[] = []

  before(async () => {
    shared = createSupervisor({
      models: [randomModelFile(folder, { role: 'writing', framing: 'plain', contextTokens: 4096 })],
      slots: 1,
      limits: LIMITS,
      onRestart: (restart) => sharedRestarts.push(restart),
    })
    await shared.ready()
  })
  after(() => shared.close())

  it('ends a task at its time limit and serves the next', async (t) => {
    const pid = shared.pid()
    const clock = heldClock(t)
    const long = aSealedTask(shared, { ...WRITING, maxOutputTokens: 4000 })
    const run = shared.run(long.task, { signal: never() })[Symbol.asyncIterator]()
    await run.next()

    clock.tick(LIMITS.taskTimeoutMs)

    await assert.rejects(drain(run), (error) => isWitanError(error, 'RUNTIME_TIMEOUT'))
    clock.reset()
    const next = aSealedTask(shared, { ...WRITING, maxOutputTokens: 2 })
    const { tokens } = await openRun(shared.run(next.task, { signal: never() }), next.opener)
    assert.equal(tokens.length, 2)
    assert.equal(shared.pid(), pid, 'the same child serves on')
  })

  it('ends a task at its deadline, waiting or running', async (t) => {
    const clock = heldClock(t)
    const deadline = Math.floor(Date.now() / 1000) + 50
    const [running, waiting] = [1, 2].map(() =>
      aSealedTask(shared, { ...WRITING, maxOutputTokens: 4000, context: { deadline } }),
    )
    const run = shared.run(running!.task, { signal: never() })[Symbol.asyncIterator]()
    await run.next()
    const second = failureOf(shared, waiting!.task)

    clock.tick(deadline * 1000 - Date.now())

    await assert.rejects(drain(run), (error) => isWitanError(error, 'RUNTIME_TIMEOUT'))
    assert.ok(isWitanError(await second, 'TASK_TIMEOUT'))
  })

  it('kills a child above its memory limit and names the cause', async (t) => {
    const restarted = Promise.withResolvers<Restart>()
    const supervisor = createSupervisor({
      models: [randomModelFile(folder, { role: 'writing', framing: 'plain', contextTokens: 4096 })],
      slots: 1,
      limits: { ...LIMITS, memoryMb: 20 },
      heartbeatMs: 250,
      onRestart: restarted.resolve,
    })
    t.after(() => supervisor.close())
    await supervisor.ready()
    const { task } = aSealedTask(supervisor, { ...WRITING, maxOutputTokens: 4000 })
    const run = supervisor.run(task, { signal: never() })[Symbol.asyncIterator]()

    const failure = assert.rejects(
      async () => {
        await run.next()
        await restarted.promise
        await drain(run)
      },
      (error) => isWitanError(error, 'RUNTIME_MEMORY'),
    )

    const { error } = await restarted.promise
    assert.equal(error.code, 'RUNTIME_MEMORY')
    assert.ok((error.meta['usedMb'] as number) > 20)
    await failure
  })

  it('restarts after every crash, slower each time, and keeps waiting tasks for the next child', async (t) => {
    // a child that served for long would count as healthy, and its restart as a first one
    t.mock.timers.enable({ apis: ['Date'], now: Date.now() })
    for (const signal of ['SIGSEGV', 'SIGKILL']) {
      const [running, waiting] = [1, 2].map(() =>
        aSealedTask(shared, { ...WRITING, maxOutputTokens: 4000 }),
      )
      const run = shared.run(running!.task, { signal: never() })[Symbol.asyncIterator]()
      await run.next()
      const second = failureOf(shared, waiting!.task)

      process.kill(shared.pid()!, signal)

      // it was sealed to the key that died with the child
      assert.ok(isWitanError(await second, 'ENVELOPE_INVALID'))
      await shared.ready()
      await assert.rejects(drain(run), (error) => isWitanError(error, 'RUNTIME_CRASHED'))
    }

    assert.deepEqual(
      sharedRestarts.map(({ attempt, delayMs, error }) => [attempt, delayMs, error.meta['signal']]),
      [
        [1, 200, 'SIGSEGV'],
        [2, 400, 'SIGKILL'],
      ],
    )
  })

  it('gives up at once, and refuses tasks, when a restart could not help', async (t) => {
    const restarts: Restart[] = []
    const entry = randomModelFile(folder, { role: 'math', seed: 5 })
    const supervisor = createSupervisor({
      models: [{ ...entry, sha256: `0x${'00'.repeat(32)}` }],
      slots: 1,
      limits: LIMITS,
      onRestart: (restart) => restarts.push(restart),
    })
    t.after(() => supervisor.close())
    const { task } = aSealedTask(shared, WRITING)
    const waiting = failureOf(supervisor, task)

    await assert.rejects(supervisor.ready(), (e) => isWitanError(e, 'MODEL_HASH_MISMATCH'))

    assert.equal(restarts.length, 0)
    assert.throws(() => supervisor.sealingKey(), isWitanError)
    assert.ok(isWitanError(await waiting, 'MODEL_HASH_MISMATCH'))
    assert.ok(isWitanError(await failureOf(supervisor, task), 'MODEL_HASH_MISMATCH'))
  })

  it('gives up when a child does not start in time twice', async (t) => {
    const restarts: Restart[] = []
    const supervisor = createSupervisor({
      models: [randomModelFile(folder, { role: 'math', seed: 5 })],
      slots: 1,
      // no process starts within a millisecond
      limits: { ...LIMITS, startTimeoutMs: 1 },
      onRestart: (restart) => restarts.push(restart),
    })
    t.after(() => supervisor.close())

    await assert.rejects(supervisor.ready(), (e) => isWitanError(e, 'RUNTIME_TIMEOUT'))

    assert.deepEqual(
      restarts.map(({ error }) => error.code),
      ['RUNTIME_TIMEOUT'],
    )
  })

  it('changes the sealing key on demand and still opens what was sealed to the one before', async () => {
    const before = shared.sealingKey()
    const old = aSealedTask(shared, { ...WRITING, maxOutputTokens: 2 })

    const after = await shared.rotateSealingKey()

    assert.notEqual(after, before)
    assert.equal(shared.sealingKey(), after)
    for (const { task, opener } of [old, aSealedTask(shared, { ...WRITING, maxOutputTokens: 2 })]) {
      const { tokens } = await openRun(shared.run(task, { signal: never() }), opener)
      assert.equal(tokens.length, 2)
    }
  })

  it('gives the child none of the node’s environment', async () => {
    const environment = readFileSync(`/proc/${shared.pid()}/environ`, 'utf8')
    assert.doesNotMatch(environment, /WITAN|hunter2|HOME=/)
  })

  it('leaves no process, and ends running tasks, when it is closed', async () => {
    const pid = shared.pid()!
    const { task } = aSealedTask(shared, { ...WRITING, maxOutputTokens: 4000 })
    const run = shared.run(task, { signal: never() })[Symbol.asyncIterator]()
    await run.next()

    await shared.close()

    assert.equal(readdirSync('/proc').includes(String(pid)), false)
    await assert.rejects(drain(run), (error) => isWitanError(error, 'ABORTED'))
  })
})
