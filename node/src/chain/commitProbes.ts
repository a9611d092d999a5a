import type { Hex } from '#protocol/bytes.ts'
import type { NodeId } from '#protocol/ids.ts'
import type { Chain } from './chain.ts'
import { verifierBench } from './contracts.ts'
import { eventIn } from './eventIn.ts'
import { sendCall, type Transaction, type WriteOptions } from './sendCall.ts'

/**
 * Commits a verifier to the probes of the next epoch.
 *
 * @returns Epoch and beacon round that draws the nodes.
 * @throws {WitanError} CONTRACT_REVERTED when it committed before or is not listed; and what sendCall throws.
 */
export async function commitProbes(
  chain: Chain,
  parameters: commitProbes.Parameters,
): Promise<Transaction & { readonly epoch: number; readonly round: bigint }> {
  const { verifierId, root, secretCommit, count } = parameters
  const bench = verifierBench(chain)
  const args = [verifierId, root, secretCommit, count] as const
  const call = { ...bench, functionName: 'commitProbes', args } as const
  const { receipt, transaction } = await sendCall(chain, call, parameters)
  const { epoch, round } = eventIn(receipt, bench, 'ProbesCommitted')
  return { ...transaction, epoch, round }
}

export declare namespace commitProbes {
  type Parameters = WriteOptions & {
    readonly verifierId: NodeId
    /** Merkle root, sorted pairs, over keccak256(0x00 | u8 index | sessionKey | promptHash | salt). */
    readonly root: Hex
    /** keccak256 of a secret of 32 bytes. */
    readonly secretCommit: Hex
    /** 1 to 16. */
    readonly count: number
  }
}
