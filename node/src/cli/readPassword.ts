/** The password of a keystore: never an option's value, which every program of the machine could read. */

import { readFile } from 'node:fs/promises'
import { WitanError } from '#protocol/errors.ts'
import type { CommandContext } from './context.ts'

/** Shortest password of a new keystore: scrypt slows a guesser down, it doesn't stop one. */
const MIN_LENGTH = 8

/**
 * Returns the password of a keystore: from --password-file, WITAN_PASSWORD, `fallback`, or the person, in this order.
 *
 * @param question - What to ask, such as `Password of the signer's keystore`.
 * @param fallback - What the configuration knows about this keystore.
 * @throws {WitanError} KEYSTORE_INVALID when there is none and nobody can be asked; CONFIG_INVALID when the
 * file cannot be read.
 */
export async function readPassword(
  context: CommandContext,
  question: string,
  fallback: { readonly password?: string; readonly passwordFile?: string } = {},
): Promise<string> {
  const { options, io, prompts } = context
  if (options.passwordFile !== undefined) return readPasswordFile(options.passwordFile)
  const given = io.env['WITAN_PASSWORD'] ?? fallback.password
  if (given !== undefined && given !== '') return given
  if (fallback.passwordFile !== undefined) return readPasswordFile(fallback.passwordFile)
  return prompts.password(question)
}

/** Returns whether a password of a wallet is at hand without asking anybody. */
export function hasPassword({ options, io }: CommandContext): boolean {
  return options.passwordFile !== undefined || Boolean(io.env['WITAN_PASSWORD'])
}

/** Returns the password of a new keystore, asked twice. @throws {WitanError} as readPassword; INPUT_INVALID when it is short or mistyped. */
export async function readNewPassword(context: CommandContext, question: string): Promise<string> {
  const password = await readPassword(context, question)
  if (password.length < MIN_LENGTH) {
    throw new WitanError('INPUT_INVALID', `The password needs at least ${MIN_LENGTH} characters.`)
  }
  const { options, io, prompts } = context
  const typed = options.passwordFile === undefined && !io.env['WITAN_PASSWORD']
  if (typed && (await prompts.password('The same again')) !== password) {
    throw new WitanError('INPUT_INVALID', 'The two passwords differ.')
  }
  return password
}

async function readPasswordFile(file: string): Promise<string> {
  try {
    // An editor ends a file with a newline that nobody means.
    return (await readFile(file, 'utf8')).replace(/\r?\n$/, '')
  } catch (cause) {
    throw new WitanError('CONFIG_INVALID', `The password file ${file} cannot be read.`, { cause })
  }
}
