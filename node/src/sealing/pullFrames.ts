import { concatBytes } from '#protocol/bytes.ts'
import { type EnvelopeParts, envelopeInvalid } from './envelopeLayout.ts'
import { sodium, wipeStreamState } from './sodium.ts'

/**
 * Returns the padded payload; every frame must have its place's tag, so nothing can be cut off or added.
 *
 * @throws {WitanError} ENVELOPE_INVALID.
 */
export function pullFrames(
  key: Uint8Array,
  parts: EnvelopeParts,
  associated: Uint8Array,
): Uint8Array {
  const state = sodium.crypto_secretstream_xchacha20poly1305_init_pull(parts.streamHeader, key)
  try {
    const pieces = parts.frames.map((frame, i) => {
      const expected =
        i === parts.frames.length - 1
          ? sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL
          : sodium.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE
      const pulled = sodium.crypto_secretstream_xchacha20poly1305_pull(state, frame, associated)
      if (pulled === false || pulled.tag !== expected) throw envelopeInvalid()
      return pulled.message
    })
    const padded = concatBytes(...pieces)
    for (const piece of pieces) sodium.memzero(piece)
    return padded
  } finally {
    wipeStreamState(state)
  }
}
