/** What every command is given: the options of all commands, where to print, and how to ask. */

import type { Io } from './io.ts'
import type { Output } from './output.ts'
import type { Prompts } from './prompts.ts'

/** Options that every command takes, as typed on the command line. */
export type GlobalOptions = {
  readonly json?: boolean
  readonly yes?: boolean
  readonly verbose?: boolean
  readonly color: boolean
  /** Chain id. */
  readonly chain?: string
  readonly rpc?: string
  readonly dataDir?: string
  readonly config?: string
  readonly deployments?: string
  readonly passwordFile?: string
}

export type CommandContext = {
  readonly io: Io
  readonly options: GlobalOptions
  readonly output: Output
  readonly prompts: Prompts
}

/** A command: does its work and prints it. A returned number is the exit code; errors are thrown. */
export type Command<Options> = (
  context: CommandContext,
  options: Options,
) => Promise<number | undefined>
