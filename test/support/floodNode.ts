import { connect } from 'node:net'
import type { Stream } from '@libp2p/interface'
import { multiaddr } from '@multiformats/multiaddr'
import { concatBytes } from '#protocol/bytes.ts'
import { aHost } from '#testing/hosts.ts'
import { QUOTE_PROTOCOL, RECEIPT_PROTOCOL, TASK_PROTOCOL } from '#transport/limits.ts'
import { encodeVarint } from '#transport/varint.ts'

export type Flood = AsyncDisposable & {
  /** Hostile messages that were sent so far. */
  readonly sent: () => number
}

const PROTOCOLS = [QUOTE_PROTOCOL, TASK_PROTOCOL, RECEIPT_PROTOCOL]
const STREAMS_AT_ONCE = 32
const ATTACKERS = 2

/** What no decoder should swallow: bombs, lies about lengths, a message that never ends, noise. */
const MESSAGES: readonly (() => Uint8Array)[] = [
  () => encodeVarint(2 ** 30),
  () => new Uint8Array(12).fill(0xff),
  () => framed(new Uint8Array(10_000).fill(0x81)),
  () => framed(Uint8Array.of(0x9b, 0, 0x1f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff)),
  () => framed(Uint8Array.of(0x7a, 0xff, 0xff, 0xff, 0xff)),
  () => framed(Uint8Array.of(0xa1, 0x61, 0x61, 0x01)),
  () => encodeVarint(1_000),
  () => crypto.getRandomValues(new Uint8Array(3_000)),
]

/** Floods a node over many streams and raw sockets until it is disposed; returns when the flood is under way. */
export async function floodNode(addresses: readonly string[]): Promise<Flood> {
  const stop = new AbortController()
  const stack = new AsyncDisposableStack()
  let sent = 0
  const underWay = Promise.withResolvers<void>()
  const noteSent = () => {
    if (++sent === STREAMS_AT_ONCE) underWay.resolve()
  }
  const targets = addresses.map((address) => multiaddr(address))
  for (let i = 0; i < ATTACKERS; i++) {
    const host = stack.use(await aHost({ listen: [] }))
    const work = Array.from({ length: STREAMS_AT_ONCE }, async (_, lane) => {
      for (let round = lane; !stop.signal.aborted; round++) {
        const stream = await open(round)
        if (!stream) continue
        try {
          stream.send(MESSAGES[round % MESSAGES.length]!())
          noteSent()
          await ending(stream, stop.signal)
        } catch {
          // refused, which is what a node should do
        }
      }
    })
    stack.defer(async () => void (await Promise.allSettled(work)))

    async function open(round: number): Promise<Stream | undefined> {
      try {
        const connection = await host.libp2p.dial(targets, { signal: stop.signal })
        return await connection.newStream(PROTOCOLS[round % PROTOCOLS.length]!, {
          signal: stop.signal,
          maxOutboundStreams: 1_000,
        })
      } catch {
        await new Promise(setImmediate)
        return undefined
      }
    }
  }
  const sockets = addresses.flatMap((address) => {
    const port = Number(/\/tcp\/(\d+)/.exec(address)?.[1])
    return Array.from({ length: 10 }, () => connect(port, '127.0.0.1'))
  })
  for (const socket of sockets) {
    socket.on('error', () => undefined)
    socket.write(crypto.getRandomValues(new Uint8Array(2_000)))
  }
  await underWay.promise
  return {
    sent: () => sent,
    [Symbol.asyncDispose]: async () => {
      stop.abort()
      for (const socket of sockets) socket.destroy()
      await stack.disposeAsync()
    },
  }
}

/** Resolves when a stream is over, be it for the node's word or for ours. */
function ending(stream: Stream, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const finish = () => {
      signal.removeEventListener('abort', finish)
      stream.abort(new Error('done'))
      resolve()
    }
    stream.addEventListener('message', finish, { once: true })
    stream.addEventListener('close', finish, { once: true })
    signal.addEventListener('abort', finish, { once: true })
    if (signal.aborted) finish()
  })
}

function framed(bytes: Uint8Array): Uint8Array {
  return concatBytes(encodeVarint(bytes.length), bytes)
}
