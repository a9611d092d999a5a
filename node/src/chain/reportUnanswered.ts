import type { NodeId } from '#protocol/ids.ts'
import type { Chain } from './chain.ts'
import { verifierBench } from './contracts.ts'
import { sendCall, type Transaction, type WriteOptions } from './sendCall.ts'

/**
 * Closes a duty whose node serves but did not answer. It earns nothing, moves no record of the node, and beyond a
 * quarter of the batch it costs the reward of a reported probe.
 *
 * @throws {WitanError} CONTRACT_REVERTED when the duty is done or the time for reports is over; and what sendCall throws.
 */
export async function reportUnanswered(
  chain: Chain,
  parameters: reportUnanswered.Parameters,
): Promise<Transaction> {
  const call = {
    ...verifierBench(chain),
    functionName: 'reportUnanswered',
    args: [parameters.verifierId, parameters.epoch, parameters.index],
  } as const
  return (await sendCall(chain, call, parameters)).transaction
}

export declare namespace reportUnanswered {
  type Parameters = WriteOptions & {
    readonly verifierId: NodeId
    readonly epoch: number
    readonly index: number
  }
}
