/** The lie: a jury votes for what it was paid for. Nothing undoes the last verdict; everybody sees who voted for it, for ever. */

import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { advanceCase } from '#chain/advanceCase.ts'
import { createSessionKey } from '#chain/createSessionKey.ts'
import { depositAndFund } from '#chain/depositAndFund.ts'
import { leaveVerifiers } from '#chain/leaveVerifiers.ts'
import { mintTestDollars } from '#chain/mintTestDollars.ts'
import { openCase } from '#chain/openCase.ts'
import { readCase } from '#chain/readCase.ts'
import { readStake } from '#chain/readStake.ts'
import { courtLevelsOf } from '#client/courtLevelsOf.ts'
import { marketHistory } from '#client/marketHistory.ts'
import { isWitanError } from '#protocol/errors.ts'
import { DOLLAR, someTerms } from '#testing/chainFixtures.ts'
import { type CourtMarket, openCourtMarket } from '#testing/courtMarket.ts'
import { encodeEvidence } from '#verification/evidence.ts'
import { juryNoise, seatJury, seatsOf } from '#verification/juryDraw.ts'
import { auditVotes } from '#verifier/auditVotes.ts'
import { localTerms } from '../../scripts/deploy/localTerms.ts'
import {
  aJudgeBench,
  aModel,
  type JudgeBench,
  type Model,
  PROMISED,
} from '../support/aJudgeBench.ts'

const TOKENS = 40
/** Positions of the accounts that the bench does not use. */
const OWNERS = 6

describe('a bribed jury', () => {
  let bench: JudgeBench
  let market: CourtMarket

  before(async () => {
    bench = await aJudgeBench()
    const { verifier, witan } = bench
    await leaveVerifiers(verifier.chain, { verifierId: verifier.verifierId })
    market = await openCourtMarket(witan, witan.localChain.accounts.slice(OWNERS))
  })
  after(() => bench[Symbol.asyncDispose]())

  /** Takes a case about an answer to its end: the whole first jury says the same, and nobody appeals. */
  async function judged(model: Model, guilty: boolean) {
    const { nodeId, witan } = bench
    const { requester } = market
    await mintTestDollars(requester, { amount: 20n * DOLLAR })
    // a node that a case before this one convicted takes jobs again after its jail
    await witan.passTime(localTerms.steps.jail + 1)
    const terms = await someTerms(witan, {
      requester: requester.account!,
      sessionKey: createSessionKey().address,
      allocations: [{ nodeId, cap: DOLLAR }],
    })
    const { jobId } = await depositAndFund(requester, { amount: DOLLAR, terms })
    const bundle = await bench.answer(model, TOKENS, undefined, jobId)
    const { hash: evidenceHash } = encodeEvidence(bundle)
    const { caseId } = await openCase(requester, { signed: bundle.receipt, evidenceHash })
    await market.drawJury(caseId)
    const votes = await market.commitVotes(caseId, guilty)
    await advanceCase(requester, { caseId })
    await market.revealVotes(votes)
    await advanceCase(requester, { caseId })
    await witan.passTime(4)
    await advanceCase(requester, { caseId })
    const courtCase = (await readCase(requester, caseId))!
    assert.equal(courtCase.phase, 'closed')
    const juries = courtLevelsOf(await marketHistory(requester), caseId)
    return { courtCase, juries, bundle }
  }

  const namedIn = async ({ courtCase, juries, bundle }: Awaited<ReturnType<typeof judged>>) =>
    (await auditVotes(bench.verifier, courtCase, { juries, bundle })).flatMap(({ votes }) =>
      votes.filter(({ agrees }) => !agrees).map(({ verifierId }) => verifierId),
    )
  const jurorsOf = ({ juries }: Pick<Awaited<ReturnType<typeof judged>>, 'juries'>) =>
    juries.flatMap(({ jurors }) => jurors.map(({ verifierId }) => verifierId))

  it('that convicts an honest node has its way, and each of its jurors is named by a replay', async () => {
    const before = (await readStake(market.requester, bench.nodeId)).active
    const closed = await judged(PROMISED, true)

    assert.equal(closed.courtCase.verdict, 'guilty')
    assert.ok((await readStake(market.requester, bench.nodeId)).active < before)
    const named = await namedIn(closed)
    assert.equal(named.length, 3)
    assert.deepEqual(named, jurorsOf(closed))
  })

  it('that acquits a liar is named too', async () => {
    const closed = await judged(aModel(1), false)

    assert.equal(closed.courtCase.verdict, 'notGuilty')
    assert.deepEqual(await namedIn(closed), jurorsOf(closed))
  })

  it('is told from one that looked: nobody is named then', async () => {
    assert.deepEqual(await namedIn(await judged(PROMISED, false)), [])
    assert.deepEqual(await namedIn(await judged(aModel(1), true)), [])
  })

  it('can’t be held against a replay without the model, and the auditor is told so', async () => {
    const closed = await judged(PROMISED, false)
    const judge = { ...bench.verifier, engineOf: async () => undefined }

    await assert.rejects(auditVotes(judge, closed.courtCase, closed), (error) =>
      isWitanError(error, 'MODEL_UNKNOWN'),
    )
  })

  it('was drawn by stake and beacon: anybody seats the same jurors again', async () => {
    const { courtCase, juries } = await judged(PROMISED, false)
    const [{ level, randomness, jurors } = assert.fail()] = juries
    const draw = { randomness, caseId: courtCase.caseId, level }
    const eligible = await Promise.all(
      market.verifiers.map(async ({ nodeId, chain }) => {
        const { active } = await readStake(chain, nodeId)
        return { verifierId: nodeId, owner: chain.account!, operatorGroup: 0, stake: active }
      }),
    )
    const noises = eligible.map(({ verifierId }) => juryNoise(draw, verifierId))

    const seats = seatsOf(
      level,
      eligible.map(({ stake }) => stake),
    )

    assert.deepEqual(
      seatJury(eligible, noises, seats),
      jurors.map(({ verifierId }) => verifierId),
    )
  })
})
