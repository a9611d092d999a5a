import { WitanError } from '#protocol/errors.ts'

/** Returns an error as a WitanError: itself, or INTERNAL with it as the cause. */
export function toWitanError(error: unknown): WitanError {
  return error instanceof WitanError
    ? error
    : new WitanError('INTERNAL', 'Something failed that should not.', { cause: error })
}
