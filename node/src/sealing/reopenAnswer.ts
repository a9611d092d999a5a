import { encodeSealingContext, type SealingContext } from '#protocol/envelope.ts'
import { WitanError } from '#protocol/errors.ts'
import { deriveSenderKeys } from './deriveSenderKeys.ts'
import {
  decodeEnvelope,
  SEALED_RESPONSE_FRAME_BYTES,
  STREAM_HEADER_BYTES,
} from './envelopeLayout.ts'
import { createResponseOpener } from './responseOpener.ts'
import { sodium } from './sodium.ts'

/**
 * Returns the frames of an answer that a node handed out afterwards, one after the other in one piece.
 *
 * @param sent - The request as it was sealed, and the key that its sender kept.
 * @param sealed - All sealed frames, in order.
 * @throws {WitanError} STREAM_INVALID when they are not the whole answer to this request; ENVELOPE_INVALID.
 */
export function reopenAnswer(
  context: SealingContext,
  sent: { readonly requestKey: Uint8Array; readonly envelope: Uint8Array },
  sealed: Uint8Array,
): Uint8Array[] {
  const bound = encodeSealingContext(context)
  const { ephemeralKey } = decodeEnvelope(sent.envelope)
  const keys = deriveSenderKeys(context, {
    requestKey: sent.requestKey,
    sent: ephemeralKey,
    bound,
  })
  sodium.memzero(keys.request)
  const opener = createResponseOpener(keys.response, bound)
  const frames: Uint8Array[] = []
  let at = 0
  while (at < sealed.length) {
    const size = SEALED_RESPONSE_FRAME_BYTES + (at === 0 ? STREAM_HEADER_BYTES : 0)
    frames.push(opener.open(sealed.subarray(at, at + size)).frame)
    at += size
  }
  if (opener.finished) return frames
  opener.wipe()
  throw new WitanError('STREAM_INVALID', 'The answer was cut before its end.')
}
