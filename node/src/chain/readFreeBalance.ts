import type { Address } from '#protocol/ids.ts'
import type { Chain } from './chain.ts'
import { jobEscrow } from './contracts.ts'
import { reading } from './reading.ts'

/** Returns what an account can withdraw or spend on jobs, in micro-dollars. @throws {WitanError} CHAIN_UNREACHABLE. */
export async function readFreeBalance(chain: Chain, account: Address): Promise<bigint> {
  return await reading(chain, (reader) =>
    reader.readContract({ ...jobEscrow(chain), functionName: 'freeBalanceOf', args: [account] }),
  )
}
