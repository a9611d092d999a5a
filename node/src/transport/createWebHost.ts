import { identify } from '@libp2p/identify'
import { noise } from '@libp2p/noise'
import { ping } from '@libp2p/ping'
import { webSockets } from '@libp2p/websockets'
import { createLibp2p } from 'libp2p'
import { createDht } from './discovery/createDht.ts'
import { keepBootstrapped, parseBootstrap } from './discovery/keepBootstrapped.ts'
import { createRecordBook, type RecordBookOptions } from './discovery/recordBook.ts'
import { type Host, hostOf } from './host.ts'
import { CONNECT_TIMEOUT_MS } from './limits.ts'
import { createMuxer } from './muxer.ts'

/**
 * Returns a host that only dials, over websockets, and looks node records up in the DHT: what a page needs
 * to find and reach nodes by itself.
 *
 * Its peer key is new each time, so that nodes can't link two sessions by it.
 *
 * @throws {WitanError} CONFIG_INVALID for a bootstrap address without a peer id.
 */
export async function createWebHost(options: createWebHost.Options): Promise<Host> {
  const peers = options.bootstrap.map(parseBootstrap)
  const records = createRecordBook(options)
  const libp2p = await createLibp2p({
    transports: [webSockets()],
    connectionEncrypters: [noise()],
    streamMuxers: [createMuxer()],
    // Loopback and LAN nodes must be dialable; the default gater of browsers denies them.
    connectionGater: { denyDialMultiaddr: () => false },
    connectionManager: { dialTimeout: CONNECT_TIMEOUT_MS },
    services: {
      // The DHT learns by it which peers serve records.
      identify: identify(),
      ping: ping(),
      dht: createDht(records, { clientMode: true }),
    },
  })
  const closing = new AbortController()
  keepBootstrapped(libp2p, { peers, signal: closing.signal })
  return hostOf(libp2p, { closing, discovery: { dht: libp2p.services.dht, records } })
}

export declare namespace createWebHost {
  type Options = RecordBookOptions & {
    /** Websocket multiaddrs with peer id of hosts to join the DHT through; dialed again until one answers. */
    readonly bootstrap: readonly string[]
  }
}
