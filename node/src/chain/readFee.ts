import type { Chain } from './chain.ts'
import { jobEscrow } from './contracts.ts'
import { reading } from './reading.ts'

/**
 * Returns the protocol fee on a running total, in micro-dollars; a settlement takes the difference of two of these.
 *
 * @throws {WitanError} CHAIN_UNREACHABLE.
 */
export async function readFee(chain: Chain, total: bigint): Promise<bigint> {
  return await reading(chain, (reader) =>
    reader.readContract({ ...jobEscrow(chain), functionName: 'feeOn', args: [total] }),
  )
}
