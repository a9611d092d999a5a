import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Hex } from '#protocol/bytes.ts'
import { WitanError } from '#protocol/errors.ts'
import { parseJobId, parseNodeId, parseTaskId } from '#protocol/ids.ts'
import type { Signature } from '#protocol/signature.ts'
import { openStore } from '#store/openStore.ts'
import { createLogger } from '#telemetry/createLogger.ts'
import { type CourtPort, createCourtDuties } from './courtDuties.ts'

const JOB = parseJobId(`0x${'0b'.repeat(20)}`)
const TASK = parseTaskId(`0x${'7a'.repeat(32)}`)
const OTHER = parseTaskId(`0x${'7b'.repeat(32)}`)
const DIGEST: Hex = `0x${'d1'.repeat(32)}`
const NOW = 1_800_000_000
const FRAMES = [new Uint8Array([1, 2]), new Uint8Array([3])]

/** A court that a demand stands before, and a node that answered the task. */
function aCourt(demand: { taskId?: typeof TASK; endsAt?: number; closed?: boolean } = {}) {
  const store = openStore(':memory:')
  const terms = { sessionKey: undefined, index: 0, cap: 10_000_000n, claimed: 0n, baseCost: 0n }
  store.jobs.put({ jobId: JOB, ...terms, endsAt: NOW + 100 })
  const asked = { jobId: JOB, quoteId: DIGEST, envelopeHash: DIGEST, role: 'math' as const }
  store.tasks.add({ ...asked, taskId: TASK, maxCost: 1n, admittedAt: NOW, deadline: NOW + 60 })
  store.answers.add({ jobId: JOB, taskId: TASK, frames: FRAMES, keepUntil: NOW + 1_000 })
  const said: (readonly Uint8Array[])[] = []
  let [pokes, refusals] = [0, 0]
  const court: CourtPort = {
    newDemands: async () => (said.length === 0 ? [DIGEST] : []),
    readDemand: async () => ({ taskId: TASK, endsAt: NOW + 5, closed: false, ...demand }),
    answerData: async (_, frames) => {
      if (refusals-- > 0) throw new WitanError('CHAIN_UNREACHABLE', 'gone')
      said.push(frames)
    },
    pokeFees: async () => pokes++,
    assertModels: async () => undefined,
  }
  const logger = createLogger({ level: 'silent' })
  const duties = createCourtDuties({ court, store, logger, now: () => NOW })
  const refuse = (times: number) => {
    refusals = times
  }
  return { store, duties, said, refuse, pokes: () => pokes }
}

describe('createCourtDuties', () => {
  it('hands out the kept frames once', async () => {
    const { duties, said } = aCourt()
    await duties.look()
    await duties.look()
    assert.deepEqual(said, [FRAMES])
  })

  it('tries again when the chain could not be reached', async () => {
    const { duties, said, refuse } = aCourt()
    refuse(2)
    for (let i = 0; i < 3; i++) await duties.look()
    assert.equal(said.length, 1)
  })

  for (const [what, demand] of [
    ['an answered demand', { closed: true }],
    ['a demand whose time is over', { endsAt: NOW }],
    ['a task that it never had', { taskId: OTHER }],
  ] as const) {
    it(`sends nothing for ${what}`, async () => {
      const { duties, said } = aCourt(demand)
      await duties.look()
      assert.deepEqual(said, [])
    })
  }

  it('has fees counted when enough was settled, and not again for the same', async () => {
    const { store, duties, pokes } = aCourt({ closed: true })
    const voucher = { jobId: JOB, nodeId: parseNodeId(1), index: 0, total: 6_000_000n }
    store.vouchers.put({ voucher, signature: `0x${'01'.repeat(65)}` as Signature })
    await duties.look()
    assert.equal(pokes(), 0)
    store.vouchers.markSettled(voucher, 6_000_000n)
    await duties.look()
    await duties.look()
    assert.equal(pokes(), 1)
  })
})
