/**
 * The one root of every error that Witan throws on purpose. A peer sees only `code`; a user sees
 * `message` (a sentence with the values and what to do next); a log sees `code` and `meta`.
 * Neither message nor meta may ever hold a prompt, an answer or a key.
 */

import type { ErrorCode } from './errorCodes.ts'

/** Scalars only, so that nothing deep can leak into a log. */
export type ErrorMeta = Readonly<Record<string, string | number | bigint | boolean | undefined>>

/** An error with a stable code, a sentence for people and values for machines. */
export class WitanError extends Error {
  override name = 'WitanError'
  /** Stable, UPPER_SNAKE, listed in errorCodes.ts; the only part a peer is told. */
  readonly code: ErrorCode
  readonly meta: ErrorMeta
  /** Whether the same call can succeed later without any change. */
  readonly retryable: boolean

  constructor(code: ErrorCode, message: string, options: WitanErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.code = code
    this.meta = options.meta ?? {}
    this.retryable = options.retryable ?? false
  }
}

export type WitanErrorOptions = {
  readonly meta?: ErrorMeta
  /** @default false */
  readonly retryable?: boolean
  readonly cause?: unknown
}

/** Returns whether a value is a WitanError, optionally with one given code. */
export function isWitanError(value: unknown, code?: ErrorCode): value is WitanError {
  return value instanceof WitanError && (code === undefined || value.code === code)
}
