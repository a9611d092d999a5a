/** A node that is registered and staked, as `witan stake` does it. */

import { join } from 'node:path'
import type { Deployment } from '#chain/deployment.ts'
import type { PartialConfig } from '#config/loadConfig.ts'
import type { NodeId } from '#protocol/ids.ts'
import type { Role } from '#protocol/role.ts'
import type { LocalAccount } from '#testing/localChain.ts'
import { DEVNET_PASSWORD, type NodeFolder, type NodePlot, writeNodeFolder } from './nodeFolder.ts'
import { runCli } from './runCli.ts'
import type { TappedPorts } from './tapPorts.ts'

export type PreparedNode = {
  readonly nodeId: NodeId
  readonly roles: readonly Role[]
  readonly owner: LocalAccount
  readonly signer: LocalAccount
  readonly folder: NodeFolder
  /** What it does that no configuration can name; undefined for an ordinary node. */
  readonly plot: NodePlot | undefined
}

/** What each node stakes: three times its stake is the room for open jobs. */
export const STAKE_DOLLARS = '100'

/** Returns a node that is registered and staked, ready to serve. */
export async function prepareNode(options: {
  readonly folder: string
  readonly roles: readonly Role[]
  readonly owner: LocalAccount
  readonly signer: LocalAccount
  readonly rpcUrl: string
  readonly deployment: Deployment
  readonly deploymentFile: string
  /** Addresses of a node through which it joins the network. */
  readonly bootstrap: readonly string[]
  readonly number: number
  readonly ports: TappedPorts | undefined
  readonly plot: NodePlot | undefined
  readonly settings: PartialConfig | undefined
  readonly signal: AbortSignal
}): Promise<PreparedNode> {
  const { roles, owner, signer, deployment } = options
  const folder = await writeNodeFolder({
    ...options,
    models: options.plot?.models,
    dataDir: join(options.folder, `node-${options.number + 1}`),
    chainId: deployment.chainId,
  })
  const env = { WITAN_PASSWORD: DEVNET_PASSWORD }
  options.signal.throwIfAborted()
  const staked = await runCli(
    [
      'stake',
      STAKE_DOLLARS,
      '--data-dir',
      folder.dataDir,
      '--owner-keystore',
      folder.ownerKeystore,
    ],
    env,
  )
  const { plot } = options
  return { nodeId: staked['nodeId'] as NodeId, roles, owner, signer, folder, plot }
}
