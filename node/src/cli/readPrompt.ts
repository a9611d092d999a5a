/** Where the prompt of `ask` comes from: the argument, a file, or standard input. */

import { readFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import { WitanError } from '#protocol/errors.ts'
import type { Io } from './io.ts'

export type PromptSource = {
  readonly prompt?: string | undefined
  /** Path, or - for standard input. */
  readonly file?: string | undefined
}

/**
 * Returns the prompt, without blank space around it.
 *
 * @throws {WitanError} INPUT_INVALID when there is none, two, or a file that cannot be read.
 */
export async function readPrompt(io: Io, { prompt, file }: PromptSource): Promise<string> {
  if (prompt !== undefined && prompt !== '-' && file !== undefined) {
    throw new WitanError(
      'INPUT_INVALID',
      'Give the prompt as an argument or with --file, not both.',
    )
  }
  const source = file ?? (prompt === '-' ? '-' : undefined)
  const read = source === undefined ? (prompt ?? '') : await readSource(io, source)
  const trimmed = read.trim()
  if (trimmed === '') {
    throw new WitanError(
      'INPUT_INVALID',
      'There is no prompt; give one, such as witan ask "what is 6 * 7".',
    )
  }
  return trimmed
}

async function readSource(io: Io, source: string): Promise<string> {
  if (source === '-') return text(io.stdin)
  try {
    return await readFile(source, 'utf8')
  } catch (cause) {
    throw new WitanError('INPUT_INVALID', `The file ${source} cannot be read.`, { cause })
  }
}
