import { concatBytes, fromHex, utf8 } from '#protocol/bytes.ts'
import { encodeSealingContext, type SealingContext } from '#protocol/envelope.ts'
import { WitanError } from '#protocol/errors.ts'
import { deriveKeys, type SealingKeys } from './deriveKeys.ts'
import { encodeEnvelope, padPayload } from './envelopeLayout.ts'
import { createResponseOpener, type ResponseOpener } from './responseOpener.ts'
import { sodium, wipeStreamState } from './sodium.ts'

/**
 * Seals a request to the one node named in its context.
 *
 * @param context - What the envelope is bound to; the node opens it only with exactly these values.
 * @param plaintext - Encoded request payload, at most MAX_PAYLOAD_BYTES.
 * @returns The envelope to send, and the opener for the sealed answer to exactly this envelope; `requestKey`, where it
 * was asked for, shows others what was sealed (reopenRequest.ts): it opens the request and the answer.
 * @throws {WitanError} ENVELOPE_TOO_LARGE; INPUT_INVALID when the node's sealing key is no usable point.
 */
export function sealRequest(
  context: SealingContext,
  plaintext: Uint8Array,
  options: {
    /** Whether others may ever have to see what was sealed. @default false: the key is forgotten at once */
    readonly keepKey?: boolean
  } = {},
): { envelope: Uint8Array; opener: ResponseOpener; requestKey?: Uint8Array } {
  const frames = padPayload(plaintext)
  const bound = encodeSealingContext(context)
  const ephemeral = sodium.crypto_kx_keypair()
  const requestKey = options.keepKey ? ephemeral.privateKey.slice() : undefined
  const keys = deriveClientKeys(context, ephemeral, bound)

  const { state, header } = sodium.crypto_secretstream_xchacha20poly1305_init_push(keys.request)
  const associated = concatBytes(utf8('request'), bound)
  const sealed = frames.map((frame, i) =>
    sodium.crypto_secretstream_xchacha20poly1305_push(
      state,
      frame,
      associated,
      i === frames.length - 1
        ? sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL
        : sodium.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE,
    ),
  )
  wipeStreamState(state)
  sodium.memzero(keys.request)

  const envelope = encodeEnvelope({
    ephemeralKey: ephemeral.publicKey,
    commitment: keys.commitment,
    streamHeader: header,
    frames: sealed,
  })
  const opener = createResponseOpener(keys.response, bound)
  return { envelope, opener, ...(requestKey && { requestKey }) }
}

function deriveClientKeys(
  context: SealingContext,
  ephemeral: { publicKey: Uint8Array; privateKey: Uint8Array },
  bound: Uint8Array,
): SealingKeys {
  const nodeKey = fromHex(context.sealingKey, 32)
  try {
    return deriveKeys({
      privateKey: ephemeral.privateKey,
      peerPublicKey: nodeKey,
      ephemeralKey: ephemeral.publicKey,
      nodeKey,
      context: bound,
    })
  } catch (cause) {
    throw new WitanError('INPUT_INVALID', "The node's sealing key is weak; use another node.", {
      cause,
    })
  } finally {
    sodium.memzero(ephemeral.privateKey)
  }
}
