import type { Chain } from './chain.ts'
import { jobEscrow } from './contracts.ts'
import { sendCall, type Transaction, type WriteOptions } from './sendCall.ts'

/**
 * Takes payment tokens out of the account's free balance. Possible at any time.
 *
 * @throws {WitanError} INSUFFICIENT_FUNDS when the free balance is smaller; and what sendCall throws.
 */
export async function withdraw(
  chain: Chain,
  parameters: withdraw.Parameters,
): Promise<Transaction> {
  const call = { ...jobEscrow(chain), functionName: 'withdraw', args: [parameters.amount] } as const
  return (await sendCall(chain, call, parameters)).transaction
}

export declare namespace withdraw {
  type Parameters = WriteOptions & {
    /** Micro-dollars. */
    readonly amount: bigint
  }
}
