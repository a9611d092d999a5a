/** The data folder of a devnet node: what `witan init` makes, with keys that the local chain has given coins to. */

import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { PartialConfig } from '#config/loadConfig.ts'
import type { Role } from '#protocol/role.ts'
import { writeKeystore } from '#provider/keystore.ts'
import type { ModelEntry } from '#runtime/models/modelEntry.ts'
import type { RuntimeLie } from '#testing/lies.ts'
import type { LocalAccount } from '#testing/localChain.ts'
import { createPeerKey } from '#transport/peerKey.ts'

/** Opens the keystores of worthless keys, which are the same on every devnet. */
export const DEVNET_PASSWORD = 'devnet only'
/** Rounds of scrypt for them: real keystores take 32 times longer to open. */
export const DEVNET_SCRYPT_N = 4096

/** A model file whose id is known. */
export type IdentifiedModel = ModelEntry & Required<Pick<ModelEntry, 'modelId'>>

/** What a node of the tests does that no configuration can name. */
export type NodePlot = {
  /** Files to serve. @default those of the configured offers */
  readonly models?: readonly IdentifiedModel[]
  /** How its runtime lies. */
  readonly lie?: RuntimeLie
}

export type NodeFolder = {
  readonly dataDir: string
  readonly ownerKeystore: string
  readonly logFile: string
}

/** Writes keys and configuration of a node and returns where they are. */
export async function writeNodeFolder(options: {
  readonly dataDir: string
  readonly roles: readonly Role[]
  readonly owner: LocalAccount
  readonly signer: LocalAccount
  readonly rpcUrl: string
  readonly chainId: number
  readonly deploymentFile: string
  readonly bootstrap: readonly string[]
  /** Ports to listen on (tcp, websockets) and those to announce in their place. @default any free ports */
  readonly ports?: {
    readonly listen: readonly [number, number]
    readonly announce: readonly [number, number]
  }
  /** Files to serve in place of the shipped experts of their roles. */
  readonly models?: readonly IdentifiedModel[] | undefined
  /** Settings that replace the devnet's. */
  readonly settings?: PartialConfig | undefined
}): Promise<NodeFolder> {
  const { dataDir, roles, owner, signer, rpcUrl, chainId, deploymentFile, bootstrap } = options
  const ownerKeystore = join(dataDir, '..', `${signer.address}.owner.json`)
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  await writeKeystore(join(dataDir, 'signer.json'), signer.privateKey, DEVNET_PASSWORD, {
    scryptN: DEVNET_SCRYPT_N,
  })
  await writeKeystore(ownerKeystore, owner.privateKey, DEVNET_PASSWORD, {
    scryptN: DEVNET_SCRYPT_N,
  })
  await writeFile(join(dataDir, 'peer.key'), await createPeerKey(), { mode: 0o600 })
  const config = {
    chain: { rpcUrl, chainId, deploymentFile },
    dataDir: '.',
    listen: addressesOf(options.ports?.listen ?? [0, 0]),
    announce: options.ports ? addressesOf(options.ports.announce) : [],
    bootstrap,
    healthPort: 0,
    offers: roles.map((role) => ({
      role,
      model: options.models?.find((model) => model.role === role)?.modelId ?? 'shipped',
      pricePer1kInputBytes: '0.001',
      pricePer1kOutputTokens: '0.02',
    })),
    ...options.settings,
  }
  await writeFile(join(dataDir, 'config.json'), `${JSON.stringify(config, undefined, 2)}\n`)
  return { dataDir, ownerKeystore, logFile: join(dataDir, 'node.log') }
}

function addressesOf([tcp, websocket]: readonly [number, number]): readonly string[] {
  return [`/ip4/127.0.0.1/tcp/${tcp}`, `/ip4/127.0.0.1/tcp/${websocket}/ws`]
}
