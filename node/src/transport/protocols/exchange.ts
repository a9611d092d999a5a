import type { Schema } from '#protocol/codec.ts'
import { WitanError } from '#protocol/errors.ts'
import { MAX_CONTROL_MESSAGE_BYTES } from '#protocol/limits.ts'
import { openChannel } from '../channel.ts'
import type { Host } from '../host.ts'
import { abortedError, openStream } from '../openStream.ts'
import { errorOfPeer, type PeerErrorMessage } from '../peerError.ts'

export type ExchangeOptions<Request, Response> = {
  readonly protocol: string
  readonly outgoing: Schema<Request>
  readonly incoming: Schema<Response>
  readonly maxStreams: number
  readonly timeoutMs: number
  /** Largest message in either direction. @default MAX_CONTROL_MESSAGE_BYTES */
  readonly maxBytes?: number
  readonly signal?: AbortSignal
}

/**
 * Returns a node's one answer to one request, over a stream of its own.
 *
 * @throws {WitanError} what openStream and the channel throw, or the error that the node answered with.
 */
export async function exchange<Request, Response extends { readonly type: string }>(
  host: Host,
  addresses: readonly string[],
  request: Request,
  options: ExchangeOptions<Request, Response>,
): Promise<Exclude<Response, PeerErrorMessage>> {
  const { protocol, outgoing, incoming, maxStreams, timeoutMs, signal } = options
  const { maxBytes = MAX_CONTROL_MESSAGE_BYTES } = options
  const stream = await openStream(host, addresses, protocol, { maxStreams, signal })
  const channel = openChannel(stream, {
    outgoing,
    incoming,
    maxBytes,
    goneCode: 'NODE_OFFLINE',
  })
  const onAbort = () => channel.abort(abortedError(signal!))
  signal?.addEventListener('abort', onAbort, { once: true })
  try {
    if (signal?.aborted) throw abortedError(signal)
    await channel.send(request)
    const response = await channel.receive({ idleMs: timeoutMs })
    if (response === undefined) {
      throw new WitanError('NODE_OFFLINE', 'The node closed the stream without an answer.', {
        retryable: true,
      })
    }
    if (isPeerError(response)) throw errorOfPeer(response)
    void channel.close()
    return response as Exclude<Response, PeerErrorMessage>
  } catch (error) {
    channel.abort(
      error instanceof WitanError
        ? error
        : new WitanError('INTERNAL', 'The exchange failed.', { cause: error }),
    )
    throw error
  } finally {
    signal?.removeEventListener('abort', onAbort)
  }
}

function isPeerError(message: { readonly type: string }): message is PeerErrorMessage {
  return message.type === 'error'
}
