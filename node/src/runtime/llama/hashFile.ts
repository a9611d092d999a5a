import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import type { Hex } from '#protocol/bytes.ts'

/** Returns the SHA-256 of a file of any size. Throws what the file system throws. */
export async function hashFile(path: string): Promise<Hex> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return `0x${hash.digest('hex')}`
}
