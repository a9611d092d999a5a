import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { aPlace, funded, JOB, released, settled } from '../testing/marketEvents.ts'
import { marketTotals } from './marketTotals.ts'
import { replayMarket } from './replayMarket.ts'

const FEE_BPS = 250n

describe('replayMarket', () => {
  it('books a job from its funding to its release, and its payments by node', () => {
    const books = replayMarket(
      [
        funded(1, [1_000_000, 500_000]),
        settled(
          2,
          [
            { index: 0, total: 400_000n },
            { index: 1, total: 900_000n, status: 'Capped' },
          ],
          { net: 877_500n, fee: 22_500n },
        ),
        released(3, 600_000n),
      ],
      FEE_BPS,
    )

    assert.deepEqual(books.mismatches, [])
    assert.deepEqual(
      books.payments.map(({ nodeId, gross, fee, net }) => [nodeId, gross, fee, net]),
      [
        [1, 400_000n, 10_000n, 390_000n],
        [2, 500_000n, 12_500n, 487_500n],
      ],
    )
    assert.deepEqual(marketTotals(books), {
      jobs: 1,
      openJobs: 0,
      releasedJobs: 1,
      requesters: 1,
      locked: 1_500_000n,
      volume: 900_000n,
      fees: 22_500n,
      refunded: 600_000n,
      open: 0n,
    })
  })

  it('counts what was raised and added later', () => {
    const amended = {
      ...aPlace(2),
      contract: 'JobEscrow',
      name: 'JobAmended',
      args: { jobId: JOB, raised: [{ index: 0, by: 50 }], added: [{ nodeId: 7, cap: 30 }] },
    } as const
    const { jobs } = replayMarket([funded(1, [100]), amended], FEE_BPS)
    assert.deepEqual(
      jobs.get(JOB)?.allocations.map(({ nodeId, cap }) => [nodeId, cap]),
      [
        [1, 150n],
        [7, 30n],
      ],
    )
    assert.equal(marketTotals(replayMarket([funded(1, [100]), amended], FEE_BPS)).open, 180n)
  })

  it('pays nothing for rows that the contract refused or that name no allocation', () => {
    const rows = [
      { index: 0, total: 10n, status: 'Stale' },
      { index: 0, total: 10n, status: 'BadSignature' },
      { index: 5, total: 10n, status: 'UnknownAllocation' },
    ] as const
    const books = replayMarket([funded(1, [100]), settled(2, rows, { net: 0n, fee: 0n })], FEE_BPS)
    assert.deepEqual([books.payments, books.mismatches], [[], []])
  })

  it('names a settlement whose sums are not what its rows add up to', () => {
    const lie = settled(2, [{ index: 0, total: 100n }], { net: 99n, fee: 2n })
    assert.deepEqual(replayMarket([funded(1, [100]), lie], FEE_BPS).mismatches, [lie.txHash])
  })

  it('property: splitting a total over vouchers never changes what is paid or its fee', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 1, max: 5_000_000 }), { minLength: 1 }),
        (totals) => {
          const rising = totals.sort((a, b) => a - b)
          const total = BigInt(rising.at(-1)!)
          const fee = (total * FEE_BPS) / 10_000n
          const settlements = rising.map((part, i) =>
            settled(i + 2, [{ index: 0, total: BigInt(part) }], { net: 0n, fee: 0n }),
          )
          const { payments } = replayMarket([funded(1, [5_000_000]), ...settlements], FEE_BPS)
          const sum = (part: 'gross' | 'fee') => payments.reduce((all, row) => all + row[part], 0n)
          assert.deepEqual([sum('gross'), sum('fee')], [total, fee])
        },
      ),
    )
  })
})
