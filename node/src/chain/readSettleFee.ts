import type { Chain } from './chain.ts'
import { reading } from './reading.ts'

/** Gas of a settlement beside its rows, and of one row of a node that is paid for the first time in a job. */
const SETTLE_BASE_GAS = 60_000n
const SETTLE_ROW_GAS = 15_000n

/**
 * Returns about what a settlement costs its sender now, in wei; a little more than less.
 *
 * @param rows - Number of vouchers.
 * @throws {WitanError} CHAIN_UNREACHABLE.
 */
export async function readSettleFee(chain: Chain, rows: number): Promise<bigint> {
  const gasPrice = await reading(chain, (reader) => reader.getGasPrice())
  return gasPrice * (SETTLE_BASE_GAS + SETTLE_ROW_GAS * BigInt(rows))
}
