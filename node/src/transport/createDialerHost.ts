import { noise } from '@libp2p/noise'
import { webSockets } from '@libp2p/websockets'
import { createLibp2p } from 'libp2p'
import { type Host, hostOf } from './host.ts'
import { CONNECT_TIMEOUT_MS } from './limits.ts'
import { createMuxer } from './muxer.ts'

/**
 * Returns a host that only dials, over websockets: what a requester needs, in a browser or anywhere.
 *
 * Its peer key is new each time, so that nodes can't link two sessions by it. It has no DHT: addresses
 * come from the caller. A websocket to a frozen node waits for its goodbye even after `close`, so a
 * program outside a browser ends itself by exit.
 */
export async function createDialerHost(): Promise<Host> {
  const libp2p = await createLibp2p({
    transports: [webSockets()],
    connectionEncrypters: [noise()],
    streamMuxers: [createMuxer()],
    // Loopback and LAN nodes must be dialable; the default gater of browsers denies them.
    connectionGater: { denyDialMultiaddr: () => false },
    connectionManager: { dialTimeout: CONNECT_TIMEOUT_MS },
  })
  return hostOf(libp2p)
}
