import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import type { Hex } from '#protocol/bytes.ts'
import { WitanError } from '#protocol/errors.ts'

/** Returns the SHA-256 of a model file of any size. @throws {WitanError} MODEL_MISSING when it cannot be read. */
export async function hashFile(path: string): Promise<Hex> {
  const hash = createHash('sha256')
  try {
    await pipeline(createReadStream(path), hash)
  } catch (cause) {
    throw new WitanError('MODEL_MISSING', `There is no readable model file ${path}.`, { cause })
  }
  return `0x${hash.digest('hex')}`
}
