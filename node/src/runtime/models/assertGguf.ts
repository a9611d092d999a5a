import { open } from 'node:fs/promises'
import { WitanError } from '#protocol/errors.ts'

/** Bytes of magic, version, tensor count and metadata count. */
const HEADER_BYTES = 24

/** Far above any real model; the parser behind loops over these counts without looking at the file's size. */
const MAX_COUNT = 100_000n

/**
 * Checks that a file begins as a GGUF of a known version with believable counts.
 *
 * @throws {WitanError} MODEL_MISSING when it cannot be read; MODEL_INVALID when it is something else.
 */
export async function assertGguf(path: string): Promise<void> {
  const header = await readHeader(path).catch((cause: unknown) => {
    throw new WitanError('MODEL_MISSING', `There is no readable model file ${path}.`, { cause })
  })
  const view = new DataView(header.buffer, header.byteOffset, header.byteLength)
  const isGguf =
    header.length === HEADER_BYTES &&
    view.getUint32(0) === 0x4747_5546 &&
    [2, 3].includes(view.getUint32(4, true)) &&
    view.getBigUint64(8, true) <= MAX_COUNT &&
    view.getBigUint64(16, true) <= MAX_COUNT
  if (!isGguf) throw new WitanError('MODEL_INVALID', `The file ${path} is not a GGUF model.`)
}

async function readHeader(path: string): Promise<Uint8Array> {
  await using file = await open(path)
  const { buffer, bytesRead } = await file.read(new Uint8Array(HEADER_BYTES), 0, HEADER_BYTES, 0)
  return buffer.subarray(0, bytesRead)
}
