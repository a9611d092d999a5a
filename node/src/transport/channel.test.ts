import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Stream } from '@libp2p/interface'
import { multiaddr } from '@multiformats/multiaddr'
import { type Schema, textField } from '#protocol/codec.ts'
import { isWitanError } from '#protocol/errors.ts'
import { MAX_TASK_MESSAGE_BYTES } from '#protocol/limits.ts'
import { aHost } from '#testing/hosts.ts'
import { type Channel, openChannel } from './channel.ts'
import { openTaskStream } from './protocols/openTaskStream.ts'
import { serveTasks } from './protocols/serveTasks.ts'

/** A guard against hanging; no test comes near it. */
const BOUNDED = { timeout: 300_000 }

describe('openChannel', () => {
  it('ends a message that trickles in too slowly', BOUNDED, async () => {
    await using pair = await rawPair({ messageTimeoutMs: 150 })
    const received = codeOf(pair.channel.receive({ idleMs: 60_000 }))

    const drip = setInterval(
      () => pair.stream.status === 'open' && pair.stream.send(Uint8Array.of(99)),
      20,
    )
    const code = await received
    clearInterval(drip)

    assert.equal(code, 'PEER_PROTOCOL')
  })

  it('gives up a peer that says nothing', BOUNDED, async () => {
    await using pair = await rawPair({})

    assert.equal(await codeOf(pair.channel.receive({ idleMs: 50 })), 'NODE_OFFLINE')
  })

  it('makes a sender wait for a reader that pauses, and loses nothing', BOUNDED, async () => {
    await using node = await aHost()
    await using requester = await aHost({ listen: [] })
    const FRAMES = 3_000
    let sent = 0
    await serveTasks(node, async ({ send }) => {
      for (; sent < FRAMES; sent++) {
        await send({ type: 'frame', sealed: new Uint8Array(300).fill(sent % 256) })
      }
    })

    const stream = await openTaskStream(requester, node.addresses())
    const sentWhileUnread = await settled(() => sent)
    let read = 0
    for await (const message of stream.messages) {
      assert.ok(message.type === 'frame' && message.sealed[0] === read % 256, `frame ${read}`)
      read++
    }

    assert.ok(sentWhileUnread < FRAMES / 1.5, `${sentWhileUnread} frames were sent unread`)
    assert.equal(read, FRAMES)
    await stream.close()
  })

  it('sends a message of the largest size and refuses to send a larger one', BOUNDED, async () => {
    await using pair = await rawPair({})
    const largest = 'x'.repeat(MAX_TASK_MESSAGE_BYTES - 5)
    const reader = openChannel(pair.stream, options({}))

    await pair.channel.send(largest)

    assert.equal(await reader.receive({ idleMs: 60_000 }), largest)
    assert.equal(await codeOf(pair.channel.send(`${largest}x`)), 'MESSAGE_TOO_LARGE')
  })
})

const TEXT: Schema<string> = textField(MAX_TASK_MESSAGE_BYTES)

function options(changes: { messageTimeoutMs?: number }) {
  const goneCode = 'NODE_OFFLINE' as const
  return { incoming: TEXT, outgoing: TEXT, maxBytes: MAX_TASK_MESSAGE_BYTES, goneCode, ...changes }
}

/** A channel on one host and the bare stream at the other end of it. */
async function rawPair(changes: {
  messageTimeoutMs?: number
}): Promise<{ channel: Channel<string, string>; stream: Stream } & AsyncDisposable> {
  const node = await aHost()
  const other = await aHost({ listen: [] })
  const inbound = Promise.withResolvers<Stream>()
  await node.libp2p.handle('/test/1.0.0', (stream) => inbound.resolve(stream))
  const address = multiaddr(node.addresses()[0]!)
  const stream = await other.libp2p.dialProtocol(address, '/test/1.0.0')
  const channel = openChannel(await inbound.promise, options(changes))
  const dispose = async () => {
    await Promise.all([node.close(), other.close()])
  }
  return { channel, stream, [Symbol.asyncDispose]: dispose }
}

/** Returns a count once it has stood still for 200 ms. */
async function settled(count: () => number): Promise<number> {
  for (let last = -1; last !== count(); ) {
    last = count()
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  return count()
}

async function codeOf(call: Promise<unknown>): Promise<string> {
  try {
    await call
  } catch (error) {
    return isWitanError(error) ? error.code : String(error)
  }
  return 'nothing was thrown'
}
