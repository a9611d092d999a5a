import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Stream } from '@libp2p/interface'
import { multiaddr } from '@multiformats/multiaddr'
import fc from 'fast-check'
import { concatBytes } from '#protocol/bytes.ts'
import { isWitanError } from '#protocol/errors.ts'
import { MAX_CONTROL_MESSAGE_BYTES } from '#protocol/limits.ts'
import { quoteResponseSchema } from '#protocol/quoteMessages.ts'
import type { NodeMessage } from '#protocol/taskMessages.ts'
import { aHost } from '#testing/hosts.ts'
import { aQuote, aQuoteRequest, aTaskRequest } from '#testing/messages.ts'
import { openChannel } from '../channel.ts'
import type { Host } from '../host.ts'
import { MAX_TASK_STREAMS, QUOTE_PROTOCOL, TASK_PROTOCOL } from '../limits.ts'
import { encodeVarint } from '../varint.ts'
import { fetchQuote } from './fetchQuote.ts'
import { openTaskStream } from './openTaskStream.ts'
import { serveQuotes } from './serveQuotes.ts'
import { serveTasks } from './serveTasks.ts'

/** A guard against hanging; no test comes near it. */
const BOUNDED = { timeout: 300_000 }

/** What no honest peer sends, and the code that answers it. */
const MALFORMED: Readonly<Record<string, { bytes: Uint8Array; code: string }>> = {
  'a length of a gigabyte': { bytes: encodeVarint(2 ** 30), code: 'MESSAGE_TOO_LARGE' },
  'a length that never ends': { bytes: new Uint8Array(12).fill(0xff), code: 'MESSAGE_TOO_LARGE' },
  'a length one over the limit': {
    bytes: encodeVarint(MAX_CONTROL_MESSAGE_BYTES + 1),
    code: 'MESSAGE_TOO_LARGE',
  },
  'a length in a longer form': { bytes: Uint8Array.of(0x81, 0x00, 0x01), code: 'PEER_PROTOCOL' },
  'an empty message': { bytes: Uint8Array.of(0), code: 'PEER_PROTOCOL' },
  'deeply nested lists': {
    bytes: framed(new Uint8Array(10_000).fill(0x81)),
    code: 'PEER_PROTOCOL',
  },
  'a list of 2^53 items': {
    bytes: framed(Uint8Array.of(0x9b, 0, 0x1f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff)),
    code: 'PEER_PROTOCOL',
  },
  'a list of 16000 items': {
    bytes: framed(concatBytes(Uint8Array.of(0x99, 0x3e, 0x80), new Uint8Array(16_000))),
    code: 'PEER_PROTOCOL',
  },
  'a text of 4 GB': {
    bytes: framed(Uint8Array.of(0x7a, 0xff, 0xff, 0xff, 0xff)),
    code: 'PEER_PROTOCOL',
  },
  'a map of another shape': {
    bytes: framed(Uint8Array.of(0xa1, 0x61, 0x61, 0x01)),
    code: 'PEER_PROTOCOL',
  },
  'a message of another protocol': {
    bytes: framed(Uint8Array.of(0x0a, 0x03, 1, 2, 3)),
    code: 'PEER_PROTOCOL',
  },
}

describe('a hostile requester', () => {
  for (const [name, { bytes, code }] of Object.entries(MALFORMED)) {
    it(`that sends ${name} is told ${code} and the node serves on`, BOUNDED, async () => {
      await using node = await aHost()
      await using attacker = await aHost({ listen: [] })
      await serveQuotes(node, async () => aQuote())

      const stream = await rawStream(attacker, node, QUOTE_PROTOCOL)
      stream.send(bytes)
      const answer = await readAsRequester(stream).receive({ idleMs: 60_000 })

      assert.equal(answer?.type === 'error' && answer.code, code)
      stream.abort(new Error('done'))
      assert.deepEqual(await fetchQuote(attacker, node.addresses(), aQuoteRequest()), aQuote())
    })
  }

  it('that opens 100 streams at once gets its share and stops nobody else', BOUNDED, async () => {
    await using node = await aHost()
    await using attacker = await aHost({ listen: [] })
    await using requester = await aHost({ listen: [] })
    let most = 0
    let open = 0
    await serveTasks(node, async ({ messages, send }) => {
      most = Math.max(most, ++open)
      await send({ type: 'accepted', queued: 0 })
      for await (const _ of messages);
      open--
    })

    const opened = await Promise.allSettled(
      Array.from({ length: 100 }, () => rawStream(attacker, node, TASK_PROTOCOL)),
    )
    const streams = opened.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []))
    const stream = await openTaskStream(requester, node.addresses())
    await stream.send({ type: 'task', request: aTaskRequest() })
    const { value } = await stream.messages[Symbol.asyncIterator]().next()

    assert.deepEqual(value, { type: 'accepted', queued: 0 })
    assert.ok(streams.length >= MAX_TASK_STREAMS, `${streams.length} opened`)
    assert.ok(most <= MAX_TASK_STREAMS + 1, `${most} were served at once`)
    await stream.close()
    for (const each of streams) each.abort(new Error('done'))
  })

  it(
    'that opens 100 tasks at once in our own program is told NODE_BUSY for the rest',
    BOUNDED,
    async () => {
      await using node = await aHost()
      await using requester = await aHost({ listen: [] })
      await serveTasks(node, async ({ messages, send }) => {
        await send({ type: 'accepted', queued: 0 })
        for await (const _ of messages);
      })

      const codes = await Promise.all(
        Array.from({ length: 100 }, () =>
          codeOf(
            openTaskStream(requester, node.addresses()).then(({ send }) => send({ type: 'abort' })),
          ),
        ),
      )

      assert.equal(codes.filter((code) => code === 'nothing was thrown').length, MAX_TASK_STREAMS)
      assert.equal(codes.filter((code) => code === 'NODE_BUSY').length, 100 - MAX_TASK_STREAMS)
    },
  )

  it('that resets its stream halfway ends that task only', BOUNDED, async () => {
    await using node = await aHost()
    await using attacker = await aHost({ listen: [] })
    const ended = Promise.withResolvers<unknown>()
    await serveTasks(node, async ({ send, signal }) => {
      await send({ type: 'accepted', queued: 0 })
      signal.addEventListener('abort', () => {
        send({ type: 'accepted', queued: 1 }).catch(ended.resolve)
      })
      await ended.promise
    })
    await serveQuotes(node, async () => aQuote())

    const stream = await openTaskStream(attacker, node.addresses())
    await stream.messages[Symbol.asyncIterator]().next()
    stream.abort(new Error('hostile') as never)

    assert.ok(isWitanError(await ended.promise, 'ABORTED'))
    await fetchQuote(attacker, node.addresses(), aQuoteRequest())
  })

  it('property: any bytes end in a message or a stable code', BOUNDED, async () => {
    await using node = await aHost()
    await using attacker = await aHost({ listen: [] })
    await serveQuotes(node, async () => aQuote())

    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        const stream = await rawStream(attacker, node, QUOTE_PROTOCOL)
        stream.send(bytes)
        await stream.close()
        const answer = await readAsRequester(stream).receive({ idleMs: 60_000 })
        const code = answer?.type === 'error' ? answer.code : undefined
        // Nothing at all is an orderly goodbye; anything else can't be a request by chance.
        const expected = bytes.length === 0 ? [undefined] : ['PEER_PROTOCOL', 'MESSAGE_TOO_LARGE']
        assert.ok(
          expected.some((each) => each === code),
          `${code}`,
        )
      }),
      { numRuns: 60 },
    )
  })
})

describe('a hostile node', () => {
  for (const [name, { bytes, code }] of Object.entries(MALFORMED)) {
    it(`that answers with ${name} is ${code}`, BOUNDED, async () => {
      await using node = await aHost()
      await using requester = await aHost({ listen: [] })
      await node.libp2p.handle(QUOTE_PROTOCOL, (stream) => void stream.send(bytes))

      assert.equal(await codeOf(fetchQuote(requester, node.addresses(), aQuoteRequest())), code)
    })
  }

  const ENDINGS: Readonly<Record<string, { end: (stream: Stream) => unknown; code: string }>> = {
    'refuses the stream': { end: (stream) => stream.abort(new Error('no')), code: 'NODE_BUSY' },
    'closes without a word': { end: (stream) => stream.close(), code: 'NODE_OFFLINE' },
    'cuts a message short': {
      end: (stream) => {
        stream.send(Uint8Array.of(100, 1, 2))
        return stream.close()
      },
      code: 'PEER_PROTOCOL',
    },
  }
  for (const [name, { end, code }] of Object.entries(ENDINGS)) {
    it(`that ${name} is ${code}`, BOUNDED, async () => {
      await using node = await aHost()
      await using requester = await aHost({ listen: [] })
      await node.libp2p.handle(QUOTE_PROTOCOL, async (stream) => void (await end(stream)))

      assert.equal(await codeOf(fetchQuote(requester, node.addresses(), aQuoteRequest())), code)
    })
  }

  it('that resets a task halfway is NODE_OFFLINE, after what it had sent', BOUNDED, async () => {
    await using node = await aHost()
    await using requester = await aHost({ listen: [] })
    await serveTasks(node, async ({ send, messages }) => {
      await send({ type: 'accepted', queued: 3 })
      for await (const message of messages) {
        if (message.type === 'abort') node.libp2p.getConnections()[0]!.streams.forEach(reset)
      }
    })

    const stream = await openTaskStream(requester, node.addresses())
    const seen: NodeMessage[] = []
    const code = await codeOf(
      (async () => {
        for await (const message of stream.messages) {
          seen.push(message)
          await stream.send({ type: 'abort' })
        }
      })(),
    )

    assert.deepEqual(seen, [{ type: 'accepted', queued: 3 }])
    assert.equal(code, 'NODE_OFFLINE')
  })

  it('that words an error itself is quoted in our words', BOUNDED, async () => {
    await using node = await aHost()
    await using requester = await aHost({ listen: [] })
    await serveTasks(node, ({ send }) =>
      send({ type: 'error', code: 'UNPAID', message: 'send keys' }),
    )

    const stream = await openTaskStream(requester, node.addresses())
    const { value } = await stream.messages[Symbol.asyncIterator]().next()

    assert.equal(value.code, 'UNPAID')
    assert.equal(value.message, 'The node stopped because no voucher arrived.')
    await stream.close()
  })
})

function framed(bytes: Uint8Array): Uint8Array {
  return concatBytes(encodeVarint(bytes.length), bytes)
}

const reset = (stream: Stream) => stream.abort(new Error('reset'))

async function rawStream(from: Host, to: Host, protocol: string): Promise<Stream> {
  const connection = await from.libp2p.dial(to.addresses().map((address) => multiaddr(address)))
  return connection.newStream(protocol, { maxOutboundStreams: 1_000 })
}

/** Reads what a node answers, over a stream that broken bytes were sent on. */
function readAsRequester(stream: Stream) {
  return openChannel(stream, {
    outgoing: quoteResponseSchema,
    incoming: quoteResponseSchema,
    maxBytes: MAX_CONTROL_MESSAGE_BYTES,
    goneCode: 'NODE_OFFLINE',
  })
}

async function codeOf(call: Promise<unknown>): Promise<string> {
  try {
    await call
  } catch (error) {
    return isWitanError(error) ? error.code : String(error)
  }
  return 'nothing was thrown'
}
