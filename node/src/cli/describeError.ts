/** Turns whatever was thrown into what a person or a script is told, and into the exit code. */

import { CommanderError } from 'commander'
import { ERROR_CODES, type ErrorCode } from '#protocol/errorCodes.ts'
import { isWitanError, WitanError } from '#protocol/errors.ts'

export type ErrorReport = {
  readonly code: ErrorCode
  readonly message: string
  /** What to do next. */
  readonly remedy: string
  readonly meta: Readonly<Record<string, string | number | boolean>>
  readonly exitCode: number
}

/** Failures of the operating system that have a code of ours. */
const SYSTEM_CODES: Readonly<Record<string, ErrorCode>> = {
  EADDRINUSE: 'PORT_IN_USE',
  ENOSPC: 'DISK_FULL',
  EACCES: 'CONFIG_INVALID',
  EPERM: 'CONFIG_INVALID',
  EROFS: 'DISK_FULL',
  ENOENT: 'CONFIG_INVALID',
  ECONNREFUSED: 'CHAIN_UNREACHABLE',
}

/** Returns the code, sentence, remedy and exit code of an error. */
export function describeError(thrown: unknown): ErrorReport {
  const error = asWitanError(thrown)
  const { remedy, exitCode } = ERROR_CODES[error.code]
  return {
    code: error.code,
    message: error.message,
    remedy: thrown instanceof CommanderError ? 'Run `witan --help` for the usage.' : remedy,
    meta: scalars(error),
    exitCode,
  }
}

function asWitanError(thrown: unknown): WitanError {
  if (isWitanError(thrown)) return thrown
  if (thrown instanceof CommanderError) {
    return new WitanError('INPUT_INVALID', sentence(thrown.message.replace(/^error: /, '')))
  }
  const error = thrown instanceof Error ? thrown : new Error(String(thrown))
  if (error.name === 'AbortError') {
    return new WitanError('ABORTED', ERROR_CODES.ABORTED.sentence, { cause: thrown })
  }
  const code = SYSTEM_CODES[(error as NodeJS.ErrnoException).code ?? '']
  return new WitanError(code ?? 'INTERNAL', sentence(error.message), { cause: thrown })
}

/** First letter large, a full stop at the end, one line. */
function sentence(text: string): string {
  const line = text.split('\n')[0]!.trim()
  const capital = line.charAt(0).toUpperCase() + line.slice(1)
  return /[.!?]$/.test(capital) ? capital : `${capital}.`
}

function scalars(error: WitanError): ErrorReport['meta'] {
  const entries = Object.entries(error.meta).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, typeof value === 'bigint' ? value.toString() : value]],
  )
  return Object.fromEntries(entries) as ErrorReport['meta']
}
