import { yamux } from '@libp2p/yamux'
import { MAX_STREAMS_PER_CONNECTION, STREAM_WINDOW_BYTES } from './limits.ts'

/** Returns the stream muxer with windows that don't grow: a stream holds at most one window per side. */
export function createMuxer(): ReturnType<typeof yamux> {
  return yamux({
    maxInboundStreams: MAX_STREAMS_PER_CONNECTION,
    maxOutboundStreams: MAX_STREAMS_PER_CONNECTION,
    streamOptions: {
      initialStreamWindowSize: STREAM_WINDOW_BYTES,
      maxStreamWindowSize: STREAM_WINDOW_BYTES,
    },
  })
}
