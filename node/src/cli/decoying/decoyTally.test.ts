import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { MarketEvent } from '#chain/marketEvents.ts'
import { parseAddress, parseNodeId } from '#protocol/ids.ts'
import { decoyTallyOf, decoyTallyTable } from './decoyTally.ts'

const [OWNER, OTHER] = [`0x${'0a'.repeat(20)}`, `0x${'0b'.repeat(20)}`].map(parseAddress) as [
  ReturnType<typeof parseAddress>,
  ReturnType<typeof parseAddress>,
]

const slashed = (nodeId: number, amount: bigint, finder: string) =>
  ({
    contract: 'NodeStaking',
    name: 'Slashed',
    args: { nodeId, amount, finder, finderAmount: amount / 10n },
  }) as unknown as MarketEvent

describe('decoyTallyOf', () => {
  const own = { nodeId: parseNodeId(7), owed: 30_000n, accounts: [OWNER] }
  const events = [
    slashed(7, 10_000_000n, OTHER),
    slashed(7, 5_000_000n, OWNER.toLowerCase()),
    slashed(8, 20_000_000n, OWNER),
    slashed(9, 40_000_000n, OTHER),
  ]

  it('tells what others proved from what the owner showed, and what came of it', () => {
    assert.deepEqual(decoyTallyOf(events, own), {
      nodeId: 7,
      caught: 1,
      shown: 1,
      stakeLost: 15_000_000n,
      cameBack: 500_000n,
      punished: 1,
      earned: 2_000_000n,
      owed: 30_000n,
      net: -12_470_000n,
    })
  })

  it('is in words for a person, losses with their sign', () => {
    const table = decoyTallyTable(decoyTallyOf(events, own))
    assert.match(table, /net, gas not counted +-12\.47 dollars/)
  })
})
