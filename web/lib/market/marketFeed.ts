/**
 * All events of the market that this page has read, shared by every page of the dApp: newest first, filled backwards
 * to the deployment and forwards with every block. Free of React and of the chain, which come in as parameters.
 */

import type { MarketEvent } from '#chain/marketEvents.ts'
import type { MarketEventPage } from '#chain/readMarketEvents.ts'

export type MarketFeedState = {
  /** `reading`: blocks are left; `live`: everything up to `toBlock` is here; `failed`: what was read stays. */
  readonly status: 'starting' | 'reading' | 'live' | 'failed'
  /** Newest first. */
  readonly events: readonly MarketEvent[]
  /** First and last block that was read; undefined before the first answer. */
  readonly blocks: { readonly from: bigint; readonly to: bigint } | undefined
  /** Blocks between the deployment and `blocks.from`. */
  readonly blocksLeft: bigint
  readonly error: unknown
}

/** Yields the events of a range, newest blocks first. */
export type ReadPages = (range: {
  readonly fromBlock?: bigint
  readonly toBlock?: bigint
}) => AsyncIterable<MarketEventPage>

export type MarketFeed = {
  readonly getState: () => MarketFeedState
  readonly subscribe: (listener: () => void) => () => void
  /** Reads up to a block, and whatever is missing before it; does nothing while a reading is under way. */
  readonly advance: (head: bigint) => Promise<void>
}

const START: MarketFeedState = {
  status: 'starting',
  events: [],
  blocks: undefined,
  blocksLeft: 0n,
  error: undefined,
}

/** Returns a feed that has read nothing yet. */
export function createMarketFeed(readPages: ReadPages): MarketFeed {
  let state = START
  let busy = false
  const listeners = new Set<() => void>()
  const set = (next: MarketFeedState) => {
    state = next
    for (const listener of listeners) listener()
  }

  async function forward(head: bigint): Promise<void> {
    const { blocks } = state
    if (blocks === undefined || head <= blocks.to) return
    const found: MarketEvent[] = []
    const range = { fromBlock: blocks.to + 1n, toBlock: head }
    for await (const { events } of readPages(range)) found.push(...events.toReversed())
    set({ ...state, events: [...found, ...state.events], blocks: { ...blocks, to: head } })
  }

  async function backward(head: bigint): Promise<void> {
    if (state.blocks !== undefined && state.blocksLeft === 0n) return
    const toBlock = state.blocks ? state.blocks.from - 1n : head
    for await (const page of readPages({ toBlock })) {
      set(withOlder(state, page))
    }
  }

  return {
    getState: () => state,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async advance(head) {
      if (busy) return
      busy = true
      // A chain that was started anew knows nothing of what was read.
      if (state.blocks !== undefined && head < state.blocks.to) set(START)
      try {
        await forward(head)
        await backward(head)
        if (state.status !== 'live') set({ ...state, status: 'live', error: undefined })
      } catch (error) {
        set({ ...state, status: 'failed', error })
      } finally {
        busy = false
      }
    },
  }
}

function withOlder(state: MarketFeedState, page: MarketEventPage): MarketFeedState {
  const { events, fromBlock, toBlock, blocksLeft } = page
  return {
    status: blocksLeft === 0n ? 'live' : 'reading',
    events: [...state.events, ...events.toReversed()],
    blocks: { from: fromBlock, to: state.blocks?.to ?? toBlock },
    blocksLeft,
    error: undefined,
  }
}
