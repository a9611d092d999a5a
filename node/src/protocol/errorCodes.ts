/**
 * Every stable error code, with the sentence that a user is shown when only the code crossed the
 * wire, what to do next, and the exit code of the CLI (docs/protocol.md, "Errors").
 */

import type { ErrorEntry } from './errorCodes/entry.ts'
import { LOCAL_ERRORS } from './errorCodes/localErrors.ts'
import { MARKET_ERRORS } from './errorCodes/marketErrors.ts'
import { NETWORK_ERRORS } from './errorCodes/networkErrors.ts'

export type { ErrorEntry } from './errorCodes/entry.ts'

export const ERROR_CODES = {
  ...LOCAL_ERRORS,
  ...MARKET_ERRORS,
  ...NETWORK_ERRORS,
} as const satisfies Record<string, ErrorEntry>

export type ErrorCode = keyof typeof ERROR_CODES

/** Returns whether a text received from outside is one of our codes. */
export function isErrorCode(text: string): text is ErrorCode {
  return Object.hasOwn(ERROR_CODES, text)
}

/** Returns the code named by a text; anything unknown becomes INTERNAL, so that a newer peer's codes can't break an older one. */
export function parseErrorCode(value: unknown): ErrorCode {
  return typeof value === 'string' && isErrorCode(value) ? value : 'INTERNAL'
}
