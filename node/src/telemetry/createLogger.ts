/**
 * The node's log. The only importer of pino.
 *
 * Policy: a message is a fixed lower-case phrase, everything variable is a scalar field, and text that
 * came from the network (an error message of a peer, an agent name) is never a field at info or above.
 * `debug` is for whoever reads the code, `info` for whoever runs the node, `warn` for what a person
 * should look at some day, `error` for what needs a person now.
 */

import { type DestinationStream, destination, type Logger as PinoLogger, pino } from 'pino'
import { isWitanError } from '#protocol/errors.ts'

export const LOG_LEVELS = ['silent', 'error', 'warn', 'info', 'debug', 'trace'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

/** Flat on purpose: nothing deep can bring a secret along. */
export type LogFields = Readonly<Record<string, string | number | bigint | boolean | undefined>>

type LogFunction = (message: string, fields?: LogFields) => void
/** As LogFunction, and takes what was thrown; only its code and values are written, never its message. */
type LogErrorFunction = (message: string, fields?: LogFields, cause?: unknown) => void

export type Logger = {
  readonly trace: LogFunction
  readonly debug: LogErrorFunction
  readonly info: LogErrorFunction
  readonly warn: LogErrorFunction
  readonly error: LogErrorFunction
  /** Returns a logger whose lines name the module. */
  readonly child: (fields: { readonly module: string }) => Logger
}

export type CreateLoggerOptions = {
  readonly level: LogLevel
  /** A file's path, 'stdout', 'stderr', or anything with a `write`. @default 'stderr' */
  readonly destination?: string | { write(line: string): void }
  /** Name of the part that writes. @default 'node' */
  readonly module?: string
}

/** Fields that are masked wherever they appear: no caller should pass them, and a mistake must stay harmless. */
export const REDACTED_FIELDS = [
  'prompt',
  'content',
  'messages',
  'text',
  'answer',
  'plaintext',
  'payload',
  'envelope',
  'sealed',
  'frame',
  'privateKey',
  'secretKey',
  'signerKey',
  'peerKey',
  'password',
  'mnemonic',
  'seed',
  'token',
  'apiKey',
  'authorization',
] as const

/** Returns a logger that writes one JSON object per line. */
export function createLogger(options: CreateLoggerOptions): Logger {
  const { level, destination: target = 'stderr', module = 'node' } = options
  const redact = {
    paths: REDACTED_FIELDS.flatMap((field) => [field, `*.${field}`]),
    censor: '[redacted]',
  }
  const settings = {
    level,
    redact,
    base: { module },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
  }
  return wrap(pino(settings, streamOf(target)))
}

function streamOf(target: string | { write(line: string): void }): DestinationStream {
  if (typeof target !== 'string') return target
  // Synchronous, so that the last lines before a crash are not lost.
  if (target === 'stdout') return destination({ dest: 1, sync: true })
  if (target === 'stderr') return destination({ dest: 2, sync: true })
  return destination({ dest: target, sync: true, mkdir: true, append: true })
}

function wrap(target: PinoLogger): Logger {
  const write =
    (level: 'trace' | 'debug' | 'info' | 'warn' | 'error'): LogErrorFunction =>
    (message, fields = {}, cause) => {
      if (target.isLevelEnabled(level)) {
        target[level]({ ...flat(fields), ...describe(cause, target) }, message)
      }
    }
  return {
    trace: write('trace'),
    debug: write('debug'),
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
    child: (fields) => wrap(target.child(fields)),
  }
}

function flat(fields: LogFields): Record<string, string | number | boolean | undefined> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      typeof value === 'bigint' ? value.toString() : value,
    ]),
  )
}

/** An error's message may quote what a peer sent, so only our code, our values and the call stack are kept. */
function describe(cause: unknown, target: PinoLogger): Record<string, unknown> {
  if (cause === undefined) return {}
  const stack = target.isLevelEnabled('debug') ? { stack: framesOf(cause) } : {}
  if (isWitanError(cause)) return { code: cause.code, ...flat(cause.meta), ...stack }
  const { name, code } = (cause ?? {}) as { name?: unknown; code?: unknown }
  return {
    errorName: typeof name === 'string' ? name : typeof cause,
    errorCode: typeof code === 'string' || typeof code === 'number' ? code : undefined,
    ...stack,
  }
}

function framesOf(cause: unknown): string | undefined {
  if (!(cause instanceof Error) || cause.stack === undefined) return undefined
  const frames = cause.stack.split('\n').filter((line) => line.startsWith('    at '))
  return frames.map((line) => line.trim()).join('\n')
}
