import { CLOCK_SKEW_SECONDS, MAX_TASK_MESSAGE_BYTES, MAX_TASK_SECONDS } from '#protocol/limits.ts'
import {
  type ClientMessage,
  clientMessageSchema,
  type NodeMessage,
  nodeMessageSchema,
} from '#protocol/taskMessages.ts'
import type { Host } from '../host.ts'
import {
  FIRST_MESSAGE_TIMEOUT_MS,
  MAX_TASK_STREAMS,
  MAX_TASK_STREAMS_PER_HOST,
  TASK_PROTOCOL,
} from '../limits.ts'
import { readMessages } from './readMessages.ts'
import { type CallContext, serveStream } from './serveStream.ts'

/** The node's end of a task stream. */
export type TaskCall = CallContext & {
  /** What the requester says, in order, until it closes its side; to be read once. */
  readonly messages: AsyncIterable<ClientMessage>
  /** Sends a message; resolves when there is room for the next; throws ABORTED when the requester is gone. */
  readonly send: (message: NodeMessage) => Promise<void>
}

/**
 * Runs every task stream of a host.
 *
 * @param handle - Serves one task; the stream is closed when it resolves. A WitanError that it throws
 *   reaches the requester as its code, anything else as INTERNAL.
 */
export async function serveTasks(
  host: Host,
  handle: (call: TaskCall) => Promise<void>,
): Promise<void> {
  const options = {
    protocol: TASK_PROTOCOL,
    incoming: clientMessageSchema,
    outgoing: nodeMessageSchema,
    maxBytes: MAX_TASK_MESSAGE_BYTES,
    maxStreams: MAX_TASK_STREAMS,
    maxStreamsInAll: MAX_TASK_STREAMS_PER_HOST,
  }
  await serveStream(host, options, async (channel, context) => {
    const messages = readMessages(channel, {
      firstMs: FIRST_MESSAGE_TIMEOUT_MS,
      idleMs: LONGEST_SILENCE_MS,
    })
    await handle({ ...context, messages, send: channel.send })
  })
}

/** A requester may be silent while its task is queued and runs, and no task runs for longer. */
const LONGEST_SILENCE_MS = (MAX_TASK_SECONDS + CLOCK_SKEW_SECONDS) * 1_000
