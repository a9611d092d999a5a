/** Bundles of evidence lie as files in the data folder, named by their hash. */

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Hex } from '#protocol/bytes.ts'
import { parseHash } from '#protocol/ids.ts'

/** Folder of the bundles in the data folder. */
export const EVIDENCE_FOLDER = 'evidence'

/** Returns the bytes of a bundle; undefined when it is not here. @throws {WitanError} INPUT_INVALID for what is no hash. */
export async function readEvidenceFile(
  dataDir: string,
  hash: Hex,
): Promise<Uint8Array | undefined> {
  try {
    // a name of another form would lead elsewhere
    return await readFile(join(dataDir, EVIDENCE_FOLDER, `${parseHash(hash)}.cbor`))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
