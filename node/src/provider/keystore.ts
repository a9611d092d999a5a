/** Web3 keystores v3 on disk. The only importer of ethers on the node: viem has no keystores. */

import { constants } from 'node:fs'
import { open, readFile, rename, rm } from 'node:fs/promises'
import { decryptKeystoreJson, encryptKeystoreJson } from 'ethers'
import { addressOf } from '#chain/addressOf.ts'
import { createSessionKey } from '#chain/createSessionKey.ts'
import type { Hex } from '#protocol/bytes.ts'
import { WitanError } from '#protocol/errors.ts'
import type { Address } from '#protocol/ids.ts'

/** The usual cost of keystores v3: about a second of one core, 128 MB for an attacker's every guess. */
const SCRYPT_N = 131_072

export type KeystoreOptions = {
  /** Cost of scrypt, a power of two; lower only for worthless keys. @default 131072 */
  readonly scryptN?: number
}

/**
 * Writes a key to a keystore that only this user can read; a crash leaves the old file or the new one, whole.
 *
 * @returns The account of the key.
 */
export async function writeKeystore(
  path: string,
  privateKey: Hex,
  password: string,
  { scryptN = SCRYPT_N }: KeystoreOptions = {},
): Promise<Address> {
  const address = addressOf(privateKey)
  const json = await encryptKeystoreJson({ address, privateKey }, password, {
    scrypt: { N: scryptN },
  })
  const temporary = `${path}.${process.pid}.new`
  try {
    await using file = await open(
      temporary,
      constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY,
      0o600,
    )
    await file.writeFile(`${json}\n`)
    await file.sync()
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
  await rename(temporary, path)
  return address
}

/** Writes a keystore with a fresh key and returns its account. */
export async function createKeystore(
  path: string,
  password: string,
  options: KeystoreOptions = {},
): Promise<Address> {
  return writeKeystore(path, createSessionKey().privateKey, password, options)
}

/**
 * Returns the private key in a keystore.
 *
 * @throws {WitanError} KEYSTORE_MISSING when there is no file; KEYSTORE_INVALID when it is no keystore v3 or the
 * password is wrong.
 */
export async function openKeystore(path: string, password: string): Promise<Hex> {
  let json: string
  try {
    json = await readFile(path, 'utf8')
  } catch (cause) {
    throw new WitanError(
      'KEYSTORE_MISSING',
      `There is no keystore at ${path}. Run \`witan init\` first.`,
      {
        cause,
        meta: { path },
      },
    )
  }
  try {
    const { privateKey } = await decryptKeystoreJson(json, password)
    return privateKey as Hex
  } catch {
    // The cause may quote the file; it says nothing more to a person anyway.
    throw new WitanError(
      'KEYSTORE_INVALID',
      `The keystore ${path} cannot be opened: the password is wrong, or it is no keystore v3.`,
      {
        meta: { path },
      },
    )
  }
}
