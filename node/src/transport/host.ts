/** A running peer, whichever way it was built; every protocol of this folder works on it. */

import type { KadDHT } from '@libp2p/kad-dht'
import type { Libp2p } from 'libp2p'
import type { RecordBook } from './discovery/recordBook.ts'

export type Host = AsyncDisposable & {
  /** libp2p peer id, base58. */
  readonly peerId: string
  /** Multiaddrs that others can dial, each ending in the peer id. */
  readonly addresses: () => string[]
  /** Closes every stream and connection and stops listening. */
  readonly close: () => Promise<void>
  /** For the files of transport/ only. */
  readonly libp2p: Libp2p
  /** For the files of transport/ only; absent without a DHT. */
  readonly discovery?: Discovery
}

/** The DHT and what this host accepts in it as node records. */
export type Discovery = { readonly dht: KadDHT; readonly records: RecordBook }

/** Returns a host around a started libp2p node; `closing` is aborted before it stops. */
export function hostOf(
  libp2p: Libp2p,
  options: { readonly discovery?: Discovery; readonly closing?: AbortController } = {},
): Host {
  const close = async () => {
    options.closing?.abort()
    await libp2p.stop()
  }
  return {
    peerId: libp2p.peerId.toString(),
    addresses: () => libp2p.getMultiaddrs().map(String),
    close,
    [Symbol.asyncDispose]: close,
    libp2p,
    ...(options.discovery === undefined ? {} : { discovery: options.discovery }),
  }
}
