/** Data folders of a node and of a requester on a local chain, with cheap keystores of accounts that have coins. */

import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Deployment } from '#chain/deployment.ts'
import { writeKeystore } from '#provider/keystore.ts'
import type { LocalAccount } from '#testing/localChain.ts'
import { createPeerKey } from '#transport/peerKey.ts'

export const PASSWORD = 'worthless keys'
/** Rounds of scrypt: real keystores take 32 times longer to open. */
const SCRYPT_N = 4096

export type ChainSettings = {
  readonly rpcUrl: string
  readonly deploymentFile: string
}

/** Writes a deployment record and returns its path. */
export async function writeDeployment(folder: string, deployment: Deployment): Promise<string> {
  const file = join(folder, `${deployment.chainId}.json`)
  const text = JSON.stringify(deployment, (_, value) =>
    typeof value === 'bigint' ? Number(value) : value,
  )
  await writeFile(file, text)
  return file
}

/** Writes the folder of a node that serves math; its wallet owns it. */
export async function writeNodeFolder(
  dataDir: string,
  options: {
    readonly chain: ChainSettings
    readonly signer: LocalAccount
    readonly owner: LocalAccount
  },
): Promise<string> {
  const { chain, signer, owner } = options
  await writeFolder(dataDir, {
    chain: { ...chain, chainId: 31337 },
    dataDir: '.',
    listen: ['/ip4/127.0.0.1/tcp/0'],
    healthPort: 0,
    offers: [
      {
        role: 'math',
        model: 'shipped',
        pricePer1kInputBytes: '0.001',
        pricePer1kOutputTokens: '0.02',
      },
    ],
  })
  await writeKey(join(dataDir, 'signer.json'), signer)
  await writeKey(join(dataDir, 'wallet.json'), owner)
  await writeFile(join(dataDir, 'peer.key'), await createPeerKey(), { mode: 0o600 })
  return dataDir
}

/** Writes the folder of a requester. */
export async function writeRequesterFolder(
  dataDir: string,
  options: {
    readonly chain: ChainSettings
    readonly wallet: LocalAccount
    readonly bootstrap: readonly string[]
  },
): Promise<string> {
  const { chain, wallet, bootstrap } = options
  await writeFolder(dataDir, { chain: { ...chain, chainId: 31337 }, dataDir: '.', bootstrap })
  await writeKey(join(dataDir, 'wallet.json'), wallet)
  return dataDir
}

async function writeFolder(dataDir: string, config: object): Promise<void> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  await writeFile(join(dataDir, 'config.json'), JSON.stringify(config))
}

async function writeKey(path: string, { privateKey }: LocalAccount): Promise<void> {
  await writeKeystore(path, privateKey, PASSWORD, { scryptN: SCRYPT_N })
}
