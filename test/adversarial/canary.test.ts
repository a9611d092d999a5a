import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import type { ComposedClient } from '#cli/composeClient.ts'
import { shippedExperts } from '#cli/shippedExperts.ts'
import { collectJob } from '#client/collectJob.ts'
import { submitJob } from '#client/submitJob.ts'
import { toHex, utf8 } from '#protocol/bytes.ts'
import { decodeFrame } from '#protocol/frame.ts'
import { encodeRequestPayload } from '#protocol/requestPayload.ts'
import type { RuntimeTask } from '#runtime/runtime.ts'
import { createSupervisor } from '#runtime/supervisor.ts'
import { sodiumReady } from '#sealing/sodium.ts'
import { openStore } from '#store/openStore.ts'
import { createLogger } from '#telemetry/createLogger.ts'
import { aSealedTask } from '#testing/sealedTask.ts'
import { controlCanary } from '../../scripts/demo/controlCanary.ts'
import { makeCanary } from '../../scripts/demo/demoJobs.ts'
import { searchChain } from '../../scripts/devnet/searchChain.ts'
import { searchFiles } from '../../scripts/devnet/searchFiles.ts'
import type { Devnet } from '../../scripts/devnet/startDevnet.ts'
import { aDevnet } from '../support/aDevnet.ts'
import { aRequester } from '../support/aRequester.ts'

/** A guard against hanging; no test comes near it. */
const BOUNDED = { timeout: 300_000 }
const CANARY = makeCanary()
const PROMPT = `send a message to ${CANARY} saying hello`

describe('a marked prompt, paid and answered by a node process', () => {
  let devnet: Devnet
  let requester: ComposedClient

  before(async () => {
    devnet = await aDevnet({
      nodes: [['tools']],
      tapped: true,
      settings: { log: { level: 'trace', destination: 'stderr' } },
    })
    requester = await aRequester(devnet)
    const { answer } = await collectJob(
      submitJob(requester.client, { prompt: PROMPT, maxBudget: 100_000n, mode: 'transit' }),
    )
    assert.ok(answer.includes(CANARY), 'the requester itself must read the mark')
  })
  after(async () => {
    await requester?.close()
    await devnet?.stop()
  })

  it('is in no byte of tcp or websocket', () => {
    const bytes = devnet.taps.reduce((sum, tap) => sum + tap.counts().toTarget, 0)
    assert.ok(bytes > 2_000, `${bytes} bytes passed`)
    for (const tap of devnet.taps) assert.equal(tap.searchBytes(CANARY), false)
  })

  it('is in no log line, database or other file; the same search finds it in each', () => {
    const [{ folder: node }] = devnet.nodes as [Devnet['nodes'][number]]
    const isFound = (text: string, file: string) =>
      // the database's write-ahead log is a file beside it
      searchFiles(devnet.folder, text).some((path) => path.startsWith(file))
    assert.ok(isFound('task admitted', node.logFile), 'no log')
    assert.ok(isFound('vouchers', join(node.dataDir, 'node.db')), 'no database')
    assert.deepEqual(searchFiles(devnet.folder, CANARY), [])

    const log = join(devnet.folder, 'control.log')
    createLogger({ level: 'info', destination: log }).info('control', { module: CANARY })
    const control = join(devnet.folder, 'control.db')
    using store = openStore(control)
    store.meta.set('note', CANARY)
    assert.ok(isFound(CANARY, log), 'not found in a log')
    assert.ok(isFound(CANARY, control), 'not found in a database')
  })

  it('is in no calldata and no event of the chain; the same search finds it there', async () => {
    assert.deepEqual(await searchChain(devnet.localChain, CANARY), [])

    const [from, to] = devnet.localChain.accounts.map(({ address }) => address)
    const transaction = { from, to, data: toHex(utf8(CANARY)) }
    const hash = await devnet.localChain.request('eth_sendTransaction', [transaction])
    assert.deepEqual(await searchChain(devnet.localChain, CANARY), [hash])
  })
})

describe('a marked prompt on an open wire', () => {
  it('is found when it is not sealed, and not when it is', BOUNDED, async () => {
    assert.deepEqual(await controlCanary(PROMPT), { foundSealed: false, foundUnsealed: true })
  })
})

describe('what passes through the main process of a node', () => {
  it('holds the mark only when sealing is off', BOUNDED, async () => {
    await sodiumReady()
    const models = (await shippedExperts()).filter(({ role }) => role === 'tools')
    const limits = { memoryMb: 1024, taskTimeoutMs: 30_000, startTimeoutMs: 60_000 }
    const runtime = createSupervisor({ models, slots: 1, limits })
    try {
      await runtime.ready()
      const { task, opener } = aSealedTask(runtime, { role: 'tools', prompt: PROMPT })
      const frames: Uint8Array[] = []
      for await (const event of runtime.run(task, { signal: AbortSignal.timeout(150_000) })) {
        if (event.type === 'frame') frames.push(event.sealed)
      }
      assert.ok(frames.length > 2)
      assert.equal(hasMark([task.envelope, ...frames]), false)

      // sealing off: the envelope is the request itself, the frames are what sealing was given
      assert.ok(hasMark([unsealed(task).envelope]))
      assert.ok(hasMark(frames.map((sealed) => decodeFrame(opener.open(sealed).frame).text)))
      await assert.rejects(
        Array.fromAsync(runtime.run(unsealed(task), { signal: AbortSignal.timeout(150_000) })),
        { code: 'ENVELOPE_INVALID' },
      )
    } finally {
      await runtime.close()
    }
  })
})

function hasMark(messages: readonly Uint8Array[]): boolean {
  return Buffer.concat(messages).includes(CANARY)
}

function unsealed(task: RuntimeTask): RuntimeTask {
  const envelope = encodeRequestPayload({
    messages: [{ speaker: 'user', content: PROMPT }],
    maxOutputTokens: 64,
    raceSalt: new Uint8Array(32),
    temperatureMilli: 0,
  })
  return { ...task, envelope }
}
