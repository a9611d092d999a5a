/** A market with nodes and a client, all in memory. */

import { type Client, type ClientLimits, createClient } from '#client/createClient.ts'
import type { JournalStore, TransportPort } from '#client/ports.ts'
import { WitanError } from '#protocol/errors.ts'
import { sodiumReady } from '#sealing/sodium.ts'
import { addMarketNode, type MarketNode, type MarketNodeOptions } from './marketNode.ts'
import { createMemoryMarket, type MemoryMarket } from './memoryMarket.ts'

export type Market = {
  readonly market: MemoryMarket
  readonly nodes: readonly MarketNode[]
  readonly client: Client
  readonly transport: TransportPort
  /** Tokens of all balances; the same for ever. */
  readonly supply: () => bigint
}

/** Longer than any test. */
const PATIENCE_MS = 600_000

/** Returns a market with these nodes; choices fall on the best node, never on a drawn one. */
export async function aMarket(
  nodes: readonly MarketNodeOptions[],
  options: {
    readonly wallet?: bigint
    readonly limits?: Partial<ClientLimits>
    readonly journal?: JournalStore
  } = {},
): Promise<Market> {
  await sodiumReady()
  const market = createMemoryMarket(options.wallet)
  const running: MarketNode[] = []
  for (const node of nodes) running.push(await addMarketNode(market, node))
  const at = (addresses: readonly string[]) => {
    const found = running.find(({ record }) => record.record.addresses[0] === addresses[0])
    if (!found) throw new WitanError('PEER_UNREACHABLE', 'No such node.')
    return found
  }
  const transport: TransportPort = {
    findRecord: async (nodeId) => running.find(({ node }) => node.nodeId === nodeId)?.record,
    fetchQuote: async (addresses, request) => at(addresses).quote(request),
    openTaskStream: async (addresses) => at(addresses).open(),
    fetchReceipt: async (addresses, request) => at(addresses).answerReceipt(request),
  }
  const client = await createClient({
    chain: market,
    transport,
    random: () => 0.99,
    journal: options.journal,
    // a busy machine must not look like a dead node; only a Done that never comes is not waited for
    limits: {
      quoteTimeoutMs: PATIENCE_MS,
      secondQuoteMs: PATIENCE_MS,
      lateQuoteMs: PATIENCE_MS,
      acceptTimeoutMs: PATIENCE_MS,
      stallTimeoutMs: PATIENCE_MS,
      doneTimeoutMs: nodes.some(({ lie }) => lie?.withholdsDone) ? 100 : PATIENCE_MS,
      ...options.limits,
    },
  })
  const supply = () => Object.values(market.balances).reduce((sum, part) => sum + part, 0n)
  return { market, nodes: running, client, transport, supply }
}
