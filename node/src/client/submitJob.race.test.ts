/** Nodes that say of a token what its race does not give: none of them is paid for it, at any place of the answer. */

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { keccak256 } from '#protocol/hash.ts'
import { raceWinner } from '#protocol/race.ts'
import type { RacedToken } from '#protocol/raceLeaf.ts'
import { aMarket } from '#testing/aMarket.ts'
import { DEAR, find, fullPrice, PROMPT, runJob } from '#testing/marketJobs.ts'
import type { Lie } from '#testing/marketNode.ts'
import type { RaceRules } from '#verification/raceCheck.ts'
import { decodeJournal } from './journal.ts'

/** Position of the first wrong token of the lies that start there. */
const FROM = 20
const CLAIMED = { temperatureMilli: 1000 }

const from =
  (change: (raced: RacedToken, position: number) => RacedToken): Lie['race'] =>
  (raced, position) =>
    position < FROM ? raced : change(raced, position)
const otherSeed = (rules: RaceRules) => ({ ...rules, seed: keccak256(rules.seed) })

/** Emits what the race of the next position gives. */
function shifted(): Lie {
  let rules: RaceRules | undefined
  return {
    rules: (honest) => {
      rules = honest
      return honest
    },
    race: ({ candidates }, position) => ({
      candidates,
      token: raceWinner(rules!.seed, position + 1, candidates, rules!.temperatureMilli).id,
    }),
  }
}

describe('submitJob against a node that lies about a race', () => {
  const lies: [string, Lie][] = [
    [
      'emits another candidate',
      {
        race: from(({ candidates, token }) => ({
          candidates,
          token: candidates.find(({ id }) => id !== token)!.id,
        })),
      },
    ],
    [
      'nudges a gap out of its order',
      {
        race: from(({ candidates, token }) => ({
          candidates: candidates.map(({ id, gap }) => ({ id, gap: gap === 64 ? 1 : gap })),
          token,
        })),
      },
    ],
    [
      'names a candidate twice',
      {
        race: from(({ candidates, token }) => ({
          candidates: [...candidates, candidates[2]!],
          token,
        })),
      },
    ],
    ['runs the races by another seed', { rules: otherSeed }],
    ['runs the races colder', { rules: (rules) => ({ ...rules, temperatureMilli: 300 }) }],
    ['always takes the likeliest', { rules: (rules) => ({ ...rules, temperatureMilli: 0 }) }],
    [
      'always takes the likeliest and claims the temperature',
      {
        rules: (rules) => ({ ...rules, temperatureMilli: 0 }),
        receipt: (receipt) => ({ ...receipt, ...CLAIMED }),
      },
    ],
    ['emits what other positions give', shifted()],
  ]

  for (const [name, lie] of lies) {
    it(`re-routes when it ${name}, and pays for no token from there on`, async () => {
      const world = await aMarket([
        { nodeId: 1, lie },
        { nodeId: 2, prices: DEAR },
      ])

      const events = await runJob(world, { temperatureMilli: 1000 })

      const rerouted = find(events, 'rerouted')
      assert.equal(rerouted?.code, 'TRANSCRIPT_INVALID')
      const raced = find(events, 'raced')!
      assert.equal(raced.nodeId, 1)
      assert.equal(raced.fault?.position, raced.tokens)
      assert.ok(raced.tokens <= FROM)
      assert.ok((world.nodes[0]!.totals.at(-1) ?? 0n) <= fullPrice(raced.tokens))
      assert.equal(find(events, 'merged')?.answer, `answer to ${PROMPT}`)
      assert.equal(find(events, 'answer')?.nodeId, 2)
    })
  }

  it('keeps what proves it: the leaves under the root that the node signed', async () => {
    const lie = lies[0]![1]
    const world = await aMarket([{ nodeId: 1, lie }])

    const events = await runJob(world, { temperatureMilli: 1000 })

    const { jobId } = find(events, 'funded')!
    const { faults = [] } = decodeJournal((await world.client.journal.load(jobId))!)
    assert.equal(faults.length, 1)
    assert.equal(faults[0]?.position, FROM)
    assert.equal(faults[0]?.kind, 'race')
    assert.equal(faults[0]?.leaves.length, 40)
    assert.equal(faults[0]?.receipt?.receipt.outputTokens, 40)
    assert.equal(find(events, 'settled')?.nodes[0]?.vouched, fullPrice(16))
  })

  const receipts: [string, Lie][] = [
    [
      'hides the leaves by another salt',
      { rules: (r) => ({ ...r, leafKey: keccak256(r.leafKey) }) },
    ],
    ['commits to another seed', { receipt: (r) => ({ ...r, seedCommit: r.quoteId }) }],
    ['receipts another temperature', { receipt: (r) => ({ ...r, temperatureMilli: 999 }) }],
    ['receipts another role', { receipt: (r) => ({ ...r, role: 'tools' }) }],
    ['passes its limit', { receipt: (r) => ({ ...r, maxOutputTokens: 39 }) }],
    ['claims a higher limit', { receipt: (r) => ({ ...r, maxOutputTokens: 4096 }) }],
  ]

  for (const [name, lie] of receipts) {
    it(`re-routes when it ${name}`, async () => {
      const world = await aMarket([
        { nodeId: 1, lie },
        { nodeId: 2, prices: DEAR },
      ])

      const events = await runJob(world, { temperatureMilli: 1000 })

      assert.equal(find(events, 'rerouted')?.code, 'RECEIPT_INVALID')
      assert.equal(find(events, 'answer')?.nodeId, 2)
    })
  }

  const ends: [string, (honest: readonly number[]) => number[], string | undefined][] = [
    ['lets an answer pass that ends with an end token', (tokens) => tokens.slice(-1), undefined],
    ['finds an answer that claims its end without one', () => [999], 'earlyStop'],
    ['finds an answer that goes on behind its end', (tokens) => tokens.slice(4, 5), 'lateStop'],
  ]
  for (const [name, stopsOf, kind] of ends) {
    it(`${name}, where the chain names the model's end tokens`, async () => {
      const world = await aMarket([{ nodeId: 1 }])
      // without noise the likeliest token wins: the node's token of each position is the position
      world.market.stopTokens = stopsOf(Array.from({ length: 40 }, (_, position) => position))

      const events = await runJob(world, { temperatureMilli: 0 })

      assert.equal(find(events, 'raced')?.fault?.kind, kind)
      const failed = events.at(-1)
      assert.equal(failed?.type, kind === undefined ? 'settled' : 'failed')
      if (failed?.type === 'failed') assert.equal(failed.code, 'TRANSCRIPT_INVALID')
    })
  }

  it('checks every token of an honest answer and says so before its receipt', async () => {
    const world = await aMarket([{ nodeId: 1 }])

    const events = await runJob(world, { temperatureMilli: 1000 })

    const { type: _, ...raced } = find(events, 'raced')!
    assert.deepEqual(raced, { taskId: '1', nodeId: 1, tokens: 40, temperatureMilli: 1000 })
  })
})
