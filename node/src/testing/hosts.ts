/** Loopback hosts for tests; each is closed by `await using`. */

import { parseAddress } from '#protocol/ids.ts'
import { createHost } from '#transport/createHost.ts'
import type { Host } from '#transport/host.ts'
import { createPeerKey } from '#transport/peerKey.ts'

/** Returns a host on free loopback ports of both transports, without a DHT unless asked for. */
export async function aHost(changes: Partial<createHost.Options> = {}): Promise<Host> {
  return createHost({
    peerKey: await createPeerKey(),
    listen: ['/ip4/127.0.0.1/tcp/0', '/ip4/127.0.0.1/tcp/0/ws'],
    bootstrap: [],
    dht: 'off',
    chainId: 31337,
    registry: parseAddress(`0x${'11'.repeat(20)}`),
    verifyRecord: async () => true,
    ...changes,
  })
}

/** Returns the addresses of a host over one transport. */
export function addressesOver(host: Host, transport: 'tcp' | 'ws'): string[] {
  return host.addresses().filter((address) => address.includes('/ws/') === (transport === 'ws'))
}
