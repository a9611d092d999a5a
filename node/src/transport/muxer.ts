import { yamux } from '@libp2p/yamux'
import { MAX_STREAMS_PER_CONNECTION, STREAM_WINDOW_BYTES } from './limits.ts'

/**
 * Returns the stream muxer with windows that don't grow: a stream holds at most one window per side.
 *
 * Its keep-alive (a ping each 30 s) stays on: sockets close after 120 s without a byte, and a task may
 * wait in a queue for longer, so no protocol of ours needs a heartbeat.
 */
export function createMuxer(): ReturnType<typeof yamux> {
  return yamux({
    maxInboundStreams: MAX_STREAMS_PER_CONNECTION,
    maxOutboundStreams: MAX_STREAMS_PER_CONNECTION,
    // A dialer may open streams before the other side has finished its upgrade; over this bound the whole
    // connection is dropped, and the default of 10 is less than one job's tasks.
    maxEarlyStreams: MAX_STREAMS_PER_CONNECTION,
    streamOptions: {
      initialStreamWindowSize: STREAM_WINDOW_BYTES,
      maxStreamWindowSize: STREAM_WINDOW_BYTES,
    },
  })
}
