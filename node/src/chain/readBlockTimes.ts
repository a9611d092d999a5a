import type { Chain } from './chain.ts'
import { reading } from './reading.ts'

/** Returns when blocks were made, Unix seconds; each block is asked for once. @throws {WitanError} CHAIN_UNREACHABLE. */
export async function readBlockTimes(
  chain: Chain,
  blockNumbers: readonly bigint[],
): Promise<ReadonlyMap<bigint, number>> {
  const distinct = [...new Set(blockNumbers)]
  const blocks = await reading(chain, (reader) =>
    Promise.all(distinct.map((blockNumber) => reader.getBlock({ blockNumber }))),
  )
  return new Map(blocks.map(({ number, timestamp }) => [number, Number(timestamp)]))
}
