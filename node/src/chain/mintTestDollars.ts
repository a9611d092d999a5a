import { WitanError } from '#protocol/errors.ts'
import type { Address } from '#protocol/ids.ts'
import { accountOf, type Chain } from './chain.ts'
import { testDollarAbi } from './generated/testDollar.ts'
import { sendCall, type Transaction, type WriteOptions } from './sendCall.ts'

/**
 * Mints worthless test dollars on a local chain.
 *
 * @throws {WitanError} CONTRACT_MISSING when the deployment has no test dollar; and what sendCall throws.
 */
export async function mintTestDollars(
  chain: Chain,
  parameters: mintTestDollars.Parameters,
): Promise<Transaction> {
  const { amount, to = accountOf(chain) } = parameters
  const token = chain.deployment.contracts.TestDollar
  if (token === undefined) {
    throw new WitanError(
      'CONTRACT_MISSING',
      `Chain ${chain.deployment.chainId} has no test dollar: it exists only on local chains. Get real tokens.`,
    )
  }
  const contract = { abi: testDollarAbi, address: token.address } as const
  const call = { ...contract, functionName: 'faucet', args: [to, amount] } as const
  return (await sendCall(chain, call, parameters)).transaction
}

export declare namespace mintTestDollars {
  type Parameters = WriteOptions & {
    /** Micro-dollars. */
    readonly amount: bigint
    /** Who gets them. @default the account */
    readonly to?: Address
  }
}
