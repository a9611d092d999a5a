/** Errors that cross the wire: a code and the catalogue's sentence, never internal text, in both directions. */

import { ERROR_CODES, type ErrorCode } from '#protocol/errorCodes.ts'
import { isWitanError, WitanError } from '#protocol/errors.ts'

export type PeerErrorMessage = {
  readonly type: 'error'
  readonly code: ErrorCode
  readonly message: string
}

/** Returns what a peer is told about an error; anything but a WitanError is INTERNAL. */
export function peerErrorMessage(error: unknown): PeerErrorMessage {
  const code = isWitanError(error) ? error.code : 'INTERNAL'
  return { type: 'error', code, message: ERROR_CODES[code].sentence }
}

/** Returns the error that a peer told us, in our own words: its text is not shown to anyone. */
export function errorOfPeer(message: PeerErrorMessage): WitanError {
  const { sentence, remedy } = ERROR_CODES[message.code]
  return new WitanError(message.code, `${sentence} ${remedy}`, { meta: { remote: true } })
}
