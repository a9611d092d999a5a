import type { Chain } from './chain.ts'
import { blockBeacon } from './contracts.ts'
import { sendCall, type Transaction, type WriteOptions } from './sendCall.ts'

/**
 * Fixes the randomness of a round of the test beacon, once its block is there. Anyone may.
 *
 * @throws {WitanError} CONTRACT_REVERTED when the round is not there yet or too old; CONTRACT_MISSING where a public beacon is used; and what sendCall throws.
 */
export async function proveBeacon(
  chain: Chain,
  parameters: proveBeacon.Parameters,
): Promise<Transaction> {
  const call = {
    ...blockBeacon(chain),
    functionName: 'prove',
    args: [parameters.round],
  } as const
  return (await sendCall(chain, call, parameters)).transaction
}

export declare namespace proveBeacon {
  type Parameters = WriteOptions & {
    readonly round: bigint
  }
}
