import type { Connection, Stream } from '@libp2p/interface'
import { type Multiaddr, multiaddr } from '@multiformats/multiaddr'
import { WitanError } from '#protocol/errors.ts'
import type { Host } from './host.ts'
import { CONNECT_TIMEOUT_MS } from './limits.ts'

export type OpenStreamOptions = {
  /** Streams of this protocol that we open at once on a connection. */
  readonly maxStreams: number
  readonly signal?: AbortSignal
}

/**
 * Returns a new stream to a peer, over the connection that is open or a new one.
 *
 * @param addresses - Multiaddrs of one peer; those without its peer id authenticate nobody and are passed over.
 * @throws {WitanError} PEER_UNREACHABLE, PEER_PROTOCOL (it doesn't speak this protocol), NODE_BUSY (too many streams), NODE_OFFLINE, ABORTED.
 */
export async function openStream(
  host: Host,
  addresses: readonly string[],
  protocol: string,
  options: OpenStreamOptions,
): Promise<Stream> {
  const { maxStreams, signal } = options
  const timeout = AbortSignal.timeout(CONNECT_TIMEOUT_MS)
  const either = signal === undefined ? timeout : AbortSignal.any([signal, timeout])
  const connection = await connect(host, addresses, either, signal)
  try {
    return await connection.newStream(protocol, { signal: either, maxOutboundStreams: maxStreams })
  } catch (cause) {
    if (signal?.aborted) throw abortedError(signal)
    throw streamError(cause, protocol)
  }
}

/** Returns what a caller is told whose signal was aborted: its own WitanError, silence for a time-out, else ABORTED. */
export function abortedError(signal: AbortSignal): WitanError {
  if (signal.reason instanceof WitanError) return signal.reason
  if (signal.reason instanceof Error && signal.reason.name === 'TimeoutError') {
    return new WitanError('NODE_OFFLINE', 'The node did not answer in time.', { retryable: true })
  }
  return new WitanError('ABORTED', 'The call was cancelled.', { cause: signal.reason })
}

async function connect(
  host: Host,
  addresses: readonly string[],
  either: AbortSignal,
  signal?: AbortSignal,
): Promise<Connection> {
  const targets = addresses.flatMap(parsePeerAddress)
  if (targets.length === 0) {
    throw new WitanError('PEER_UNREACHABLE', 'The node has no usable address.', {
      meta: { addresses: addresses.length },
    })
  }
  try {
    return await host.libp2p.dial(targets, { signal: either })
  } catch (cause) {
    if (signal?.aborted) throw abortedError(signal)
    throw new WitanError(
      'PEER_UNREACHABLE',
      `The node cannot be reached at any of its ${targets.length} addresses.`,
      { cause, retryable: true },
    )
  }
}

function parsePeerAddress(text: string): Multiaddr[] {
  try {
    const address = multiaddr(text)
    return address.getComponents().some(({ name }) => name === 'p2p') ? [address] : []
  } catch {
    return []
  }
}

function streamError(cause: unknown, protocol: string): WitanError {
  const name = cause instanceof Error ? cause.name : ''
  if (name === 'UnsupportedProtocolError') {
    return new WitanError('PEER_PROTOCOL', `The peer does not speak ${protocol}.`, { cause })
  }
  if (name === 'TooManyOutboundProtocolStreamsError' || name === 'StreamResetError') {
    return new WitanError('NODE_BUSY', 'Too many streams to this node are open.', {
      cause,
      retryable: true,
    })
  }
  return new WitanError('NODE_OFFLINE', 'The node does not answer on its connection.', {
    cause,
    retryable: true,
  })
}
