/**
 * Messages over one stream: deterministic CBOR with a length prefix, every read bounded in size and
 * time, every write waiting for the peer's window. All protocols of this folder speak through it.
 */

import type { Stream } from '@libp2p/interface'
import { concatBytes } from '#protocol/bytes.ts'
import { decodeMessage, encodeMessage, type Schema } from '#protocol/codec.ts'
import { isWitanError, WitanError } from '#protocol/errors.ts'
import { createByteQueue, type StreamEnd } from './byteQueue.ts'
import { LINGER_MS, MAX_UNSENT_BYTES, MESSAGE_TIMEOUT_MS, SEND_TIMEOUT_MS } from './limits.ts'
import { encodeVarint, readVarintByte, varintLength } from './varint.ts'

export type Channel<Out, In> = {
  /** Sends a message; resolves when there is room for the next. */
  readonly send: (message: Out) => Promise<void>
  /** Returns the next message, or `undefined` when the peer closed its side in order. */
  readonly receive: (options: { idleMs: number }) => Promise<In | undefined>
  /** Closes our side in order, and resets the stream if the peer keeps its side open. */
  readonly close: () => Promise<void>
  /** Resets the stream; pending calls fail with this error. */
  readonly abort: (error: WitanError) => void
  /** Aborted once nothing can be sent or received any more. */
  readonly signal: AbortSignal
}

export type ChannelOptions<Out, In> = {
  readonly outgoing: Schema<Out>
  readonly incoming: Schema<In>
  /** Largest message in either direction (in bytes). */
  readonly maxBytes: number
  /** What a vanished peer is called: a node is NODE_OFFLINE, a requester has ABORTED. */
  readonly goneCode: 'NODE_OFFLINE' | 'ABORTED'
  /** @default 8000 */
  readonly messageTimeoutMs?: number
}

/**
 * Returns a channel that owns the stream.
 *
 * Its verbs throw {WitanError}: MESSAGE_TOO_LARGE, PEER_PROTOCOL (malformed, cut or too slow within a
 * message), NODE_BUSY (refused before the first message came), `goneCode` (silent or vanished), or the
 * error that it was aborted with.
 */
export function openChannel<Out, In>(
  stream: Stream,
  options: ChannelOptions<Out, In>,
): Channel<Out, In> {
  const { outgoing, incoming, maxBytes, messageTimeoutMs = MESSAGE_TIMEOUT_MS } = options
  const queue = createByteQueue(stream, maxBytes)
  const closing = new AbortController()
  let failure: WitanError | undefined
  /** Set by the first message that can't be read: nothing after it has a meaning. */
  let unreadable: WitanError | undefined
  let received = 0
  stream.maxWriteBufferLength = MAX_UNSENT_BYTES
  stream.addEventListener('close', () => closing.abort(failure))
  if (stream.status === 'closed' || stream.status === 'reset') closing.abort()

  const fail = (error: WitanError): WitanError => {
    failure ??= error
    stream.abort(failure)
    return failure
  }
  const lost = (end: StreamEnd | 'timeout' | undefined) =>
    failure ?? fail(lostError(end, received, options.goneCode))

  /** Waits for bytes of a message that has begun. */
  const need = async (count: number, until: number): Promise<Uint8Array> => {
    const end = await queue.waitFor(count, until - performance.now())
    if (end === undefined) return queue.take(count)
    if (end === 'timeout') throw new WitanError('PEER_PROTOCOL', 'A message did not end in time.')
    if (end === 'finished') throw new WitanError('PEER_PROTOCOL', 'A message was cut short.')
    throw lost(end)
  }
  const receiveBody = async (): Promise<In> => {
    const until = performance.now() + messageTimeoutMs
    const length = await receiveLength((count) => need(count, until), maxBytes)
    const message = decodeMessage(incoming, await need(length, until), maxBytes)
    received++
    return message
  }

  return {
    async send(message) {
      const bytes = encodeMessage(outgoing, message, maxBytes)
      if (failure !== undefined) throw failure
      try {
        stream.send(concatBytes(encodeVarint(bytes.length), bytes))
      } catch {
        throw lost(queue.end())
      }
      if (!(await drained(stream))) throw lost(stream.status === 'open' ? 'timeout' : queue.end())
    },
    async receive({ idleMs }) {
      const broken = failure ?? unreadable
      if (broken !== undefined) throw broken
      const end = await queue.waitFor(1, idleMs)
      if (end === 'finished') return undefined
      if (end !== undefined) throw lost(end)
      try {
        return await receiveBody()
      } catch (error) {
        // Not reset here: a node still says why before it closes.
        unreadable = asWitanError(error)
        throw unreadable
      }
    },
    close: () => closeStream(stream),
    abort: (error) => {
      fail(error)
    },
    signal: closing.signal,
  }
}

async function receiveLength(
  need: (count: number) => Promise<Uint8Array>,
  maxBytes: number,
): Promise<number> {
  let length = 0
  for (let position = 0; position < varintLength(maxBytes); position++) {
    const read = readVarintByte(length, position, (await need(1))[0]!)
    length = read.value
    if (length > maxBytes) break
    if (read.complete) return length
  }
  throw new WitanError('MESSAGE_TOO_LARGE', `A message is over the limit of ${maxBytes} bytes.`, {
    meta: { maxBytes },
  })
}

/**
 * Returns whether the stream has room again. The stream's own onDrain is not used: it keeps its first
 * promise, so from the second wait on it would resolve at once.
 */
async function drained(stream: Stream): Promise<boolean> {
  const until = performance.now() + SEND_TIMEOUT_MS
  while (stream.writableNeedsDrain && stream.status === 'open') {
    const left = until - performance.now()
    if (left <= 0) return false
    const { promise, resolve } = Promise.withResolvers<void>()
    const timer = setTimeout(resolve, left)
    const wake = () => resolve()
    stream.addEventListener('drain', wake)
    stream.addEventListener('close', wake)
    await promise
    clearTimeout(timer)
    stream.removeEventListener('drain', wake)
    stream.removeEventListener('close', wake)
  }
  return !stream.writableNeedsDrain
}

async function closeStream(stream: Stream): Promise<void> {
  try {
    await stream.close({ signal: AbortSignal.timeout(LINGER_MS) })
  } catch {
    stream.abort(new WitanError('ABORTED', 'The stream did not close in time.'))
  }
  if (stream.status !== 'open' && stream.status !== 'closing') return
  const { promise, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(resolve, LINGER_MS)
  stream.addEventListener('close', () => resolve(), { once: true })
  await promise
  clearTimeout(timer)
  stream.abort(new WitanError('ABORTED', 'The peer left the stream open.'))
}

function lostError(
  end: StreamEnd | 'timeout' | undefined,
  received: number,
  goneCode: 'NODE_OFFLINE' | 'ABORTED',
): WitanError {
  const who = goneCode === 'NODE_OFFLINE' ? 'node' : 'requester'
  // A node over its stream limit resets the stream without a word.
  if (end === 'reset' && received === 0 && goneCode === 'NODE_OFFLINE') {
    return new WitanError('NODE_BUSY', 'The node refused the stream; try again or another node.', {
      retryable: true,
    })
  }
  const what = end === 'timeout' ? 'is silent' : 'closed the connection'
  return new WitanError(goneCode, `The ${who} ${what} before the exchange was complete.`, {
    meta: { end: end ?? 'closed', received },
    retryable: true,
  })
}

function asWitanError(error: unknown): WitanError {
  if (isWitanError(error)) return error
  return new WitanError('PEER_PROTOCOL', 'A message cannot be read.', { cause: error })
}
