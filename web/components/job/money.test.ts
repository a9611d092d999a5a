import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import type { ChainPort } from '#client/ports.ts'
import { isWitanError, WitanError } from '#protocol/errors.ts'
import { guardChain, type MoneyGate } from './guardChain.ts'
import { priceBound } from './priceBound.ts'
import { DEFAULT_SETTINGS, decodeSettings, encodeSettings } from './requesterSettings.ts'
import { assertWithinCaps, roomWithin, spentOf } from './spendCaps.ts'

describe('spentOf', () => {
  it('counts the session and the last 24 hours, each by itself', () => {
    const spendings = [
      { at: 100_000, amount: 5n },
      { at: 90_000, amount: 3n },
      { at: 10_000, amount: 100n },
    ]

    assert.deepEqual(spentOf(spendings, { now: 100_010, sessionStart: 95_000 }), {
      session: 5n,
      day: 8n,
    })
  })
})

describe('assertWithinCaps', () => {
  const spent = { session: 6n, day: 8n }

  it('names the limit that would be passed', () => {
    assert.throws(
      () => assertWithinCaps(5n, { perDay: 12n }, spent),
      (error) => isWitanError(error, 'BUDGET_TOO_LOW') && error.message.includes('per day'),
    )
  })

  it('allows exactly what roomWithin says, and not one more', () => {
    const amount = fc.bigInt({ min: 0n, max: 1_000n })
    const caps = fc.record({ perRequest: amount, perSession: amount, perDay: amount })
    fc.assert(
      fc.property(caps, amount, amount, (limits, session, day) => {
        const before = { session, day }
        const room = roomWithin(limits, before)!
        assert.throws(() => assertWithinCaps(room + 1n, limits, before))
        if (room > 0n) assertWithinCaps(room, limits, before)
      }),
    )
  })

  it('forbids nothing without limits', () => {
    assertWithinCaps(10n ** 12n, {}, spent)
    assert.equal(roomWithin({}, spent), undefined)
  })
})

describe('guardChain', () => {
  it('sends nothing that the limits forbid', async () => {
    const sent: string[] = []
    const gate = aGate({
      assertSpend: async () => {
        throw new WitanError('BUDGET_TOO_LOW', 'No.')
      },
    })
    const chain = guardChain(aChain(sent), gate)
    const terms = { allocations: [{ cap: 3n }, { cap: 4n }] } as never

    await assert.rejects(chain.fundJob(terms))
    await assert.rejects(chain.depositAndFund(7n, terms))
    await assert.rejects(chain.amendJob({ raised: [], added: [{ cap: 1n }] } as never))
    assert.deepEqual(sent, [])
  })

  it('asks for the sum of the caps, and of what an amendment adds', async () => {
    const asked: bigint[] = []
    const gate = aGate({ assertSpend: async (amount) => void asked.push(amount) })
    const chain = guardChain(aChain([]), gate)

    await chain.fundJob({ allocations: [{ cap: 3n }, { cap: 4n }] } as never)
    await chain.amendJob({ raised: [{ index: 0, by: 2n }], added: [{ cap: 5n }] } as never)
    assert.deepEqual(asked, [7n, 7n])
  })

  it('deposits at least the top-up, and what is lacking where that is more', async () => {
    const deposited: bigint[] = []
    const chain = {
      ...aChain([]),
      depositAndFund: async (amount: bigint) => {
        deposited.push(amount)
        return { txHash: '0x01' } as const
      },
    }
    const guarded = guardChain(chain, aGate({ topUp: 5n }))
    const terms = { allocations: [{ cap: 3n }] } as never

    await guarded.depositAndFund(3n, terms)
    await guarded.depositAndFund(7n, terms)
    assert.deepEqual(deposited, [5n, 7n])
  })

  it('asks again after the wallet declined to reclaim, and says why', async () => {
    const problems: (string | undefined)[] = []
    let tries = 0
    const chain = guardChain(
      {
        ...aChain([]),
        closeJob: async () => {
          if (tries++ === 0) throw new WitanError('ABORTED', 'You declined.')
          return { txHash: '0x01' }
        },
      },
      aGate({ agree: async (_, problem) => void problems.push(problem) }),
    )

    await chain.closeJob('0x' as never)
    assert.deepEqual(problems, [undefined, 'You declined.'])
  })

  it('passes every other failure of a reclaim on', async () => {
    const chain = guardChain(
      {
        ...aChain([]),
        closeJob: async () => {
          throw new WitanError('CONTRACT_REVERTED', 'No.')
        },
      },
      aGate({}),
    )

    await assert.rejects(chain.closeJob('0x' as never), (error) =>
      isWitanError(error, 'CONTRACT_REVERTED'),
    )
  })
})

describe('priceBound', () => {
  const task = { id: '1', role: 'math', text: 'what is 482 + 39', dependsOn: [] } as const
  const node = (nodeId: number, input: bigint, output: bigint, changes: object = {}) =>
    ({
      nodeId,
      active: true,
      offers: [
        {
          role: 'math',
          modes: ['transit'],
          pricePer1kInputBytes: input,
          pricePer1kOutputTokens: output,
        },
      ],
      ...changes,
    }) as never
  const options = { mode: 'transit', maxOutputTokens: 1000 } as const

  it('is the dearest and the cheapest offer at full length, input padded to a frame', () => {
    const bound = priceBound([task], [node(1, 1000n, 500n), node(2, 2000n, 100n)], options)

    assert.deepEqual(bound, {
      most: 2148n,
      least: 1524n,
      ceiling: { pricePer1kInputBytes: 2000n, pricePer1kOutputTokens: 500n },
      nodes: 2,
    })
  })

  it('is nothing where no active node offers a role', () => {
    assert.equal(priceBound([task], [node(1, 1n, 1n, { active: false })], options), undefined)
    assert.equal(priceBound([{ ...task, role: 'code' }], [node(1, 1n, 1n)], options), undefined)
  })
})

describe('decodeSettings', () => {
  it('returns what was encoded', () => {
    const settings = {
      caps: { perRequest: 5n, perSession: undefined, perDay: 7n },
      budget: '0.25',
      keepAnswers: true,
      reclaimAtOnce: true,
    }

    assert.deepEqual(decodeSettings(encodeSettings(settings)), settings)
  })

  it('falls back to the defaults for anything malformed', () => {
    for (const text of [null, '', '{', '[]', '{"budget":"much","keepAnswers":1}']) {
      assert.deepEqual(decodeSettings(text), DEFAULT_SETTINGS)
    }
  })
})

function aGate(changes: Partial<MoneyGate>): MoneyGate {
  return {
    topUp: 0n,
    assertSpend: async () => undefined,
    onSigning: () => undefined,
    agree: async () => undefined,
    ...changes,
  }
}

/** A chain that only notes what was sent. */
function aChain(sent: string[]): ChainPort {
  const send = (name: string) => async () => {
    sent.push(name)
    return { txHash: '0x01' }
  }
  return {
    fundJob: send('fundJob'),
    depositAndFund: send('depositAndFund'),
    amendJob: send('amendJob'),
    closeJob: send('closeJob'),
  } as unknown as ChainPort
}
