import type { Address } from '#protocol/ids.ts'
import { accountOf, type Chain } from './chain.ts'
import { probeCourt, verifierBench } from './contracts.ts'
import { eventIn } from './eventIn.ts'
import { sendCall, type Transaction, type WriteOptions } from './sendCall.ts'

/**
 * Pays out what the court or the bench owes the account: bonds, fees and rewards.
 *
 * @throws {WitanError} CONTRACT_REVERTED when nothing is owed; and what sendCall throws.
 */
export async function claimCredit(
  chain: Chain,
  parameters: claimCredit.Parameters,
): Promise<Transaction & { readonly amount: bigint }> {
  const args = [parameters.to ?? accountOf(chain)] as const
  const name = { functionName: 'claimCredit', args } as const
  const [court, bench] = [probeCourt(chain), verifierBench(chain)]
  const { receipt, transaction } =
    parameters.of === 'court'
      ? await sendCall(chain, { ...court, ...name }, parameters)
      : await sendCall(chain, { ...bench, ...name }, parameters)
  const { address } = parameters.of === 'court' ? court : bench
  const { amount } = eventIn(receipt, { abi: court.abi, address }, 'CreditClaimed')
  return { ...transaction, amount }
}

export declare namespace claimCredit {
  type Parameters = WriteOptions & {
    /** Bonds of demands and data answers lie with the court, everything else with the bench. */
    readonly of: 'court' | 'bench'
    /** Who gets it. @default the account */
    readonly to?: Address
  }
}
