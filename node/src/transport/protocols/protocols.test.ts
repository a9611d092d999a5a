import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ERROR_CODES } from '#protocol/errorCodes.ts'
import { isWitanError, WitanError } from '#protocol/errors.ts'
import type { ClientMessage, NodeMessage } from '#protocol/taskMessages.ts'
import { addressesOver, aHost } from '#testing/hosts.ts'
import {
  aDone,
  aDoneRequest,
  aQuote,
  aQuoteRequest,
  aReceipt,
  aTaskRequest,
  aVoucher,
} from '#testing/messages.ts'
import { createDialerHost } from '../createDialerHost.ts'
import type { Host } from '../host.ts'
import { fetchQuote } from './fetchQuote.ts'
import { fetchReceipt } from './fetchReceipt.ts'
import { openTaskStream } from './openTaskStream.ts'
import { serveQuotes } from './serveQuotes.ts'
import { serveReceipts } from './serveReceipts.ts'
import { serveTasks } from './serveTasks.ts'

/** A guard against hanging; no test comes near it. */
const BOUNDED = { timeout: 300_000 }

const PAIRS: readonly { name: string; dial: () => Promise<Host>; transport: 'tcp' | 'ws' }[] = [
  { name: 'tcp', dial: () => aHost({ listen: [] }), transport: 'tcp' },
  { name: 'websockets', dial: () => createDialerHost(), transport: 'ws' },
]

for (const { name, dial, transport } of PAIRS) {
  describe(`protocols over ${name}`, () => {
    it('fetches a quote and sees every field', BOUNDED, async () => {
      await using node = await aHost()
      await using requester = await dial()
      await serveQuotes(node, async ({ role }) => aQuote({ role }))

      const quote = await fetchQuote(requester, addressesOver(node, transport), aQuoteRequest())

      assert.deepEqual(quote, aQuote({ role: 'math' }))
    })

    it('streams hundreds of frames one way and vouchers the other, in order', BOUNDED, async () => {
      await using node = await aHost()
      await using requester = await dial()
      await serveTasks(node, serveFrames)

      const stream = await openTaskStream(requester, addressesOver(node, transport))
      await stream.send({ type: 'task', request: aTaskRequest(64 * 1024) })
      const seen: NodeMessage[] = []
      for await (const message of stream.messages) {
        seen.push(message)
        if (message.type === 'frame' && seen.length % 16 === 0) {
          await stream.send({ type: 'voucher', voucher: aVoucher({ total: BigInt(seen.length) }) })
        }
        if (message.type === 'receipt') await stream.close()
      }

      const frames = seen.filter((message) => message.type === 'frame')
      assert.equal(frames.length, FRAMES)
      assert.ok(frames.every((frame, i) => frame.sealed[0] === i % 251))
      assert.deepEqual(seen.at(-1), { type: 'receipt', receipt: aReceipt() })
    })

    it('fetches a receipt, hands in a voucher and asks for Done', BOUNDED, async () => {
      await using node = await aHost()
      await using requester = await dial()
      await serveReceipts(node, async (request) => {
        if (request.type === 'receipt') return { type: 'receipt', receipt: aReceipt() }
        if (request.type === 'done') {
          assert.deepEqual(request, aDoneRequest())
          return { type: 'done', done: aDone() }
        }
        assert.deepEqual(request.voucher, aVoucher())
        return { type: 'accepted' }
      })
      const addresses = addressesOver(node, transport)
      const { jobId, taskId } = aReceipt().receipt

      const receipt = await fetchReceipt(requester, addresses, { type: 'receipt', jobId, taskId })
      const accepted = await fetchReceipt(requester, addresses, {
        type: 'voucher',
        voucher: aVoucher(),
      })
      const done = await fetchReceipt(requester, addresses, aDoneRequest())

      assert.deepEqual(receipt, { type: 'receipt', receipt: aReceipt() })
      assert.deepEqual(accepted, { type: 'accepted' })
      assert.deepEqual(done, { type: 'done', done: aDone() })
    })
  })
}

describe('fetchQuote', () => {
  it(
    'says PEER_UNREACHABLE when nobody listens, and for addresses without a peer id',
    BOUNDED,
    async () => {
      const node = await aHost()
      const addresses = node.addresses()
      await node.close()
      await using requester = await aHost({ listen: [] })

      await assert.rejects(
        fetchQuote(requester, addresses, aQuoteRequest()),
        hasCode('PEER_UNREACHABLE'),
      )
      for (const useless of [[], ['/ip4/127.0.0.1/tcp/1'], ['not an address']]) {
        await assert.rejects(
          fetchQuote(requester, useless, aQuoteRequest()),
          hasCode('PEER_UNREACHABLE'),
        )
      }
    },
  )

  it('says PEER_UNREACHABLE when another peer answers at the address', BOUNDED, async () => {
    await using node = await aHost()
    await using stranger = await aHost()
    await using requester = await aHost({ listen: [] })
    const address = addressesOver(stranger, 'tcp')[0]!.replace(stranger.peerId, node.peerId)

    await assert.rejects(
      fetchQuote(requester, [address], aQuoteRequest()),
      hasCode('PEER_UNREACHABLE'),
    )
  })

  it('says PEER_PROTOCOL when the peer is no node', BOUNDED, async () => {
    await using node = await aHost()
    await using requester = await aHost({ listen: [] })

    await assert.rejects(
      fetchQuote(requester, node.addresses(), aQuoteRequest()),
      hasCode('PEER_PROTOCOL'),
    )
  })

  it('says NODE_OFFLINE when no answer comes in time', BOUNDED, async () => {
    await using node = await aHost()
    await using requester = await aHost({ listen: [] })
    await serveQuotes(node, () => new Promise(() => {}))

    const call = fetchQuote(requester, node.addresses(), aQuoteRequest(), { timeoutMs: 100 })

    await assert.rejects(call, hasCode('NODE_OFFLINE'))
  })

  it('says ABORTED when the caller cancels, and tells the node', BOUNDED, async () => {
    await using node = await aHost()
    await using requester = await aHost({ listen: [] })
    const cancel = new AbortController()
    const told = Promise.withResolvers<void>()
    await serveQuotes(node, (_request, { signal }) => {
      signal.addEventListener('abort', () => told.resolve())
      cancel.abort()
      return new Promise(() => {})
    })

    const call = fetchQuote(requester, node.addresses(), aQuoteRequest(), { signal: cancel.signal })

    await assert.rejects(call, hasCode('ABORTED'))
    await told.promise
  })

  it('passes a code on with the words of the catalogue only', BOUNDED, async () => {
    await using node = await aHost()
    await using requester = await aHost({ listen: [] })
    await serveQuotes(node, async () => {
      throw new WitanError('MODE_UNSUPPORTED', 'internal words', { meta: { secret: 1 } })
    })

    const error = await caught(fetchQuote(requester, node.addresses(), aQuoteRequest()))

    const { sentence, remedy } = ERROR_CODES.MODE_UNSUPPORTED
    assert.equal(error.code, 'MODE_UNSUPPORTED')
    assert.equal(error.message, `${sentence} ${remedy}`)
  })

  it('calls an unexpected failure of the node INTERNAL', BOUNDED, async () => {
    await using node = await aHost()
    await using requester = await aHost({ listen: [] })
    await serveQuotes(node, async () => {
      throw new TypeError('cannot read properties of undefined')
    })

    await assert.rejects(
      fetchQuote(requester, node.addresses(), aQuoteRequest()),
      hasCode('INTERNAL'),
    )
  })
})

const FRAMES = 300

async function serveFrames(call: {
  messages: AsyncIterable<ClientMessage>
  send: (message: NodeMessage) => Promise<void>
}): Promise<void> {
  const inbox = call.messages[Symbol.asyncIterator]()
  const first = (await inbox.next()).value as ClientMessage
  assert.deepEqual(first, { type: 'task', request: aTaskRequest(64 * 1024) })
  await call.send({ type: 'accepted', queued: 0 })
  for (let i = 0; i < FRAMES; i++) {
    await call.send({ type: 'frame', sealed: new Uint8Array(300).fill(i % 251) })
    // The first message is `accepted`, so the 16th is frame 14.
    if ((i + 2) % 16 === 0) {
      const voucher = (await inbox.next()).value as ClientMessage
      assert.deepEqual(voucher, { type: 'voucher', voucher: aVoucher({ total: BigInt(i + 2) }) })
    }
  }
  await call.send({ type: 'receipt', receipt: aReceipt() })
}

function hasCode(code: string): (error: unknown) => boolean {
  return (error) => {
    assert.ok(isWitanError(error), String(error))
    assert.equal(error.code, code)
    return true
  }
}

async function caught(call: Promise<unknown>): Promise<WitanError> {
  try {
    await call
  } catch (error) {
    assert.ok(isWitanError(error), String(error))
    return error
  }
  return assert.fail('nothing was thrown')
}
