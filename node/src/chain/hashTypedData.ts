import { hashTypedData as viemHashTypedData } from 'viem'
import type { Hex } from '#protocol/bytes.ts'
import type { TypedData } from '#protocol/typedData.ts'
import { typedDataParameters } from './typedDataParameters.ts'

/** Returns the 32-byte EIP-712 digest that is signed and that the contracts recompute. */
export function hashTypedData(typedData: TypedData): Hex {
  return viemHashTypedData(typedDataParameters(typedData))
}
