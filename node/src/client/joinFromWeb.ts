/** Puts a requester together that runs in a page: its network is websockets, its wallet is whatever the chain handle holds. */

import type { Chain } from '#chain/chain.ts'
import { createWebHost } from '#transport/createWebHost.ts'
import { findRecord } from '#transport/discovery/findRecord.ts'
import type { Host } from '#transport/host.ts'
import { connectChain } from './connectChain.ts'
import { connectTransport } from './connectTransport.ts'
import { type Client, createClient } from './createClient.ts'
import { createRecordVerifier } from './createRecordVerifier.ts'
import type { ChainPort, JournalStore } from './ports.ts'

export type WebNetwork = {
  readonly host: Host
  /** Binds a client to a wallet; all of them share the one network identity of the page. */
  readonly connect: (chain: Chain, options: ConnectOptions) => Promise<Client>
}

export type ConnectOptions = {
  /** Where jobs are noted, durable before anything is signed. */
  readonly journal: JournalStore
  /** Wraps the chain, as to ask for consent before money moves. */
  readonly wrapChain?: (port: ChainPort) => ChainPort
  readonly limits?: createClient.Options['limits']
}

/**
 * Joins the network from a page.
 *
 * @param chain - Any handle on the deployment, even one that only reads: the registry decides which records count.
 * @param bootstrap - Websocket multiaddrs of nodes to join through.
 * @throws {WitanError} CONFIG_INVALID for a bootstrap address without a peer id.
 */
export async function joinFromWeb(chain: Chain, bootstrap: readonly string[]): Promise<WebNetwork> {
  const host = await createWebHost({
    bootstrap,
    chainId: chain.context.chainId,
    registry: chain.context.registry,
    verifyRecord: createRecordVerifier(chain),
  })
  const transport = connectTransport(host, {
    findRecord: (nodeId, waiting) => findRecord(host, nodeId, waiting),
  })
  return {
    host,
    connect: (writing, { journal, wrapChain = (port) => port, limits }) =>
      createClient({ chain: wrapChain(connectChain(writing)), transport, journal, limits }),
  }
}
