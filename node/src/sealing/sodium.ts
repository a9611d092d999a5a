/** The only importer of libsodium. Call `await sodiumReady()` once before any other function of this folder. */

import sodium from 'libsodium-wrappers'

export { sodium }

/** Resolves when the cryptographic library is loaded (some 20 ms, once per process). */
export async function sodiumReady(): Promise<void> {
  await sodium.ready
}

/** State of a secretstream: an address in the library's own memory. */
export type StreamState = ReturnType<
  typeof sodium.crypto_secretstream_xchacha20poly1305_init_push
>['state']

/** Size of crypto_secretstream_xchacha20poly1305_state (bytes). */
const STREAM_STATE_BYTES = 52

/** The compiled library behind the wrappers; its typings leave it out. */
type Heap = { libsodium: { HEAPU8: Uint8Array; _free: (address: number) => void } }

/** Overwrites and frees a stream state; the wrappers never do, and each holds a key. */
export function wipeStreamState(state: StreamState): void {
  const { libsodium } = sodium as unknown as Heap
  const address = state as unknown as number
  libsodium.HEAPU8.fill(0, address, address + STREAM_STATE_BYTES)
  libsodium._free(address)
}
