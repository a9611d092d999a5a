/**
 * The unread bytes of a stream: bounded (the stream is paused above a mark, so the peer's window runs
 * out), and able to tell how a stream ended, which decides what the caller is told.
 */

import type { Stream, StreamCloseEvent, StreamMessageEvent } from '@libp2p/interface'
import { concatBytes } from '#protocol/bytes.ts'

/** `finished`: the peer closed its side in order; `reset`: it refused the stream; `gone`: the connection is lost; `aborted`: we did it. */
export type StreamEnd = 'finished' | 'reset' | 'gone' | 'aborted'

export type ByteQueue = {
  /** Unread bytes that have arrived. */
  readonly length: () => number
  /** Returns `undefined` once `count` bytes are there, else why they will not come. */
  readonly waitFor: (count: number, timeoutMs: number) => Promise<StreamEnd | 'timeout' | undefined>
  /** Removes and returns the first `count` bytes, which must be there. */
  readonly take: (count: number) => Uint8Array
  /** Returns how the stream ended, once it did and every byte was read off it. */
  readonly end: () => StreamEnd | undefined
}

/**
 * Returns the queue that takes over the incoming bytes of a stream.
 *
 * @param stream - A libp2p stream that nothing else reads.
 * @param highWaterBytes - Unread bytes above which the stream is paused.
 */
export function createByteQueue(stream: Stream, highWaterBytes: number): ByteQueue {
  let bytes: Uint8Array = new Uint8Array(0)
  let arrived: Uint8Array[] = []
  let length = 0
  // A quick peer ends its side before the negotiation hands us the stream: those events have passed.
  const alive = stream.status === 'open' || stream.status === 'closing'
  let finished = alive && stream.remoteWriteStatus === 'closed'
  let closed: 'gone' | 'aborted' | undefined = alive ? undefined : 'gone'
  let wake = () => {}

  stream.addEventListener('message', (event: StreamMessageEvent) => {
    arrived.push(event.data.subarray())
    length += event.data.byteLength
    if (length > highWaterBytes) pause(stream)
    wake()
  })
  stream.addEventListener('remoteCloseWrite', () => {
    finished = true
    wake()
  })
  stream.addEventListener('close', (event: StreamCloseEvent) => {
    closed = event.error !== undefined && event.local ? 'aborted' : 'gone'
    wake()
  })

  const end = (): StreamEnd | undefined => {
    if (stream.readBufferLength > 0 && closed !== 'aborted') return undefined
    if (finished) return 'finished'
    if (stream.status === 'reset') return 'reset'
    return closed
  }
  const take = (count: number): Uint8Array => {
    if (arrived.length > 0) {
      bytes = concatBytes(bytes, ...arrived)
      arrived = []
    }
    const taken = bytes.slice(0, count)
    bytes = bytes.subarray(count)
    length -= count
    return taken
  }
  const waitFor = async (count: number, timeoutMs: number) => {
    const until = performance.now() + timeoutMs
    while (length < count) {
      resume(stream)
      if (length >= count) break
      const ended = end()
      if (ended !== undefined) return ended
      const left = until - performance.now()
      if (left <= 0) return 'timeout'
      const { promise, resolve } = Promise.withResolvers<void>()
      wake = resolve
      const timer = setTimeout(resolve, left)
      await promise
      clearTimeout(timer)
    }
    return undefined
  }
  return { length: () => length, waitFor, take, end }
}

/** A stream that has just ended refuses to be paused, which is no fault. */
function pause(stream: Stream): void {
  if (stream.readStatus === 'readable') stream.pause()
}

function resume(stream: Stream): void {
  if (stream.readStatus !== 'paused') return
  try {
    stream.resume()
  } catch {
    // The bytes are delivered before the window update is sent; on a lost connection only the latter fails.
  }
}
