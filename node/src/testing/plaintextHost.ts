/**
 * A libp2p host without noise, for one purpose: to show that sealing alone keeps a prompt off the wire, and
 * that a search of the wire finds a prompt that is not sealed. Nothing outside tests and the demo's check uses it.
 */

import { identify } from '@libp2p/identify'
import { plaintext } from '@libp2p/plaintext'
import { tcp } from '@libp2p/tcp'
import { webSockets } from '@libp2p/websockets'
import { createLibp2p } from 'libp2p'
import { type Host, hostOf } from '#transport/host.ts'
import { createMuxer } from '#transport/muxer.ts'

/** Returns a started host on loopback whose connections anyone can read. */
export async function createPlaintextHost({
  listen,
}: {
  readonly listen: readonly string[]
}): Promise<Host> {
  const libp2p = await createLibp2p({
    addresses: { listen: [...listen] },
    transports: [tcp(), webSockets()],
    connectionEncrypters: [plaintext()],
    streamMuxers: [createMuxer()],
    services: { identify: identify() },
  })
  return hostOf(libp2p, { closing: new AbortController(), discovery: undefined })
}
