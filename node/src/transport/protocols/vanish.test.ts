import assert from 'node:assert/strict'
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { describe, it } from 'node:test'
import { isWitanError } from '#protocol/errors.ts'
import { addressesOver, aHost } from '#testing/hosts.ts'
import { aQuoteRequest, aTaskRequest } from '#testing/messages.ts'
import { createWireTap } from '#testing/wireTap.ts'
import { createDialerHost } from '../createDialerHost.ts'
import type { Host } from '../host.ts'
import { fetchQuote } from './fetchQuote.ts'
import { openTaskStream, type TaskStream } from './openTaskStream.ts'
import { serveTasks } from './serveTasks.ts'

/** A guard against hanging; no test comes near it. */
const BOUNDED = { timeout: 300_000 }

/** Longer than any test: what vanishes is noticed without it. */
const PATIENCE_MS = 600_000

describe('a peer that vanishes', () => {
  it(
    'is NODE_OFFLINE as soon as it gets SIGKILL, on either transport and for any call',
    BOUNDED,
    async (t) => {
      await using overTcp = await aHost({ listen: [] })
      await using overWs = await createDialerHost()
      await using node = await forkFrameNode()
      const tcp = node.addresses.filter((address) => !address.includes('/ws/'))
      const ws = node.addresses.filter((address) => address.includes('/ws/'))
      const reads = [
        readUntilLost(await openTask(overTcp, tcp, PATIENCE_MS)),
        readUntilLost(await openTask(overWs, ws, PATIENCE_MS)),
      ]
      const patient = { timeoutMs: PATIENCE_MS }
      const asked = once(node.child, 'message')
      const quote = caught(fetchQuote(overTcp, tcp, aQuoteRequest(), patient))
      await Promise.all([...reads.map(({ flowing }) => flowing), asked])

      const killed = performance.now()
      node.child.kill('SIGKILL')
      const errors = await Promise.all([...reads.map(({ error }) => error), quote])

      assert.deepEqual(errors, ['NODE_OFFLINE', 'NODE_OFFLINE', 'NODE_OFFLINE'])
      // no patience was lost on it: that would have taken minutes
      t.diagnostic(`noticed ${Math.round(performance.now() - killed)} ms after the kill`)
      assert.equal(await caught(fetchQuote(overTcp, tcp, aQuoteRequest())), 'PEER_UNREACHABLE')
    },
  )

  it('is NODE_OFFLINE when it is frozen for longer than the idle time-out', BOUNDED, async () => {
    await using requester = await aHost({ listen: [] })
    await using node = await forkFrameNode()
    const stream = await openTask(requester, node.addresses, 300)
    const still = once(node.child, 'message')

    // not in the middle of a message
    node.child.send('still')
    await still
    node.child.kill('SIGSTOP')

    assert.equal(await readUntilLost(stream).error, 'NODE_OFFLINE')
  })

  it('is NODE_OFFLINE when the network cuts the connection', BOUNDED, async () => {
    await using node = await aHost()
    await using requester = await aHost({ listen: [] })
    const aborted = Promise.withResolvers<void>()
    await serveTasks(node, async ({ send, signal }) => {
      signal.addEventListener('abort', () => aborted.resolve())
      await send({ type: 'accepted', queued: 0 })
      await aborted.promise
    })
    const [address] = addressesOver(node, 'tcp')
    await using tap = await createWireTap(Number(/\/tcp\/(\d+)/.exec(address!)![1]))
    const { flowing, error } = readUntilLost(await openTask(requester, [tap.through(address!)]))
    await flowing

    tap.cut()

    assert.equal(await error, 'NODE_OFFLINE')
    await aborted.promise
  })

  it('tells a node that its requester is gone', BOUNDED, async () => {
    await using node = await aHost()
    const requester = await aHost({ listen: [] })
    const seen = Promise.withResolvers<string>()
    await serveTasks(node, async ({ messages, send }) => {
      await send({ type: 'accepted', queued: 0 })
      seen.resolve(await caught(drain(messages)))
    })
    const { flowing, error } = readUntilLost(await openTask(requester, node.addresses()))
    await flowing

    await requester.libp2p.getConnections()[0]!.abort(new Error('gone'))

    assert.equal(await seen.promise, 'ABORTED')
    await error
    await requester.close()
  })
})

async function openTask(
  host: Host,
  addresses: string[],
  idleTimeoutMs?: number,
): Promise<TaskStream> {
  const stream = await openTaskStream(host, addresses, { idleTimeoutMs })
  await stream.send({ type: 'task', request: aTaskRequest() })
  return stream
}

/** Reads on and on: `flowing` once something came, `error` with the code that ended it. */
function readUntilLost(stream: TaskStream): { flowing: Promise<void>; error: Promise<string> } {
  const { promise, resolve } = Promise.withResolvers<void>()
  const read = async () => {
    for await (const _ of stream.messages) resolve()
  }
  return { flowing: promise, error: caught(read()) }
}

async function drain(messages: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of messages);
}

async function caught(call: Promise<unknown>): Promise<string> {
  try {
    await call
  } catch (error) {
    return isWitanError(error) ? error.code : String(error)
  }
  return 'nothing was thrown'
}

async function forkFrameNode(): Promise<
  { child: ChildProcess; addresses: string[] } & AsyncDisposable
> {
  const child = fork(new URL('../../testing/frameNode.ts', import.meta.url))
  const [addresses] = (await once(child, 'message')) as [string[]]
  const dispose = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  return { child, addresses, [Symbol.asyncDispose]: dispose }
}
