import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import type { Hex } from '#protocol/bytes.ts'
import { WitanError } from '#protocol/errors.ts'

/** Bytes read at once: larger pieces are no faster. */
const CHUNK_BYTES = 2 ** 20

/**
 * Returns the SHA-256 of a model file of any size.
 *
 * @param onBytes - Told how many bytes were read so far.
 * @throws {WitanError} MODEL_MISSING when it cannot be read.
 */
export async function hashFile(path: string, onBytes?: (done: number) => void): Promise<Hex> {
  const hash = createHash('sha256')
  const source = createReadStream(path, { highWaterMark: CHUNK_BYTES })
  if (onBytes !== undefined) source.on('data', () => onBytes(source.bytesRead))
  try {
    await pipeline(source, hash)
  } catch (cause) {
    throw new WitanError('MODEL_MISSING', `There is no readable model file ${path}.`, { cause })
  }
  return `0x${hash.digest('hex')}`
}
