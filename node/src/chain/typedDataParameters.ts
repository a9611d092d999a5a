/** Our typed data as viem's parameters. */

import type { TypedDataDefinition } from 'viem'
import type { TypedData } from '#protocol/typedData.ts'

/** Returns the same typed data under viem's looser type: our message types are checked where they are built. */
export function typedDataParameters(typedData: TypedData): TypedDataDefinition {
  return typedData as unknown as TypedDataDefinition
}
