/** Runs one command line and returns its exit code. */

import { CommanderError } from 'commander'
import { createProgram } from './createProgram.ts'
import type { Io } from './io.ts'
import { createOutput } from './output.ts'

/**
 * Runs the command that the arguments name.
 *
 * @param args - What follows `witan` on the command line.
 * @returns 0 ok, 2 usage, 3 config or keys, 4 chain unreachable, 5 reverted, 6 timeout, 7 verification
 * failed, 8 node or peer. Never throws: every error is printed here, once.
 */
export async function main(args: readonly string[], io: Io): Promise<number> {
  // Read before parsing, so that a usage error is printed in the asked form too.
  const flags = args.slice(0, args.includes('--') ? args.indexOf('--') : args.length)
  const output = createOutput(io, {
    json: flags.includes('--json'),
    verbose: flags.includes('--verbose'),
    color: !flags.includes('--no-color'),
  })
  let exitCode = 0
  try {
    const setExitCode = (code: number) => {
      exitCode = code
    }
    await createProgram({ io, output, setExitCode }).parseAsync(args, { from: 'user' })
    return exitCode
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0
    if (error instanceof CommanderError && error.code === 'commander.help') return 2
    return output.error(error)
  }
}
