import { ERROR_CODES } from '#protocol/errorCodes.ts'
import type { WitanError } from '#protocol/errors.ts'
import { MAX_TASK_MESSAGE_BYTES } from '#protocol/limits.ts'
import {
  type ClientMessage,
  clientMessageSchema,
  type NodeMessage,
  nodeMessageSchema,
} from '#protocol/taskMessages.ts'
import { openChannel } from '../channel.ts'
import type { Host } from '../host.ts'
import { MAX_TASK_STREAMS, TASK_IDLE_TIMEOUT_MS, TASK_PROTOCOL } from '../limits.ts'
import { abortedError, openStream } from '../openStream.ts'
import { readMessages } from './readMessages.ts'

export type TaskStream = AsyncDisposable & {
  /** Sends a message; resolves when there is room for the next. */
  readonly send: (message: ClientMessage) => Promise<void>
  /** What the node says, in order, until it closes its side; to be read once. */
  readonly messages: AsyncIterable<NodeMessage>
  /** Ends the exchange in order. */
  readonly close: () => Promise<void>
  /** Resets the stream; a pending read or send fails with this error. */
  readonly abort: (error: WitanError) => void
}

/**
 * Returns an open task stream to a node: one per task, everything of the task runs over it.
 *
 * Reading throws {WitanError} NODE_BUSY (refused before the first message), NODE_OFFLINE (silent or
 * vanished), PEER_PROTOCOL, MESSAGE_TOO_LARGE, ABORTED; a node's own refusal is a message, not a throw,
 * with the sentence of our catalogue in place of its text.
 *
 * @param addresses - Multiaddrs of the node, each with its peer id.
 * @throws {WitanError} PEER_UNREACHABLE, PEER_PROTOCOL, NODE_BUSY, NODE_OFFLINE, ABORTED.
 */
export async function openTaskStream(
  host: Host,
  addresses: readonly string[],
  options: openTaskStream.Options = {},
): Promise<TaskStream> {
  const { signal, idleTimeoutMs = TASK_IDLE_TIMEOUT_MS } = options
  const stream = await openStream(host, addresses, TASK_PROTOCOL, {
    maxStreams: MAX_TASK_STREAMS,
    signal,
  })
  const channel = openChannel(stream, {
    outgoing: clientMessageSchema,
    incoming: nodeMessageSchema,
    maxBytes: MAX_TASK_MESSAGE_BYTES,
    goneCode: 'NODE_OFFLINE',
  })
  const onAbort = () => channel.abort(abortedError(signal!))
  signal?.addEventListener('abort', onAbort, { once: true })
  channel.signal.addEventListener('abort', () => signal?.removeEventListener('abort', onAbort))
  if (signal?.aborted) onAbort()
  return {
    send: channel.send,
    messages: inOurWords(readMessages(channel, { idleMs: idleTimeoutMs })),
    close: channel.close,
    abort: channel.abort,
    [Symbol.asyncDispose]: channel.close,
  }
}

export declare namespace openTaskStream {
  type Options = {
    readonly signal?: AbortSignal
    /** Longest silence of the node before it counts as NODE_OFFLINE (in ms). @default 60000 */
    readonly idleTimeoutMs?: number
  }
}

async function* inOurWords(messages: AsyncIterable<NodeMessage>): AsyncGenerator<NodeMessage> {
  for await (const message of messages) {
    yield message.type === 'error'
      ? { ...message, message: ERROR_CODES[message.code].sentence }
      : message
  }
}
