import { erc20Abi } from 'viem'
import type { Address } from '#protocol/ids.ts'
import { accountOf, type Chain } from './chain.ts'
import { reading } from './reading.ts'
import { sendCall, type WriteOptions } from './sendCall.ts'

/** Lets a contract take exactly `amount` of a token from the account, where it may not yet. */
export async function approve(
  chain: Chain,
  { token, spender, amount }: { token: Address; spender: Address; amount: bigint },
  options: WriteOptions,
): Promise<void> {
  const owner = accountOf(chain)
  const allowance = await reading(chain, (reader) =>
    reader.readContract({
      abi: erc20Abi,
      address: token,
      functionName: 'allowance',
      args: [owner, spender],
    }),
  )
  if (allowance >= amount) return
  const call = { abi: erc20Abi, address: token } as const
  await sendCall(chain, { ...call, functionName: 'approve', args: [spender, amount] }, options)
}
