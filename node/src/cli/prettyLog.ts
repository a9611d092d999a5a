/** The node's JSON log as lines for a person at a terminal. */

import type { Output, Paint } from './output.ts'

const PAINTS: Readonly<Record<string, Paint>> = { warn: 'yellow', error: 'red', debug: 'dim' }

/** Returns a log destination that prints `time message key=value ...` to stderr. */
export function createPrettyLog(output: Output): { write: (line: string) => void } {
  return {
    write: (line) => {
      const { level, time, msg, module: _, ...fields } = JSON.parse(line) as Record<string, unknown>
      const clock = String(time).slice(11, 19)
      const values = Object.entries(fields).map(([name, value]) => `${name}=${String(value)}`)
      const text = [msg, ...values].join(' ')
      const paint = PAINTS[String(level)]
      output.note(`${output.paint('dim', clock)} ${paint ? output.paint(paint, text) : text}`)
    },
  }
}
