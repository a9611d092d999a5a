/** Receipts inside the part of an address that browsers never send: a link that no server can read. */

import { WitanError } from '#protocol/errors.ts'

const PREFIX = 'r='
/** A file of receipts is far smaller; what unpacks to more was made to do harm. */
const MAX_UNPACKED_BYTES = 2_000_000

/** Returns a text packed for the fragment of an address. */
export async function packFragment(text: string): Promise<string> {
  const packed = await through(new Blob([text]), new CompressionStream('deflate-raw'))
  const binary = Array.from(packed, (byte) => String.fromCharCode(byte)).join('')
  return PREFIX + btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

/**
 * Returns the text in a fragment; undefined where the fragment is something else.
 *
 * @throws {WitanError} INPUT_INVALID when the link was cut or changed.
 */
export async function unpackFragment(fragment: string): Promise<string | undefined> {
  const body = fragment.replace(/^#/, '')
  if (!body.startsWith(PREFIX)) return undefined
  try {
    const base64 = body.slice(PREFIX.length).replaceAll('-', '+').replaceAll('_', '/')
    const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))
    const unpacked = await through(new Blob([bytes]), new DecompressionStream('deflate-raw'))
    return new TextDecoder('utf-8', { fatal: true }).decode(unpacked)
  } catch (cause) {
    throw new WitanError(
      'INPUT_INVALID',
      'The receipts in this link are cut or changed. Copy the whole link again.',
      { cause },
    )
  }
}

async function through(
  source: Blob,
  transform: CompressionStream | DecompressionStream,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  const reader = source
    .stream()
    .pipeThrough(transform as ReadableWritablePair<Uint8Array, Uint8Array<ArrayBuffer>>)
    .getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    size += value.length
    if (size > MAX_UNPACKED_BYTES) throw new Error('too long')
    chunks.push(value)
  }
  const bytes = new Uint8Array(size)
  let offset = 0
  for (const chunk of chunks) {
    bytes.set(chunk, offset)
    offset += chunk.length
  }
  return bytes
}
