import { WitanError } from '#protocol/errors.ts'
import type { Logger } from '#telemetry/createLogger.ts'

/** The last thing that went wrong, for the node's own report. */
export type LastError = {
  /** The fixed phrase of the log line. */
  readonly message: string
  readonly code?: string
  /** Unix seconds. */
  readonly at: number
}

/** Returns the logger, and what its last warning or error was. */
export function watchErrors(
  logger: Logger,
  now: () => number,
): { readonly logger: Logger; readonly lastError: () => LastError | undefined } {
  let last: LastError | undefined
  const note = (message: string, cause: unknown) => {
    const code = cause instanceof WitanError ? { code: cause.code } : {}
    last = { message, ...code, at: now() }
  }
  const wrap = (target: Logger): Logger => ({
    ...target,
    warn: (message, fields, cause) => {
      note(message, cause)
      target.warn(message, fields, cause)
    },
    error: (message, fields, cause) => {
      note(message, cause)
      target.error(message, fields, cause)
    },
    child: (fields) => wrap(target.child(fields)),
  })
  return { logger: wrap(logger), lastError: () => last }
}
