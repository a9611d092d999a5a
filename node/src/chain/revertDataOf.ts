import { BaseError, ContractFunctionRevertedError, type Hex } from 'viem'
import type { Address } from '#protocol/ids.ts'
import type { Connection } from './chain.ts'
import type { Call } from './sendCall.ts'

/** Returns the data with which a call reverts at a block; undefined if it passes or gives none. */
export async function revertDataOf(
  reader: Connection['reader'],
  call: Call,
  at: { readonly account: Address; readonly blockNumber: bigint },
): Promise<Hex | undefined> {
  try {
    await reader.simulateContract({ ...call, account: at.account, blockNumber: at.blockNumber })
    return undefined
  } catch (error) {
    const reverted =
      error instanceof BaseError && error.walk((e) => e instanceof ContractFunctionRevertedError)
    if (reverted instanceof ContractFunctionRevertedError) return reverted.raw
    throw error
  }
}
