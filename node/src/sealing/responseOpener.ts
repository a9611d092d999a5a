import { concatBytes, utf8 } from '#protocol/bytes.ts'
import { WitanError } from '#protocol/errors.ts'
import { SEALED_RESPONSE_FRAME_BYTES, STREAM_HEADER_BYTES } from './envelopeLayout.ts'
import { type StreamState, sodium, wipeStreamState } from './sodium.ts'

/** Opens the sealed frames of one answer, in order. */
export type ResponseOpener = {
  /**
   * Returns the plaintext of the next frame and whether it was the last.
   *
   * @throws {WitanError} STREAM_INVALID when the bytes are not exactly the next frame of this answer, also for
   * every frame after the first bad one.
   */
  readonly open: (sealed: Uint8Array) => { readonly frame: Uint8Array; readonly last: boolean }
  /** Whether the last frame was opened; an answer that ends before is cut. */
  readonly finished: boolean
  /** Forgets the key; for an answer that is given up before its last frame. */
  readonly wipe: () => void
}

/** Returns an opener under a response key; it takes the key over and overwrites it when the stream ends. */
export function createResponseOpener(key: Uint8Array, context: Uint8Array): ResponseOpener {
  const associated = concatBytes(utf8('response'), context)
  let state: StreamState | undefined
  let phase: 'open' | 'finished' | 'closed' = 'open'

  function end(as: 'finished' | 'closed'): void {
    if (phase !== 'open') return
    if (state !== undefined) wipeStreamState(state)
    sodium.memzero(key)
    phase = as
  }

  function start(sealed: Uint8Array): Uint8Array {
    if (sealed.length !== STREAM_HEADER_BYTES + SEALED_RESPONSE_FRAME_BYTES) throw streamInvalid()
    const header = sealed.subarray(0, STREAM_HEADER_BYTES)
    state = sodium.crypto_secretstream_xchacha20poly1305_init_pull(header, key)
    return sealed.subarray(STREAM_HEADER_BYTES)
  }

  function open(sealed: Uint8Array): { frame: Uint8Array; last: boolean } {
    if (phase !== 'open') throw streamInvalid()
    try {
      const chunk = state === undefined ? start(sealed) : sealed
      if (state === undefined || chunk.length !== SEALED_RESPONSE_FRAME_BYTES) throw streamInvalid()
      const pulled = sodium.crypto_secretstream_xchacha20poly1305_pull(state, chunk, associated)
      if (pulled === false) throw streamInvalid()
      const last = pulled.tag === sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL
      if (!last && pulled.tag !== sodium.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE)
        throw streamInvalid()
      if (last) end('finished')
      return { frame: pulled.message, last }
    } catch (error) {
      end('closed')
      throw error
    }
  }

  return {
    open,
    get finished() {
      return phase === 'finished'
    },
    wipe: () => end('closed'),
  }
}

function streamInvalid(): WitanError {
  return new WitanError(
    'STREAM_INVALID',
    'A sealed frame of the answer is missing, repeated, out of order, altered or of another task.',
  )
}
