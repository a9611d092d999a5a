import { generatePrivateKey } from 'viem/accounts'
import type { Hex } from '#protocol/bytes.ts'
import type { Address } from '#protocol/ids.ts'
import { addressOf } from './addressOf.ts'

export type SessionKey = {
  readonly privateKey: Hex
  /** Named in the job's terms; signs its vouchers and task requests. */
  readonly address: Address
}

/** Returns a fresh random key for one job. It is never used for a second one. */
export function createSessionKey(): SessionKey {
  const privateKey = generatePrivateKey()
  return { privateKey, address: addressOf(privateKey) }
}
