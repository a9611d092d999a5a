import { numberToHex } from 'viem'
import { WitanError } from '#protocol/errors.ts'
import type { Chain } from './chain.ts'
import {
  MARKET_CONTRACTS,
  type MarketEvent,
  marketAddresses,
  marketEntriesIn,
} from './marketEvents.ts'
import { readBlockTimes } from './readBlockTimes.ts'
import { reading } from './reading.ts'

/** Events of a bounded range of blocks. */
export type MarketEventPage = {
  /** In the order of the chain. */
  readonly events: readonly MarketEvent[]
  /** First and last block that was searched. */
  readonly fromBlock: bigint
  readonly toBlock: bigint
  /** Blocks of the whole range that are still to be searched; zero on the last page. */
  readonly blocksLeft: bigint
}

/**
 * Yields all events of the market's contracts, newest blocks first, in searches that public
 * endpoints allow. No call of a contract is made.
 *
 * @param chain - Handle to the deployment.
 * @param options - Blocks to search.
 * @throws {WitanError} CHAIN_UNREACHABLE; ABORTED.
 */
export async function* readMarketEvents(
  chain: Chain,
  options: readMarketEvents.Options = {},
): AsyncGenerator<MarketEventPage> {
  const { fromBlock = firstBlockOf(chain), signal } = options
  const toBlock =
    options.toBlock ?? (await reading(chain, (reader) => reader.getBlockNumber({ cacheTime: 0 })))
  const step = chain.connection.blocksPerSearch
  for (let to = toBlock; to >= fromBlock; to -= step) {
    if (signal?.aborted) throw new WitanError('ABORTED', 'The search for events was cancelled.')
    const from = to - step + 1n > fromBlock ? to - step + 1n : fromBlock
    const events = await search(chain, { from, to })
    yield { events, fromBlock: from, toBlock: to, blocksLeft: from - fromBlock }
  }
}

export declare namespace readMarketEvents {
  type Options = {
    /** @default block in which the first of the contracts was deployed */
    readonly fromBlock?: bigint
    /** @default the latest block */
    readonly toBlock?: bigint
    readonly signal?: AbortSignal
  }
}

function firstBlockOf({ deployment: { contracts } }: Chain): bigint {
  const [first] = MARKET_CONTRACTS.map((name) => contracts[name].block).sort((a, b) =>
    Number(a - b),
  )
  return first!
}

async function search(
  chain: Chain,
  { from, to }: { readonly from: bigint; readonly to: bigint },
): Promise<readonly MarketEvent[]> {
  const [fromBlock, toBlock] = [numberToHex(from), numberToHex(to)]
  const address = [...marketAddresses(chain.deployment)]
  const logs = await reading(chain, (reader) =>
    reader.request({ method: 'eth_getLogs', params: [{ address, fromBlock, toBlock }] }),
  )
  const entries = marketEntriesIn(chain.deployment, logs)
  const times = await readBlockTimes(
    chain,
    entries.map(({ blockNumber }) => blockNumber),
  )
  return entries.map((entry) => ({ ...entry, timestamp: times.get(entry.blockNumber)! }))
}
