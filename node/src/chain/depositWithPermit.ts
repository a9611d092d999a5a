import { accountOf, type Chain } from './chain.ts'
import { jobEscrow } from './contracts.ts'
import { assertTokenBalance, signPermit } from './permit.ts'
import { sendCall, type Transaction, type WriteOptions } from './sendCall.ts'
import { spendInTurn } from './spendInTurn.ts'

/**
 * Moves payment tokens into the account's free balance in one transaction, by a permit that the account signs.
 *
 * @param parameters - Amount in micro-dollars.
 * @throws {WitanError} INSUFFICIENT_FUNDS when the account holds less; and what sendCall throws.
 */
export async function depositWithPermit(
  chain: Chain,
  parameters: depositWithPermit.Parameters,
): Promise<Transaction> {
  const { amount } = parameters
  const escrow = jobEscrow(chain)
  return await spendInTurn(chain, async () => {
    await assertTokenBalance(chain, chain.paymentToken, amount)
    const wanted = { token: chain.paymentToken, spender: escrow.address, amount }
    const permit = await signPermit(chain, wanted)
    const args = [accountOf(chain), amount, permit] as const
    const call = { ...escrow, functionName: 'depositBySig', args } as const
    return (await sendCall(chain, call, parameters)).transaction
  })
}

export declare namespace depositWithPermit {
  type Parameters = WriteOptions & {
    /** Micro-dollars. */
    readonly amount: bigint
  }
}
