import type { Chain } from '#chain/chain.ts'
import type { MarketEvent } from '#chain/marketEvents.ts'
import { readMarketEvents } from '#chain/readMarketEvents.ts'

/** Returns every event of the market up to a block, oldest first. @throws {WitanError} CHAIN_UNREACHABLE. */
export async function marketHistory(
  chain: Chain,
  options: { readonly toBlock?: bigint } = {},
): Promise<readonly MarketEvent[]> {
  const pages: (readonly MarketEvent[])[] = []
  for await (const { events } of readMarketEvents(chain, options)) pages.push(events)
  return pages.reverse().flat()
}
