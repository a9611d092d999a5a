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
import type { Runtime, RuntimeTask } from './runtime.ts'
import {
  createSupervisor,
  type Restart,
  type Supervisor,
  type SupervisorOptions,
} from './supervisor.ts'

await sodiumReady()
// set before any child is forked
process.env['WITAN_KEYSTORE_PASSWORD'] = 'hunter2'

const folder = mkdtempSync(join(tmpdir(), 'witan-limits-'))
after(() => rmSync(folder, { recursive: true, force: true }))

const LIMITS = { memoryMb: 1024, taskTimeoutMs: 60_000, startTimeoutMs: 60_000 }
const WRITING = { role: 'writing', prompt: 'Tell a long story' } as const
const never = () => new AbortController().signal

function aSupervisor(t: TestContext, options: Partial<SupervisorOptions> = {}): Supervisor {
  const supervisor = createSupervisor({
    models: [randomModelFile(folder, { role: 'writing', contextTokens: 4096 })],
    slots: 1,
    limits: LIMITS,
    heartbeatMs: 50,
    ...options,
  })
  t.after(() => supervisor.close())
  return supervisor
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
      models: [randomModelFile(folder, { role: 'writing', contextTokens: 4096 })],
      slots: 1,
      limits: LIMITS,
      onRestart: (restart) => sharedRestarts.push(restart),
    })
    await shared.ready()
  })
  after(() => shared.close())

  it('ends a task at its time limit and serves the next', async (t) => {
    const supervisor = aSupervisor(t, { limits: { ...LIMITS, taskTimeoutMs: 700 } })
    await supervisor.ready()
    const long = aSealedTask(supervisor, { ...WRITING, maxOutputTokens: 4000 })
    const pid = supervisor.pid()

    // the consumer takes frames slowly, so the limit comes first
    const failure = (async () => {
      for await (const event of supervisor.run(long.task, { signal: never() })) {
        if (event.type === 'frame') await new Promise((resolve) => setTimeout(resolve, 100))
      }
    })()
    await assert.rejects(failure, (error) => isWitanError(error, 'RUNTIME_TIMEOUT'))

    const next = aSealedTask(supervisor, { ...WRITING, maxOutputTokens: 2 })
    const { tokens } = await openRun(supervisor.run(next.task, { signal: never() }), next.opener)
    assert.equal(tokens.length, 2)
    assert.equal(supervisor.pid(), pid, 'the same child serves on')
  })

  it('ends a task at its deadline, waiting or running', async () => {
    const deadline = Math.floor(Date.now() / 1000) + 2
    const [running, waiting] = [1, 2].map(() =>
      aSealedTask(shared, { ...WRITING, maxOutputTokens: 4000, context: { deadline } }),
    )
    const run = shared.run(running!.task, { signal: never() })[Symbol.asyncIterator]()
    await run.next()
    const second = failureOf(shared, waiting!.task)
    const drain = async () => {
      while (!(await run.next()).done) await new Promise((resolve) => setTimeout(resolve, 50))
    }

    await assert.rejects(drain, (error) => isWitanError(error, 'RUNTIME_TIMEOUT'))
    assert.ok(isWitanError(await second, 'TASK_TIMEOUT'))
  })

  it('kills a child above its memory limit and names the cause', async (t) => {
    const restarts: Restart[] = []
    const supervisor = aSupervisor(t, {
      limits: { ...LIMITS, memoryMb: 20 },
      onRestart: (restart) => restarts.push(restart),
    })
    await supervisor.ready()
    const { task } = aSealedTask(supervisor, { ...WRITING, maxOutputTokens: 4000 })

    const run = supervisor.run(task, { signal: never() })[Symbol.asyncIterator]()
    const drain = async () => {
      while (!(await run.next()).done) await new Promise((resolve) => setTimeout(resolve, 20))
    }

    await assert.rejects(drain, (error) => isWitanError(error, 'RUNTIME_MEMORY'))
    assert.equal(restarts[0]?.error.code, 'RUNTIME_MEMORY')
    assert.ok((restarts[0]?.error.meta['usedMb'] as number) > 20)
  })

  it('restarts after every crash, slower each time, and keeps waiting tasks for the next child', async () => {
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
      await assert.rejects(run.next(), (error) => isWitanError(error, 'RUNTIME_CRASHED'))
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
    const supervisor = aSupervisor(t, {
      models: [{ ...entry, sha256: `0x${'00'.repeat(32)}` }],
      onRestart: (restart) => restarts.push(restart),
    })
    const { task } = aSealedTask(shared, WRITING)
    const waiting = failureOf(supervisor, task)

    await assert.rejects(supervisor.ready(), (e) => isWitanError(e, 'MODEL_HASH_MISMATCH'))

    assert.equal(restarts.length, 0)
    assert.throws(() => supervisor.sealingKey(), isWitanError)
    assert.ok(isWitanError(await waiting, 'MODEL_HASH_MISMATCH'))
    assert.ok(isWitanError(await failureOf(supervisor, task), 'MODEL_HASH_MISMATCH'))
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
    const drain = async () => {
      while (!(await run.next()).done);
    }
    await assert.rejects(drain, (error) => isWitanError(error, 'ABORTED'))
  })
})
