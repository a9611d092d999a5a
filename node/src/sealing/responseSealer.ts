import { concatBytes, utf8 } from '#protocol/bytes.ts'
import { WitanError } from '#protocol/errors.ts'
import { RESPONSE_FRAME_BYTES } from '#protocol/limits.ts'
import { sodium, wipeStreamState } from './sodium.ts'

/** Seals the frames of one answer, in order. */
export type ResponseSealer = {
  /**
   * Returns the sealed bytes of the next frame.
   *
   * @param frame - Exactly RESPONSE_FRAME_BYTES.
   * @param options - `last`: marks the end; nothing can be sealed after it.
   * @throws {WitanError} INTERNAL when the frame has another size or the stream has ended.
   */
  readonly seal: (frame: Uint8Array, options: { readonly last: boolean }) => Uint8Array
  /** Forgets the key; for an answer that is given up before its last frame. */
  readonly wipe: () => void
}

/** Returns a sealer under a response key; it takes its own copy of the key. */
export function createResponseSealer(key: Uint8Array, context: Uint8Array): ResponseSealer {
  const { state, header } = sodium.crypto_secretstream_xchacha20poly1305_init_push(key)
  const associated = concatBytes(utf8('response'), context)
  let first = true
  let ended = false

  function wipe(): void {
    if (!ended) wipeStreamState(state)
    ended = true
  }

  function seal(frame: Uint8Array, { last }: { readonly last: boolean }): Uint8Array {
    if (ended || frame.length !== RESPONSE_FRAME_BYTES) {
      throw new WitanError('INTERNAL', 'A response frame came after the end or has another size.', {
        meta: { ended, length: frame.length },
      })
    }
    const sealed = sodium.crypto_secretstream_xchacha20poly1305_push(
      state,
      frame,
      associated,
      last
        ? sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL
        : sodium.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE,
    )
    if (last) wipe()
    if (!first) return sealed
    first = false
    return concatBytes(header, sealed)
  }

  return { seal, wipe }
}
