import { readFile } from 'node:fs/promises'
import { WitanError } from '#protocol/errors.ts'

/** Returns the bytes of a file that the user named. @throws {WitanError} INPUT_INVALID when it is not there or cannot be read. */
export async function readGivenFile(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path)
  } catch (cause) {
    const missing = (cause as NodeJS.ErrnoException).code === 'ENOENT'
    const sentence = missing ? `There is no file ${path}.` : `The file ${path} cannot be read.`
    throw new WitanError('INPUT_INVALID', sentence, { cause })
  }
}
