/** The one place that prints: data to stdout, words for people to stderr, JSON when it was asked for. */

import { styleText } from 'node:util'
import { ERROR_CODES } from '#protocol/errorCodes.ts'
import { describeError } from './describeError.ts'
import type { Io } from './io.ts'
import { jsonOf } from './jsonOf.ts'

export type Paint = 'bold' | 'dim' | 'green' | 'yellow' | 'red' | 'cyan'

export type Output = {
  readonly json: boolean
  readonly verbose: boolean
  /** Whether a person looks at a terminal that can be redrawn. */
  readonly interactive: boolean
  /** Prints the result of the command: the object with --json, the text otherwise. */
  readonly result: (value: unknown, text: string) => void
  /** Prints one line of a JSON stream; nothing without --json. */
  readonly event: (value: unknown) => void
  /** Writes text to stdout as it comes; nothing with --json. */
  readonly write: (text: string) => void
  /** Writes text for a person without ending the line; nothing with --json. */
  readonly progress: (text: string) => void
  /** Prints a line for a person; nothing with --json. */
  readonly note: (line: string) => void
  /** Prints a line for a person who asked for more with --verbose. */
  readonly detail: (line: string) => void
  /** Prints an error and returns its exit code. */
  readonly error: (thrown: unknown) => number
  /** Returns the text in color when stderr shows colors. */
  readonly paint: (paint: Paint, text: string) => string
}

/** Returns where a command prints to. */
export function createOutput(
  io: Io,
  { json, verbose, color }: { json: boolean; verbose: boolean; color: boolean },
): Output {
  const colored =
    color && io.stdout.isTTY === true && io.stderr.isTTY === true && !io.env['NO_COLOR']
  const paint = (name: Paint, text: string) =>
    colored ? styleText(name, text, { validateStream: false }) : text
  const line = (text: string) => void io.stderr.write(`${text}\n`)

  return {
    json,
    verbose,
    interactive: io.stderr.isTTY === true && !json,
    result: (value, text) => void io.stdout.write(`${json ? jsonOf(value) : text}\n`),
    event: (value) => void (json && io.stdout.write(`${jsonOf(value)}\n`)),
    write: (text) => void (!json && io.stdout.write(text)),
    progress: (text) => void (!json && io.stderr.write(text)),
    note: (text) => void (!json && line(text)),
    detail: (text) => void (verbose && line(paint('dim', text))),
    error: (thrown) => {
      const { exitCode, ...report } = describeError(thrown)
      if (json) io.stdout.write(`${jsonOf({ error: report })}\n`)
      else {
        const { code, message, remedy } = report
        // Some messages say what to do themselves.
        const sentence = message.endsWith(remedy) ? message.slice(0, -remedy.length) : message
        line(`${paint('red', `error ${code}:`)} ${sentence.trim() || message}`)
        line(`  ${remedy}`)
      }
      if (verbose) line(paint('dim', stackOf(thrown)))
      return exitCode
    },
    paint,
  }
}

/** Returns the stack with those of its causes. */
function stackOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return ERROR_CODES.INTERNAL.sentence
  const own = thrown.stack ?? thrown.message
  return thrown.cause === undefined ? own : `${own}\ncaused by ${stackOf(thrown.cause)}`
}
