import { approve } from './approve.ts'
import type { Chain } from './chain.ts'
import { jobEscrow } from './contracts.ts'
import { assertTokenBalance } from './permit.ts'
import { sendCall, type Transaction, type WriteOptions } from './sendCall.ts'
import { spendInTurn } from './spendInTurn.ts'

/**
 * Moves payment tokens into the account's free balance: an approval where needed, then the deposit.
 *
 * @param parameters - Amount in micro-dollars.
 * @throws {WitanError} INSUFFICIENT_FUNDS when the account holds less; and what sendCall throws.
 */
export async function deposit(chain: Chain, parameters: deposit.Parameters): Promise<Transaction> {
  const { amount } = parameters
  const escrow = jobEscrow(chain)
  return await spendInTurn(chain, async () => {
    await assertTokenBalance(chain, chain.paymentToken, amount)
    const allowance = { token: chain.paymentToken, spender: escrow.address, amount }
    await approve(chain, allowance, parameters)
    const call = { ...escrow, functionName: 'deposit', args: [amount] } as const
    return (await sendCall(chain, call, parameters)).transaction
  })
}

export declare namespace deposit {
  type Parameters = WriteOptions & {
    /** Micro-dollars. */
    readonly amount: bigint
  }
}
