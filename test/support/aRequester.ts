import { join } from 'node:path'
import { type ComposedClient, composeClient } from '#cli/composeClient.ts'
import type { Client, createClient } from '#client/createClient.ts'
import { createMemoryJournal } from '#client/journal.ts'
import { loadConfig } from '#config/loadConfig.ts'
import { awaitNodes, PATIENT } from '../../scripts/devnet/awaitNodes.ts'
import type { Devnet } from '../../scripts/devnet/startDevnet.ts'

/** Longest search for a node (ms). */
const FIND_MS = 240_000

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
  await awaitNodes(requester.client, AbortSignal.timeout(FIND_MS))
  return requester
}

/** Moves the chain's clock ahead and returns the client as it is then. */
export async function later(devnet: Devnet, client: Client, seconds: number): Promise<Client> {
  await devnet.localChain.request('evm_increaseTime', [seconds])
  await devnet.localChain.request('evm_mine')
  const { clock } = client
  return { ...client, clock: { ...clock, nowSeconds: () => clock.nowSeconds() + seconds } }
}
