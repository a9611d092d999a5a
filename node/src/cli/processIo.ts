/** The real process as the command line sees it. */

import type { Io } from './io.ts'

/** Returns the streams, environment and signals of a process. */
export function processIo(process: NodeJS.Process): Io {
  // `witan ask ... | head` closes our output early: that is the reader's right, not an error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0)
    throw error
  })
  return {
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    env: process.env,
    onStopSignal: (listener) => {
      process.on('SIGINT', listener)
      process.on('SIGTERM', listener)
      // Started by a program of ours: when that is gone, nobody is left to stop us.
      if (process.connected) process.on('disconnect', listener)
      return () => {
        process.off('SIGINT', listener)
        process.off('SIGTERM', listener)
        process.off('disconnect', listener)
      }
    },
    exitNow: (code) => process.exit(code),
  }
}
