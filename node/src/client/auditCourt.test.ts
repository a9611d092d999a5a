import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { advanceCase } from '#chain/advanceCase.ts'
import { appeal } from '#chain/appeal.ts'
import type { MarketEvent } from '#chain/marketEvents.ts'
import { pokeFees } from '#chain/pokeFees.ts'
import { publishCalibration } from '#chain/publishCalibration.ts'
import { readCalibrationVersion } from '#chain/readCalibrationVersion.ts'
import { registerModel } from '#chain/registerModel.ts'
import { auditCourt, isCourtSubject } from '#cli/commands/auditCourt.ts'
import type { Hex } from '#protocol/bytes.ts'
import { parseModelId } from '#protocol/ids.ts'
import { type CourtMarket, openCourtMarket } from '#testing/courtMarket.ts'
import { type LocalWitan, startLocalWitan } from '#testing/localWitan.ts'
import { decodeEvidence, encodeEvidence } from '#verification/evidence.ts'
import { auditCase } from './auditCase.ts'
import { auditConviction } from './auditConviction.ts'
import { auditProbes } from './auditProbes.ts'
import { auditWeight } from './auditWeight.ts'
import { marketHistory } from './marketHistory.ts'

const failedIn = ({ checks }: { readonly checks: readonly { name: string; ok: boolean }[] }) =>
  checks.filter(({ ok }) => !ok).map(({ name }) => name)

describe('recomputing what the court did', () => {
  let witan: LocalWitan
  let market: CourtMarket
  before(async () => {
    witan = await startLocalWitan()
    market = await openCourtMarket(witan, witan.localChain.accounts.slice(1))
  })
  after(() => witan.stop())

  /** The same history with one event told differently. */
  const retold = (
    events: readonly MarketEvent[],
    name: MarketEvent['name'],
    args: object,
  ): readonly MarketEvent[] =>
    events.map((event) =>
      event.name === name ? ({ ...event, args: { ...event.args, ...args } } as MarketEvent) : event,
    )

  it('runs a proven race again from the transaction alone', async () => {
    const { txHash } = await market.convict()
    const audit = await auditConviction(market.requester, txHash)

    assert.deepEqual(failedIn(audit), [])
    assert.equal(audit.fault, 'race')
    assert.equal(audit.position, 3)
    const { token, winner, candidates } = audit.race!
    assert.equal(candidates[0]!.id, winner)
    assert.notEqual(token, winner)
    assert.deepEqual(await auditCourt(market.requester, txHash), audit.checks)
    const { bytes, hash } = encodeEvidence(audit.evidence!)
    assert.equal(decodeEvidence(bytes, hash).kind, 'race')
    await assert.rejects(auditConviction(market.requester, `0x${'12'.repeat(32)}`), {
      code: 'INPUT_INVALID',
    })
  })

  it('opens every vote of a case against its commitment, through an appeal', async () => {
    const { requester, accuse, drawJury, commitVotes, revealVotes } = market
    const { caseId } = await accuse()
    const vote = async (guilty: boolean) => {
      await drawJury(caseId)
      const votes = await commitVotes(caseId, guilty)
      await advanceCase(requester, { caseId })
      await revealVotes(votes)
      await advanceCase(requester, { caseId })
    }
    await vote(false)
    await appeal(requester, { caseId })
    await vote(true)
    await witan.passTime(4)
    const { txHash } = await advanceCase(requester, { caseId })

    const events = await marketHistory(requester)
    const audit = await auditCase(requester, caseId, events)
    assert.deepEqual(failedIn(audit), [])
    assert.deepEqual(
      audit.levels.map(({ verdict }) => verdict),
      ['notGuilty', 'guilty'],
    )
    assert.ok(audit.checks.length > 20, `${audit.checks.length} checks`)
    const lied = retold(events, 'VerdictRevealed', { statsHash: `0x${'99'.repeat(32)}` as Hex })
    const forged = await auditCase(requester, caseId, lied)
    assert.ok(failedIn(forged).every((name) => /is the sealed one/.test(name)))
    assert.equal(failedIn(forged).length, 6)

    assert.deepEqual(await auditCourt(requester, `case:${caseId}`), audit.checks)
    const sentence = await auditConviction(requester, txHash)
    assert.deepEqual([sentence.fault, failedIn(sentence)], ['verdict', []])
    await assert.rejects(auditCase(requester, 99n, events), { code: 'INPUT_INVALID' })
  })

  it('judges by the thresholds that were there before the job was funded', async () => {
    const { requester, accuse } = market
    const word = `0x${'a7'.repeat(32)}` as const
    const parts = {
      ggufSha256: word,
      tokenizerSha256: word,
      chatTemplateSha256: word,
      engineProfileId: word,
    }
    const limits = { contextTokens: 256, stopTokens: [2], licence: 'MIT' }
    const { modelId } = await registerModel(requester, { parts, roles: ['math'], ...limits })
    const thresholds = { calibrationSetHash: word, tokens: 9_000, thresholds: Uint8Array.of(1) }
    await publishCalibration(requester, { modelId, ...thresholds })
    // what was published in the very second of the funding would come too late
    await witan.passTime(1)
    const { caseId, jobId } = await accuse(modelId)
    await publishCalibration(requester, { modelId, ...thresholds })

    const events = await marketHistory(requester)
    const audit = await auditCase(requester, caseId, events)
    assert.deepEqual([audit.courtCase.calibrationVersion, failedIn(audit)], [1, []])
    assert.equal(await readCalibrationVersion(requester, { modelId, jobId }), 1)
    const none = await readCalibrationVersion(requester, { modelId: parseModelId(word), jobId })
    assert.equal(none, 0)
    const forged = await auditCase(
      requester,
      caseId,
      retold(events, 'CalibrationPublished', { version: 2 }),
    )
    assert.deepEqual(failedIn(forged), ['version of the thresholds'])
  })

  it('draws the duties of a verifier again and finds its probe under the root', async () => {
    const of = await market.probe()
    const events = await marketHistory(market.requester)
    const audit = await auditProbes(market.requester, of, events)

    assert.deepEqual(failedIn(audit), [])
    const { state, drawn, report } = audit.probes[of.index]!
    assert.deepEqual([state, drawn], ['failed', report!.nodeId])
    assert.equal(audit.probes[of.silent]!.state, 'unanswered')
    const { receipt } = report!.shown!.signed
    assert.equal(receipt.taskId, report!.taskId)
    // a short answer is looked at everywhere
    assert.deepEqual(report!.positions, [...Array(receipt.outputTokens).keys()])
    const subject = `probe:${of.verifierId}-${of.epoch}`
    assert.deepEqual(await auditCourt(market.requester, subject), audit.checks)
    const fewer = events.filter(({ name }) => name !== 'NodeRegistered')
    const blind = await auditProbes(market.requester, of, fewer)
    assert.deepEqual(failedIn(blind), ['nodes that could be drawn'])
    await assert.rejects(auditProbes(market.requester, { ...of, epoch: 1 }, events), {
      code: 'INPUT_INVALID',
    })
  })

  it('computes weights from the events that moved them, while they fade', async () => {
    const { requester, honest, verifiers } = market
    const { nodeId: punished } = await auditConviction(requester, (await market.convict()).txHash)
    await pokeFees(requester, { nodeIds: [honest.nodeId] })
    await witan.passTime(150)
    const blockNumber = BigInt(String(await witan.localChain.request('eth_blockNumber')))
    const events = await marketHistory(requester, { toBlock: blockNumber })
    for (const nodeId of [honest, ...verifiers].map((one) => one.nodeId).concat(punished)) {
      const of = { nodeId, role: 'math' } as const
      const audit = await auditWeight(requester, of, { events, blockNumber })
      assert.deepEqual(failedIn(audit), [])
    }
    const checks = await auditCourt(requester, `node:${punished}`)
    assert.deepEqual([checks.length, failedIn({ checks })], [8, []])
    assert.ok(!isCourtSubject(`0x${'ab'.repeat(20)}`))
    const lied = retold(events, 'Jailed', { failedAfter: 0 })
    const of = { nodeId: punished, role: 'math' } as const
    const forged = await auditWeight(requester, of, { events: lied, blockNumber })
    assert.ok(failedIn(forged).some((name) => /^punishments/.test(name)))
  })
})
