/** Opens a keystore with a password that was never an option's value. */

import { existsSync } from 'node:fs'
import type { Hex } from '#protocol/bytes.ts'
import { WitanError } from '#protocol/errors.ts'
import { openKeystore } from '#provider/keystore.ts'
import type { CommandContext } from './context.ts'
import { readPassword } from './readPassword.ts'

/**
 * Returns the private key in a keystore.
 *
 * @param keystore - Its path, what to call it, and what the configuration knows of its password.
 * @throws {WitanError} KEYSTORE_MISSING; KEYSTORE_INVALID when it cannot be opened with the password.
 */
export async function unlockKeystore(
  context: CommandContext,
  keystore: unlockKeystore.Keystore,
): Promise<Hex> {
  const { path, name, ...fallback } = keystore
  if (!existsSync(path)) {
    throw new WitanError('KEYSTORE_MISSING', `There is no keystore of the ${name} at ${path}.`, {
      meta: { path },
    })
  }
  const password = await readPassword(context, `Password of the ${name}`, fallback)
  context.output.detail(`opening ${path}`)
  return openKeystore(path, password)
}

export declare namespace unlockKeystore {
  type Keystore = {
    readonly path: string
    /** Whose key it is, such as `owner wallet`. */
    readonly name: string
    readonly password?: string
    readonly passwordFile?: string
  }
}
