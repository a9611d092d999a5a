import { isWitanError } from '#protocol/errors.ts'
import type { LogFields, Logger } from '#telemetry/createLogger.ts'
import type { ErrorCount, LogLine } from '#telemetry/liveReport.ts'

/** The last thing that went wrong, for the node's own report. */
export type LastError = Omit<ErrorCount, 'count'>

export type WatchedLog = {
  readonly logger: Logger
  /** Returns what the last warning or error was. */
  readonly lastError: () => LastError | undefined
  /** Returns the warnings and errors by phrase and code, the latest first. */
  readonly errors: () => readonly ErrorCount[]
  /** Returns the latest lines from info up, newest last. */
  readonly lines: () => readonly LogLine[]
}

/** Lines kept; an operator who wants more has the log itself. */
const MAX_LINES = 100
/** Kinds of errors kept; phrases and codes are fixed, so there are few. */
const MAX_ERRORS = 50

/** Fields that may leave the log: ids, roles, counts and amounts. Any other may hold what a peer wrote. */
const SHOWN_FIELDS: ReadonlySet<string> = new Set([
  'nodeId',
  'jobId',
  'role',
  'reason',
  'outputTokens',
  'amount',
  'maxCost',
  'txHash',
  'rows',
  'net',
  'fee',
  'failures',
  'retryInMs',
  'interrupted',
  'attempt',
  'delayMs',
])

/** Returns the logger, and what it said lately. @param now - Unix seconds. */
export function watchLog(target: Logger, now: () => number): WatchedLog {
  const lines: LogLine[] = []
  const counts = new Map<string, ErrorCount>()
  const note = (level: LogLine['level'], message: string, fields: LogFields, cause: unknown) => {
    const at = now()
    const code = codeOf(fields, cause)
    lines.push({ at, level, message, ...code, fields: shown(fields) })
    if (lines.length > MAX_LINES) lines.shift()
    if (level === 'info') return
    const key = `${message}\n${code.code ?? ''}`
    const count = (counts.get(key)?.count ?? 0) + 1
    // Set anew, so that the latest is the last.
    counts.delete(key)
    counts.set(key, { message, ...code, count, at })
    if (counts.size > MAX_ERRORS) counts.delete(counts.keys().next().value!)
  }
  const wrap = (inner: Logger): Logger => {
    const watched =
      (level: LogLine['level']): Logger['info'] =>
      (message, fields = {}, cause) => {
        note(level, message, fields, cause)
        inner[level](message, fields, cause)
      }
    return {
      ...inner,
      info: watched('info'),
      warn: watched('warn'),
      error: watched('error'),
      child: (fields) => wrap(inner.child(fields)),
    }
  }
  const errors = () => [...counts.values()].reverse()
  const lastError = () => {
    const [last] = errors()
    if (last === undefined) return undefined
    const { count: _, ...rest } = last
    return rest
  }
  return { logger: wrap(target), lastError, errors, lines: () => [...lines] }
}

function codeOf({ code }: LogFields, cause: unknown): { readonly code?: string } {
  if (isWitanError(cause)) return { code: cause.code }
  return typeof code === 'string' && /^[A-Z_]{1,40}$/.test(code) ? { code } : {}
}

function shown(fields: LogFields): LogLine['fields'] {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) =>
      SHOWN_FIELDS.has(name) && value !== undefined
        ? [[name, typeof value === 'number' ? value : String(value)]]
        : [],
    ),
  )
}
