import { accountOf, type Chain } from './chain.ts'
import { sendInTurn } from './sendInTurn.ts'

/**
 * Returns what `spend` returns, run when nothing else of the account uses an allowance or a permit: both are one
 * number per account on chain, so two at once would take each other's.
 */
export async function spendInTurn<T>(chain: Chain, spend: () => Promise<T>): Promise<T> {
  return await sendInTurn(`${chain.deployment.chainId}:${accountOf(chain)}:allowance`, spend)
}
