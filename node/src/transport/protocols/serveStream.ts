import type { Schema } from '#protocol/codec.ts'
import { WitanError } from '#protocol/errors.ts'
import { type Channel, openChannel } from '../channel.ts'
import type { Host } from '../host.ts'
import { type PeerErrorMessage, peerErrorMessage } from '../peerError.ts'

/** Who asks, and whether it still listens. */
export type CallContext = {
  /** Peer id of the requester: unauthenticated as a person, stable within a connection. */
  readonly remotePeer: string
  /** Aborted when the requester vanishes. */
  readonly signal: AbortSignal
}

export type ServeStreamOptions<Out, In> = {
  readonly protocol: string
  readonly incoming: Schema<In>
  readonly outgoing: Schema<Out | PeerErrorMessage>
  readonly maxBytes: number
  /** Streams open at once per connection; more are reset, which the requester reads as NODE_BUSY. */
  readonly maxStreams: number
  /** Streams open at once over all connections. @default Infinity */
  readonly maxStreamsInAll?: number
}

/**
 * Handles every inbound stream of a protocol. What `handle` throws becomes one error message: its code
 * and the catalogue's sentence.
 *
 * @param handle - Reads and writes the channel; it is closed when this resolves.
 */
export async function serveStream<Out, In>(
  host: Host,
  options: ServeStreamOptions<Out, In>,
  handle: (channel: Channel<Out | PeerErrorMessage, In>, context: CallContext) => Promise<void>,
): Promise<void> {
  const { protocol, incoming, outgoing, maxBytes, maxStreams, maxStreamsInAll } = options
  let open = 0
  await host.libp2p.handle(
    protocol,
    async (stream, connection) => {
      const channel = openChannel(stream, { incoming, outgoing, maxBytes, goneCode: 'ABORTED' })
      const remotePeer = connection.remotePeer.toString()
      open++
      try {
        if (open > (maxStreamsInAll ?? Number.POSITIVE_INFINITY)) {
          throw new WitanError('NODE_BUSY', `${open} streams are open.`, { retryable: true })
        }
        await handle(channel, { remotePeer, signal: channel.signal })
      } catch (error) {
        await sendLastWord(channel, peerErrorMessage(error))
      } finally {
        open--
        await channel.close()
      }
    },
    { maxInboundStreams: maxStreams },
  )
}

/** The peer may be gone or have broken the stream: then nobody is left to tell. */
async function sendLastWord<Out>(
  channel: Channel<Out | PeerErrorMessage, unknown>,
  message: PeerErrorMessage,
): Promise<void> {
  try {
    await channel.send(message)
  } catch {
    return
  }
}
