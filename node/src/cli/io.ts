/** What the command line sees of the process around it, so that tests can stand in for it. */

import type { Readable, Writable } from 'node:stream'

export type OutputStream = Writable & { readonly isTTY?: boolean; readonly columns?: number }

export type InputStream = Readable & { readonly isTTY?: boolean }

export type Io = {
  readonly stdin: InputStream
  /** Data only: answers, results, JSON. */
  readonly stdout: OutputStream
  /** Everything that is meant for a person. */
  readonly stderr: OutputStream
  readonly env: Readonly<Record<string, string | undefined>>
  /** Calls back on SIGINT and SIGTERM until the returned function is called. */
  readonly onStopSignal: (listener: () => void) => () => void
  /** Ends the process without waiting for anything. */
  readonly exitNow: (code: number) => void
}
