import { existsSync } from 'node:fs'
import type { Address } from '#protocol/ids.ts'
import { createKeystore } from '#provider/keystore.ts'
import type { CommandContext } from './context.ts'
import { readKeystoreAddress } from './ownNode.ts'
import { readNewPassword } from './readPassword.ts'

/**
 * Returns the account of a keystore, made now with a fresh key where there is none; a key is never replaced.
 *
 * @throws {WitanError} KEYSTORE_INVALID without a password; INPUT_INVALID when it is too short.
 */
export async function ensureKeystore(
  context: CommandContext,
  { path, name }: { readonly path: string; readonly name: string },
): Promise<Address> {
  if (existsSync(path)) return readKeystoreAddress(path)
  const password = await readNewPassword(context, `New password for the ${name}`)
  context.output.note(`Encrypting the key of the ${name}; this takes a moment on purpose.`)
  return createKeystore(path, password)
}
