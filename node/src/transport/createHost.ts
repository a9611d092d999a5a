import { identify } from '@libp2p/identify'
import { noise } from '@libp2p/noise'
import { ping } from '@libp2p/ping'
import { tcp } from '@libp2p/tcp'
import { webSockets } from '@libp2p/websockets'
import { createLibp2p } from 'libp2p'
import { WitanError } from '#protocol/errors.ts'
import type { Address } from '#protocol/ids.ts'
import type { SignedNodeRecord } from '#protocol/nodeRecord.ts'
import { createDht } from './discovery/createDht.ts'
import { keepBootstrapped, parseBootstrap } from './discovery/keepBootstrapped.ts'
import { createRecordBook } from './discovery/recordBook.ts'
import { type Host, hostOf } from './host.ts'
import {
  CONNECT_TIMEOUT_MS,
  type HostLimits,
  LOOPBACK_HOST_LIMITS,
  PUBLIC_HOST_LIMITS,
} from './limits.ts'
import { createMuxer } from './muxer.ts'
import { parsePeerKey } from './peerKey.ts'

/**
 * Returns a started host with tcp and websockets: what a node runs, or a requester outside a browser.
 *
 * @throws {WitanError} PORT_IN_USE, KEYSTORE_INVALID (peer key), CONFIG_INVALID (an address).
 */
export async function createHost(options: createHost.Options): Promise<Host> {
  const { peerKey, listen, dht } = options
  const peers = options.bootstrap.map(parseBootstrap)
  const records = dht === 'off' ? undefined : createRecordBook(options)
  const limits = {
    ...(listen.every(isLoopback) ? LOOPBACK_HOST_LIMITS : PUBLIC_HOST_LIMITS),
    ...options.limits,
  }
  const libp2p = await createLibp2p({
    privateKey: parsePeerKey(peerKey),
    addresses: { listen: [...listen], announce: [...(options.announce ?? [])] },
    transports: [tcp(), webSockets()],
    connectionEncrypters: [noise()],
    streamMuxers: [createMuxer()],
    connectionManager: { ...limits, dialTimeout: CONNECT_TIMEOUT_MS },
    services: {
      identify: identify(),
      ping: ping(),
      ...(records && { dht: createDht(records, { clientMode: dht === 'client' }) }),
    },
    start: false,
  })
  try {
    await libp2p.start()
  } catch (cause) {
    await libp2p.stop()
    throw listenError(cause, listen)
  }
  const closing = new AbortController()
  keepBootstrapped(libp2p, { peers, signal: closing.signal })
  const { dht: service } = libp2p.services
  const discovery = records && service ? { dht: service, records } : undefined
  return hostOf(libp2p, { closing, discovery })
}

export declare namespace createHost {
  type Options = {
    /** From createPeerKey. */
    readonly peerKey: Uint8Array
    /** Multiaddrs such as /ip4/127.0.0.1/tcp/0 and /ip4/127.0.0.1/tcp/0/ws; empty for a host that only dials. */
    readonly listen: readonly string[]
    /** Multiaddrs to be reached at instead of the listening ones, as behind a mapped port. @default none */
    readonly announce?: readonly string[]
    /** Multiaddrs with peer id of hosts to join the DHT through; dialed again until one answers. */
    readonly bootstrap: readonly string[]
    /** Whether to store others' records (server), only to look them up (client), or neither (off). */
    readonly dht: 'server' | 'client' | 'off'
    readonly chainId: number
    /** Address of NodeRegistry: records of another deployment are refused. */
    readonly registry: Address
    /** Returns whether the on-chain signer of the node signed this record and its peer id is the registered one. */
    readonly verifyRecord: (record: SignedNodeRecord) => Promise<boolean>
    /** @default LOOPBACK_HOST_LIMITS when every listen address is loopback, else PUBLIC_HOST_LIMITS */
    readonly limits?: Partial<HostLimits>
    /** Unix seconds; for tests. */
    readonly now?: () => number
  }
}

function isLoopback(address: string): boolean {
  return /^\/ip4\/127\.|^\/ip6\/::1\//.test(address)
}

function listenError(cause: unknown, listen: readonly string[]): WitanError {
  const inUse =
    /EADDRINUSE/.test(String(cause)) || causesOf(cause).some((c) => /EADDRINUSE/.test(c))
  if (inUse) {
    return new WitanError(
      'PORT_IN_USE',
      `A port of ${listen.join(', ')} is taken; choose another or 0.`,
      {
        cause,
      },
    )
  }
  return new WitanError('CONFIG_INVALID', `Listening on ${listen.join(', ')} is not possible.`, {
    cause,
  })
}

function causesOf(error: unknown): string[] {
  return error instanceof AggregateError ? error.errors.map(String) : []
}
