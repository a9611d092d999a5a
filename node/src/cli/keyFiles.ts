/** The key files of a data folder. */

import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { WitanError } from '#protocol/errors.ts'
import { createPeerKey } from '#transport/peerKey.ts'

/** The node's transport identity, raw bytes. */
export const PEER_KEY_FILE = 'peer.key'
/** Keystore of the node's signer; equal to the default of the configuration. */
export const SIGNER_FILE = 'signer.json'
/** Keystore of the wallet that owns the node or pays for jobs, unless another one is named. */
const WALLET_FILE = 'wallet.json'

/** Returns where a data folder keeps its wallet. */
export function walletFileOf(dataDir: string): string {
  return join(dataDir, WALLET_FILE)
}

/** Returns the peer key of a data folder. @throws {WitanError} KEYSTORE_MISSING. */
export async function readPeerKey(dataDir: string): Promise<Uint8Array> {
  const file = join(dataDir, PEER_KEY_FILE)
  try {
    return new Uint8Array(await readFile(file))
  } catch (cause) {
    throw new WitanError('KEYSTORE_MISSING', `There is no peer key at ${file}.`, { cause })
  }
}

/** Returns the peer key of a data folder, made now where there is none. */
export async function ensurePeerKey(dataDir: string): Promise<Uint8Array> {
  const key = await createPeerKey()
  try {
    // Never replaces a key: the registry knows the node by it.
    await writeFile(join(dataDir, PEER_KEY_FILE), key, { mode: 0o600, flag: 'wx' })
    return key
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return readPeerKey(dataDir)
    throw error
  }
}
