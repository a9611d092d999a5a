import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { type AddressInfo, connect, createServer } from 'node:net'
import { describe, it } from 'node:test'
import { utf8 } from '#protocol/bytes.ts'
import { createDialerHost } from '#transport/createDialerHost.ts'
import { fetchQuote } from '#transport/protocols/fetchQuote.ts'
import { serveQuotes } from '#transport/protocols/serveQuotes.ts'
import { addressesOver, aHost } from './hosts.ts'
import { aQuote, aQuoteRequest } from './messages.ts'
import { createWireTap } from './wireTap.ts'

/** A guard against hanging; no test comes near it. */
const BOUNDED = { timeout: 300_000 }
const CANARY = 'canary-7f3a-ünïcode'

describe('createWireTap', () => {
  it('finds a text that is sent in the clear over tcp, in both directions', BOUNDED, async () => {
    const server = createServer((socket) => socket.pipe(socket))
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    await using tap = await createWireTap((server.address() as AddressInfo).port)

    const client = connect(tap.port, '127.0.0.1')
    // In two pieces, so that no single chunk holds it.
    client.write(CANARY.slice(0, 5))
    await once(client, 'data')
    client.end(CANARY.slice(5))
    client.resume()
    await once(client, 'close')
    server.close()

    assert.ok(tap.searchBytes(CANARY))
    assert.ok(tap.searchBytes(utf8(CANARY)))
    assert.ok(!tap.searchBytes('another text'))
    const size = utf8(CANARY).length
    assert.deepEqual(tap.counts(), { toTarget: size, fromTarget: size })
  })

  it('finds a text in the masked frames of a websocket client', BOUNDED, async () => {
    const server = createServer((socket) => {
      socket.once('data', (request) => {
        socket.write(acceptUpgrade(request.toString()))
        socket.once('data', () => socket.destroy())
      })
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    await using tap = await createWireTap((server.address() as AddressInfo).port)

    const text = `${'x'.repeat(70_000)}${CANARY}`
    const socket = new WebSocket(`ws://127.0.0.1:${tap.port}/`)
    await once(socket, 'open')
    socket.send(text)
    await once(socket, 'close')
    server.close()

    assert.ok(tap.counts().toTarget > 70_000)
    assert.ok(tap.searchBytes(CANARY))
  })

  for (const transport of ['tcp', 'ws'] as const) {
    it(
      `sees libp2p over ${transport} carry bytes, and no message in the clear`,
      BOUNDED,
      async () => {
        await using node = await aHost()
        await using requester = await (transport === 'ws'
          ? createDialerHost()
          : aHost({ listen: [] }))
        await serveQuotes(node, async () => aQuote())
        const [address] = addressesOver(node, transport)
        const port = Number(/\/tcp\/(\d+)/.exec(address!)![1])
        await using tap = await createWireTap(port)

        await fetchQuote(requester, [tap.through(address!)], aQuoteRequest())

        const { toTarget, fromTarget } = tap.counts()
        assert.ok(toTarget > 500 && fromTarget > 500, `${toTarget} and ${fromTarget} bytes`)
        // Before noise, each side names it in the clear: so the search does read this wire.
        assert.ok(tap.searchBytes('/noise'))
        assert.ok(!tap.searchBytes('transit'))
        assert.ok(!tap.searchBytes('/witan/quote/1.0.0'))
      },
    )
  }
})

function acceptUpgrade(request: string): string {
  const key = /sec-websocket-key: (.+)\r\n/i.exec(request)![1]!
  const accept = createHash('sha1')
    .update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`)
    .digest('base64')
  return `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`
}
