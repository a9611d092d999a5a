import { join } from 'node:path'
import type { OnChainNode } from '#chain/onChainNode.ts'
import { type ComposedClient, composeClient } from '#cli/composeClient.ts'
import type { Client, createClient } from '#client/createClient.ts'
import { findTrustedRecord } from '#client/findNodes.ts'
import { createMemoryJournal } from '#client/journal.ts'
import { loadConfig } from '#config/loadConfig.ts'
import type { Devnet } from '../../scripts/devnet/startDevnet.ts'

/** Longer than any test (ms). */
const PATIENCE_MS = 600_000
const PATIENT = {
  quoteTimeoutMs: PATIENCE_MS,
  secondQuoteMs: PATIENCE_MS,
  lateQuoteMs: PATIENCE_MS,
  acceptTimeoutMs: PATIENCE_MS,
  stallTimeoutMs: PATIENCE_MS,
  doneTimeoutMs: PATIENCE_MS,
}
/** Longest search for a node (ms). */
const FIND_MS = 100_000

/**
 * Returns a requester on a devnet that knows where its nodes are, with a journal in memory. It is patient: only what
 * vanishes counts as gone, however busy the machine is.
 *
 * @param number - Which of the devnet's requester accounts pays.
 */
export async function aRequester(
  devnet: Devnet,
  {
    number = 0,
    limits,
  }: { readonly number?: number; readonly limits?: createClient.Options['limits'] } = {},
): Promise<ComposedClient> {
  const { config } = loadConfig({
    env: {},
    flags: {
      chain: {
        rpcUrl: devnet.localChain.rpcUrl,
        chainId: devnet.deployment.chainId,
        deploymentFile: devnet.deploymentFile,
      },
      dataDir: join(devnet.folder, `requester-${number}`),
      bootstrap: devnet.nodes.flatMap(({ addresses }) => addresses.slice(0, 1)),
    },
  })
  const { privateKey } = devnet.requesters[number]!
  const requester = await composeClient(config, {
    privateKey,
    journal: createMemoryJournal(),
    limits: { ...PATIENT, ...limits },
  })
  for (const node of await requester.client.chain.listNodes()) {
    await untilFound(requester.client, node)
  }
  return requester
}

/** A record takes a moment to reach those who store it; the client remembers what it found. */
async function untilFound(client: Client, node: OnChainNode): Promise<void> {
  const signal = AbortSignal.timeout(FIND_MS)
  for (;;) {
    try {
      await findTrustedRecord(client, node, signal)
      return
    } catch (error) {
      if (signal.aborted) throw error
    }
  }
}

/** Moves the chain's clock ahead and returns the client as it is then. */
export async function later(devnet: Devnet, client: Client, seconds: number): Promise<Client> {
  await devnet.localChain.request('evm_increaseTime', [seconds])
  await devnet.localChain.request('evm_mine')
  const { clock } = client
  return { ...client, clock: { ...clock, nowSeconds: () => clock.nowSeconds() + seconds } }
}
