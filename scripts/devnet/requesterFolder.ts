import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { writeKeystore } from '#provider/keystore.ts'
import { DEVNET_PASSWORD, DEVNET_SCRYPT_N } from './nodeFolder.ts'
import type { Devnet } from './startDevnet.ts'

/** Writes what `witan ask` needs on a devnet: a funded wallet and a configuration. Returns where they are. */
export async function writeRequesterFolder(
  devnet: Devnet,
): Promise<{ readonly dataDir: string; readonly passwordFile: string }> {
  const dataDir = join(devnet.folder, 'requester')
  const passwordFile = join(devnet.folder, 'password')
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  await writeFile(passwordFile, DEVNET_PASSWORD, { mode: 0o600 })
  const { privateKey } = devnet.requesters[0]!
  await writeKeystore(join(dataDir, 'wallet.json'), privateKey, DEVNET_PASSWORD, {
    scryptN: DEVNET_SCRYPT_N,
  })
  const config = {
    chain: {
      rpcUrl: devnet.localChain.rpcUrl,
      chainId: devnet.deployment.chainId,
      deploymentFile: devnet.deploymentFile,
    },
    dataDir: '.',
    bootstrap: devnet.nodes.flatMap(({ addresses }) => addresses.slice(0, 1)),
  }
  await writeFile(join(dataDir, 'config.json'), `${JSON.stringify(config, undefined, 2)}\n`)
  return { dataDir, passwordFile }
}
