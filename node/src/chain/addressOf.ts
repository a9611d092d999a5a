import { privateKeyToAddress } from 'viem/accounts'
import type { Hex } from '#protocol/bytes.ts'
import { type Address, parseAddress } from '#protocol/ids.ts'

/** Returns the account of a secp256k1 private key. */
export function addressOf(privateKey: Hex): Address {
  return parseAddress(privateKeyToAddress(privateKey))
}
