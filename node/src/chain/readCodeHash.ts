import { fromHex, type Hex } from '#protocol/bytes.ts'
import { keccak256Hex } from '#protocol/hash.ts'
import type { Address } from '#protocol/ids.ts'
import type { Chain } from './chain.ts'
import { reading } from './reading.ts'

/** What runs at an address. */
export type OnChainCode = {
  /** keccak256 of the code, computed here; undefined where there is none. */
  readonly hash: Hex | undefined
  readonly bytes: number
}

/** Returns the hash of the code at an address, to be held against the deployment's record. @throws {WitanError} CHAIN_UNREACHABLE. */
export async function readCodeHash(chain: Chain, address: Address): Promise<OnChainCode> {
  const code = await reading(chain, (reader) => reader.getCode({ address }))
  if (code === undefined || code === '0x') return { hash: undefined, bytes: 0 }
  const bytes = fromHex(code)
  return { hash: keccak256Hex(bytes), bytes: bytes.length }
}
