/** The lie: of many seeds the one is taken under which a cheap output passes. */

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { parseJobId, parseTaskId } from '#protocol/ids.ts'
import { raceSeedOf, seedCommitOf } from '#protocol/race.ts'
import { leafKeyOf } from '#protocol/raceLeaf.ts'
import type { Receipt } from '#protocol/receipt.ts'
import { aMarket } from '#testing/aMarket.ts'
import { DEAR, find, runJob } from '#testing/marketJobs.ts'
import { aReceipt } from '#testing/messages.ts'
import { aRacedToken } from '#testing/racedTokens.ts'
import { openLeaf } from '#verification/openLeaf.ts'
import { proveFault } from '#verification/proveFault.ts'
import { createRaceCheck } from '#verification/raceCheck.ts'

describe('a node that looks for a seed', () => {
  it('has none to choose: every receipt with another one than the requester derives is refused', async () => {
    for (const place of ['quoteId', 'requestHash', 'taskId'] as const) {
      const receipt = (honest: Receipt): Receipt => ({ ...honest, seedCommit: honest[place] })
      const world = await aMarket([
        { nodeId: 1, lie: { receipt } },
        { nodeId: 2, prices: DEAR },
      ])

      const events = await runJob(world, { temperatureMilli: 1000 })

      assert.equal(find(events, 'rerouted')?.code, 'RECEIPT_INVALID')
      assert.equal(find(events, 'answer')?.nodeId, 2)
    }
  })
})

describe('a requester that looks for a seed to accuse a node by', () => {
  it('finds none: the node signed the hash of the one that it drew by', () => {
    const taskId = parseTaskId(`0x${'7a'.repeat(32)}`)
    const context = {
      chainId: 31_337,
      escrow: `0x${'ee'.repeat(20)}`,
      jobId: parseJobId(`0x${'01'.repeat(20)}`),
      taskId,
    } as Parameters<typeof raceSeedOf>[0]
    const salt = (value: number) => new Uint8Array(32).fill(value)
    const rules = {
      seed: raceSeedOf(context, salt(1)),
      leafKey: leafKeyOf(salt(1), taskId),
      temperatureMilli: 1000,
    }
    const check = createRaceCheck(rules)
    for (let position = 0; position < 20; position++) check.push(aRacedToken(rules, position))
    const receipt = aReceipt({
      taskId,
      transcriptRoot: check.root(),
      outputTokens: 20,
      seedCommit: seedCommitOf(rules.seed),
      temperatureMilli: 1000,
    })

    for (let ground = 0; ground < 200; ground++) {
      const seed = raceSeedOf(context, salt(ground))
      const leaves = [openLeaf(check.leaves(), rules.leafKey, ground % 20)]
      const evidence = {
        version: 1,
        kind: 'race',
        receipt,
        other: [],
        quote: [],
        seed,
        leaves,
        probe: [],
      } as const
      assert.equal(
        proveFault({ ...evidence, leaves, other: [], quote: [], probe: [] }, new Set()).proven,
        false,
      )
    }
  })
})
