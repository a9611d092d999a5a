/** Puts a requester together: chain, network host and client. What `witan ask` runs, and the demo in its own process. */

import type { Chain } from '#chain/chain.ts'
import { connectChain } from '#client/connectChain.ts'
import { connectTransport } from '#client/connectTransport.ts'
import { type Client, createClient } from '#client/createClient.ts'
import { createRecordVerifier } from '#client/createRecordVerifier.ts'
import type { ChainPort } from '#client/ports.ts'
import type { Config } from '#config/schema.ts'
import type { Hex } from '#protocol/bytes.ts'
import { createHost } from '#transport/createHost.ts'
import { findRecord } from '#transport/discovery/findRecord.ts'
import type { Host } from '#transport/host.ts'
import { createPeerKey } from '#transport/peerKey.ts'
import { endsInTime } from './endsInTime.ts'
import { createFileJournal } from './fileJournal.ts'
import { openChain } from './openChain.ts'

export type ComposedClient = AsyncDisposable & {
  /** For submitJob, watchJob and auditJob. */
  readonly client: Client
  readonly chain: Chain
  readonly host: Host
  readonly close: () => Promise<void>
}

export type ComposeClientOptions = {
  /** Key of the account that pays. */
  readonly privateKey: Hex
  /** Where jobs are noted. @default files in the data folder */
  readonly journal?: createClient.Options['journal']
  /** Peers to ask first, beside those of the configuration. */
  readonly bootstrap?: readonly string[]
  /** Wraps the chain, as to ask for consent before money moves. */
  readonly wrapChain?: (port: ChainPort, chain: Chain) => ChainPort
  readonly limits?: createClient.Options['limits']
}

/** Longest wait for connections to close (ms); loopback and the internet need far less. */
const CLOSE_MS = 5_000

/**
 * Returns a client on the configured chain with a network identity made for this run, so that nodes can't
 * tell two runs of a requester by it.
 *
 * @param config - `chain`, `dataDir` and `bootstrap` are used.
 * @throws {WitanError} as readDeployment and createChain; CONFIG_INVALID for a bootstrap address.
 */
export async function composeClient(
  config: Pick<Config, 'chain' | 'dataDir' | 'bootstrap'>,
  options: ComposeClientOptions,
): Promise<ComposedClient> {
  const { privateKey, wrapChain = (port) => port } = options
  const chain = await openChain(config, privateKey)
  const host = await createHost({
    peerKey: await createPeerKey(),
    listen: [],
    bootstrap: [...config.bootstrap, ...(options.bootstrap ?? [])],
    dht: 'client',
    chainId: chain.context.chainId,
    registry: chain.context.registry,
    verifyRecord: createRecordVerifier(chain),
  })
  const client = await createClient({
    chain: wrapChain(connectChain(chain), chain),
    transport: connectTransport(host, {
      findRecord: (nodeId, waiting) => findRecord(host, nodeId, waiting),
    }),
    journal: options.journal ?? createFileJournal(config.dataDir),
    limits: options.limits,
  })
  // The bill is printed by then: a peer that doesn't let go must not keep the requester waiting.
  const close = async () => void (await endsInTime(host.close(), CLOSE_MS))
  return { client, chain, host, close, [Symbol.asyncDispose]: close }
}
