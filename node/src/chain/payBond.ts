import { parseAddress } from '#protocol/ids.ts'
import { approve } from './approve.ts'
import type { Chain } from './chain.ts'
import type { probeCourt, verifierBench } from './contracts.ts'
import { assertTokenBalance } from './permit.ts'
import { reading } from './reading.ts'
import type { WriteOptions } from './sendCall.ts'
import { spendInTurn } from './spendInTurn.ts'

/**
 * Returns what `send` returns, after the court or the bench was allowed to take exactly a bond from the account.
 *
 * @param contract - Takes the bond.
 * @param amount - Smallest unit of the payment token.
 * @throws {WitanError} INSUFFICIENT_FUNDS when the account holds less; and what `send` throws.
 */
export async function payBond<T>(
  chain: Chain,
  contract: ReturnType<typeof probeCourt> | ReturnType<typeof verifierBench>,
  amount: bigint,
  options: WriteOptions,
  send: () => Promise<T>,
): Promise<T> {
  const { address } = contract
  const token = await reading(chain, (reader) =>
    reader.readContract({ abi: contract.abi, address, functionName: 'TOKEN' }),
  )
  return await spendInTurn(chain, async () => {
    const allowance = { token: parseAddress(token), spender: address, amount }
    await assertTokenBalance(chain, allowance.token, amount)
    await approve(chain, allowance, options)
    return await send()
  })
}
