import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { MarketEvent } from '#chain/marketEvents.ts'
import type { Payment } from '../../lib/market/replayMarket.ts'
import {
  bucketsOf,
  earningRecords,
  PERIODS,
  type Period,
  paymentsIn,
  totalsOf,
} from './earnings.ts'

const NOW = 1_800_000_000
const HOUR = 3600
const aPayment = (timestamp: number, parts: Partial<Payment> = {}): Payment => ({
  nodeId: 3,
  jobId: `0x${'11'.repeat(20)}`,
  gross: 100n,
  fee: 2n,
  net: 98n,
  timestamp,
  blockNumber: 7n,
  txHash: '0xaa',
  ...parts,
})

describe('paymentsIn', () => {
  it('keeps the payments of the nodes in the period', () => {
    const payments = [
      aPayment(NOW - 25 * HOUR),
      aPayment(NOW - 23 * HOUR),
      aPayment(NOW, { nodeId: 4 }),
    ]
    const inPeriod = (period: Period) => paymentsIn(payments, { nodeIds: [3], period, now: NOW })
    assert.equal(inPeriod('24h').length, 1)
    assert.equal(inPeriod('7d').length, 2)
    assert.equal(inPeriod('all').length, 2)
  })
})

describe('bucketsOf', () => {
  it('loses nothing: the bars of every period add up to what was paid in it', () => {
    const times = [0, 1, HOUR, 23 * HOUR, 6 * 24 * HOUR, 29 * 24 * HOUR, 400 * 24 * HOUR]
    const payments = times.map((age) => aPayment(NOW - age))
    for (const period of Object.keys(PERIODS) as Period[]) {
      const own = paymentsIn(payments, { nodeIds: [3], period, now: NOW })
      const buckets = bucketsOf(own, { period, now: NOW })
      assert.equal(
        buckets.reduce((sum, { net }) => sum + net, 0n),
        totalsOf(own).net,
        period,
      )
      assert.ok(buckets.length <= 31, `${buckets.length} bars`)
    }
  })

  it('shows empty hours too, and one bar where nothing was ever paid', () => {
    assert.equal(bucketsOf([], { period: '24h', now: NOW }).length, 24)
    assert.deepEqual(
      bucketsOf([], { period: 'all', now: NOW }).map(({ net }) => net),
      [0n],
    )
  })

  it('takes in a block whose clock runs ahead of this machine', () => {
    const ahead = aPayment(NOW + 90)
    const [last] = bucketsOf([ahead], { period: '7d', now: NOW }).toReversed()
    assert.deepEqual([last?.net, last?.jobs], [98n, 1])
  })
})

describe('earningRecords', () => {
  it('writes earned, claimed and slashed in the order of blocks, in full and in decimals', () => {
    const events = [
      {
        name: 'Pulled',
        args: { owner: '0xo', to: '0xto', amount: 98n, nodeIds: [3] },
        timestamp: NOW,
        blockNumber: 9n,
        txHash: '0xcc',
      },
      {
        name: 'Pulled',
        args: { owner: '0xo', to: '0xto', amount: 5n, nodeIds: [4] },
        timestamp: NOW,
        blockNumber: 8n,
        txHash: '0xbb',
      },
    ] as unknown as MarketEvent[]
    const records = earningRecords({
      payments: [aPayment(NOW)],
      jobs: new Map(),
      events,
      nodeIds: [3],
      token: '0xtoken',
    })
    assert.deepEqual(
      records.map(({ type, amountMicro, tx }) => [type, amountMicro, tx]),
      [
        ['earned', 98n, '0xaa'],
        ['claimed', 98n, '0xcc'],
      ],
    )
    assert.deepEqual(Object.keys(records[0]!).sort(), Object.keys(records[1]!).sort())
    assert.equal(records[0]!.time, '2027-01-15T08:00:00Z')
    assert.equal(records[0]!.amount, '0.000098')
  })
})
