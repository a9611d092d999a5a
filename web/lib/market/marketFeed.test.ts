import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { MarketEventPage } from '#chain/readMarketEvents.ts'
import { staked } from '../testing/marketEvents.ts'
import { createMarketFeed, type ReadPages } from './marketFeed.ts'

/** A chain with one event in each block from 1 on, searched three blocks at a time. */
function aChain(chain: { head: bigint; fails: boolean }): ReadPages {
  return async function* ({ fromBlock = 1n, toBlock = chain.head }) {
    for (let to = toBlock; to >= fromBlock; to -= 3n) {
      if (chain.fails) throw new Error('offline')
      const from = to - 2n > fromBlock ? to - 2n : fromBlock
      const events: MarketEventPage['events'][number][] = []
      for (let block = from; block <= to; block++) events.push(staked(Number(block), 1, block))
      yield { events, fromBlock: from, toBlock: to, blocksLeft: from - fromBlock }
    }
  }
}

function blocksOf(feed: ReturnType<typeof createMarketFeed>): number[] {
  return feed.getState().events.map(({ blockNumber }) => Number(blockNumber))
}

describe('createMarketFeed', () => {
  it('fills backwards from the newest block and says how many blocks are left', async () => {
    const feed = createMarketFeed(aChain({ head: 7n, fails: false }))
    const left: bigint[] = []
    feed.subscribe(() => left.push(feed.getState().blocksLeft))

    await feed.advance(7n)

    assert.deepEqual(blocksOf(feed), [7, 6, 5, 4, 3, 2, 1])
    assert.deepEqual(left, [4n, 1n, 0n])
    const { status, blocks } = feed.getState()
    assert.deepEqual([status, blocks], ['live', { from: 1n, to: 7n }])
  })

  it('reads each later block once, in front', async () => {
    const chain = { head: 2n, fails: false }
    const feed = createMarketFeed(aChain(chain))
    await feed.advance(2n)
    chain.head = 9n
    await Promise.all([feed.advance(9n), feed.advance(9n)])
    await feed.advance(9n)
    assert.deepEqual(blocksOf(feed), [9, 8, 7, 6, 5, 4, 3, 2, 1])
  })

  it('keeps what it has when the chain is lost, and fills the gap when it is back', async () => {
    const chain = { head: 4n, fails: false }
    const feed = createMarketFeed(aChain(chain))
    await feed.advance(4n)
    chain.fails = true
    await feed.advance(6n)
    assert.equal(feed.getState().status, 'failed')
    assert.deepEqual(blocksOf(feed), [4, 3, 2, 1])

    Object.assign(chain, { fails: false, head: 8n })
    await feed.advance(8n)

    assert.deepEqual(blocksOf(feed), [8, 7, 6, 5, 4, 3, 2, 1])
    assert.deepEqual(feed.getState().error, undefined)
    assert.equal(feed.getState().status, 'live')
  })

  it('goes on backwards where a reading broke off', async () => {
    const chain = { head: 9n, fails: false }
    const pages = aChain(chain)
    const feed = createMarketFeed(async function* (range) {
      let count = 0
      for await (const page of pages(range)) {
        if (chain.fails && ++count > 1) throw new Error('offline')
        yield page
        chain.fails = range.toBlock === 9n
      }
    })
    await feed.advance(9n)
    assert.equal(feed.getState().status, 'failed')
    chain.fails = false
    await feed.advance(9n)
    assert.deepEqual(blocksOf(feed), [9, 8, 7, 6, 5, 4, 3, 2, 1])
  })

  it('starts over on a chain that was started anew', async () => {
    const feed = createMarketFeed(aChain({ head: 5n, fails: false }))
    await feed.advance(5n)
    await feed.advance(2n)
    assert.deepEqual(blocksOf(feed), [2, 1])
  })
})
