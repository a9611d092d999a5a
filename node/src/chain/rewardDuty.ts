import type { NodeId } from '#protocol/ids.ts'
import type { Chain } from './chain.ts'
import { verifierBench } from './contracts.ts'
import { sendCall, type Transaction, type WriteOptions } from './sendCall.ts'

/**
 * Credits the owner of a verifier that did every duty of an epoch; claimCredit pays it out.
 *
 * @throws {WitanError} CONTRACT_REVERTED when a duty is open or it was rewarded before; and what sendCall throws.
 */
export async function rewardDuty(
  chain: Chain,
  parameters: rewardDuty.Parameters,
): Promise<Transaction & { readonly amount: bigint }> {
  const call = {
    ...verifierBench(chain),
    functionName: 'rewardDuty',
    args: [parameters.verifierId, parameters.epoch],
  } as const
  const { result, transaction } = await sendCall(chain, call, parameters)
  return { ...transaction, amount: result }
}

export declare namespace rewardDuty {
  type Parameters = WriteOptions & {
    readonly verifierId: NodeId
    readonly epoch: number
  }
}
