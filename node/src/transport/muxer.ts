import { yamux } from '@libp2p/yamux'
import { MAX_STREAMS_PER_CONNECTION, STREAM_WINDOW_BYTES } from './limits.ts'

/** Returns the stream muxer with windows that don't grow: a stream holds at most one window per side. */
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
