import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { fromHex, type Hex, toHex } from '#protocol/bytes.ts'
import { keccak256 } from '#protocol/hash.ts'
import type { NodeId } from '#protocol/ids.ts'
import { aNode, DOLLAR, latestTime, someTerms } from '#testing/chainFixtures.ts'
import { aSignedOutput } from '#testing/courtFixtures.ts'
import { type LocalWitan, startLocalWitan } from '#testing/localWitan.ts'
import { advanceCase } from './advanceCase.ts'
import { appeal } from './appeal.ts'
import type { Chain } from './chain.ts'
import { claimCredit } from './claimCredit.ts'
import { commitProbes } from './commitProbes.ts'
import { commitVerdict } from './commitVerdict.ts'
import { createSessionKey } from './createSessionKey.ts'
import { depositAndFund } from './depositAndFund.ts'
import { joinVerifiers } from './joinVerifiers.ts'
import { leaveVerifiers } from './leaveVerifiers.ts'
import { mintTestDollars } from './mintTestDollars.ts'
import { openCase } from './openCase.ts'
import { pokeFees } from './pokeFees.ts'
import { proveBeacon } from './proveBeacon.ts'
import { punishLazyPass } from './punishLazyPass.ts'
import { readBatch } from './readBatch.ts'
import { readCase, readCaseCount } from './readCase.ts'
import { readConviction } from './readConviction.ts'
import { readCredit } from './readCredit.ts'
import { readStake } from './readStake.ts'
import { readVerifiers } from './readVerifiers.ts'
import { reportProbe } from './reportProbe.ts'
import { reportUnanswered } from './reportUnanswered.ts'
import { revealSecret } from './revealSecret.ts'
import { revealVerdict } from './revealVerdict.ts'
import { rewardDuty } from './rewardDuty.ts'
import { skipProbe } from './skipProbe.ts'

const word = (byte: string): Hex => `0x${byte.repeat(32)}`
const STAKE = 100n * DOLLAR

describe('verbs of the bench', () => {
  let witan: LocalWitan
  let requester: Chain
  let verifiers: { readonly chain: Chain; readonly nodeId: NodeId }[]
  let accused: { readonly nodeId: NodeId; readonly key: Hex; readonly startedAt: number }

  before(async () => {
    witan = await startLocalWitan()
    const { accounts } = witan.localChain
    requester = await witan.connect(accounts[1])
    await mintTestDollars(requester, { amount: 100n * DOLLAR })
    const operator = await witan.connect(accounts[2])
    await mintTestDollars(operator, { amount: STAKE })
    const nodeId = await aNode(operator, {
      signer: accounts[3]!.address,
      stake: STAKE,
      operatorGroup: 3,
    })
    accused = { nodeId, key: accounts[3]!.privateKey, startedAt: await latestTime(witan) }
    verifiers = []
    for (let i = 0; i < 4; i++) {
      const chain = await witan.connect(accounts[4 + i])
      await mintTestDollars(chain, { amount: STAKE })
      const id = await aNode(chain, {
        signer: accounts[10 + i]!.address,
        stake: STAKE,
        operatorGroup: 10 + i,
      })
      await joinVerifiers(chain, { verifierId: id })
      verifiers.push({ chain, nodeId: id })
    }
  })
  after(() => witan.stop())

  async function aCase() {
    const session = createSessionKey()
    const terms = await someTerms(witan, {
      requester: requester.account!,
      sessionKey: session.address,
      allocations: [{ nodeId: accused.nodeId, cap: DOLLAR }],
    })
    const { jobId } = await depositAndFund(requester, { amount: DOLLAR, terms })
    const { signed } = await aSignedOutput(requester, accused, { receipt: { jobId } })
    const { caseId, bond } = await openCase(requester, { signed, evidenceHash: word('e1') })
    return { caseId, bond, signed }
  }
  const caseOf = async (caseId: bigint) => (await readCase(requester, caseId))!
  const chainOf = (id: NodeId) => verifiers.find(({ nodeId }) => nodeId === id)!.chain

  /** Draws the jury and has all jurors vote. */
  async function judge(caseId: bigint, guilty: boolean): Promise<void> {
    await witan.passTime(1)
    const { round } = await caseOf(caseId)
    await proveBeacon(requester, { round })
    await advanceCase(requester, { caseId })
    const { jury, level, phase } = await caseOf(caseId)
    assert.equal(phase, 'committing')
    const votes = jury.map((verifierId, i) => ({
      caseId,
      level,
      verifierId,
      guilty,
      statsHash: word('57'),
      salt: word(`0${i}`),
    }))
    for (const vote of votes) await commitVerdict(chainOf(vote.verifierId), { vote })
    await advanceCase(requester, { caseId })
    for (const vote of votes) await revealVerdict(chainOf(vote.verifierId), { vote })
    await advanceCase(requester, { caseId })
  }

  it('takes a case to the next jury for twice the bond, and acquits', async () => {
    const { caseId, bond } = await aCase()
    await judge(caseId, false)

    const appealed = await appeal(requester, { caseId })
    assert.deepEqual([appealed.level, appealed.bond], [1, 2n * bond])
    await judge(caseId, false)
    assert.equal((await caseOf(caseId)).jury.length, 3)
    await witan.passTime(4)
    await advanceCase(requester, { caseId })

    const { verdict, phase } = await caseOf(caseId)
    assert.deepEqual([phase, verdict], ['closed', 'notGuilty'])
    assert.equal((await readCredit(requester, requester.account!)).bench, 0n)
  })

  it('takes a case from the accusation to the verdict and its price', async () => {
    const { caseId, bond, signed } = await aCase()
    assert.equal(await readCaseCount(requester), caseId)
    const [only] = (await caseOf(caseId)).bonds
    assert.deepEqual(only, { payer: requester.account, amount: bond, accuses: true })

    await judge(caseId, true)
    const ruled = await caseOf(caseId)
    assert.deepEqual([ruled.phase, ruled.verdict, ruled.guiltyVotes], ['appealable', 'guilty', 3])
    await assert.rejects(advanceCase(requester, { caseId }))
    await witan.passTime(4)
    await advanceCase(requester, { caseId })

    assert.equal((await caseOf(caseId)).phase, 'closed')
    const { taskId } = signed.receipt
    const conviction = await readConviction(requester, { nodeId: accused.nodeId, taskId })
    assert.equal(conviction?.fault, 'verdict')
    assert.equal((await readStake(requester, accused.nodeId)).active, STAKE / 2n)
    assert.equal((await readCredit(requester, requester.account!)).bench, bond)
    assert.equal((await claimCredit(requester, { of: 'bench' })).amount, bond)
  })

  it('draws the duties of a batch from its secret and the beacon', async () => {
    const { chain, nodeId: verifierId } = verifiers[0]!
    const secret = word('5e')
    const committed = await commitProbes(chain, {
      verifierId,
      root: word('77'),
      secretCommit: toHex(keccak256(fromHex(secret))),
      count: 8,
    })
    const { epoch, round } = committed
    const sealed = await readBatch(requester, { verifierId, epoch })
    assert.ok(sealed?.duties.every(({ nodeId, done }) => nodeId === undefined && !done))

    await witan.passTime(30)
    await proveBeacon(requester, { round })
    await revealSecret(requester, { verifierId, epoch, secret })
    const drawn = (await readBatch(requester, { verifierId, epoch }))!
    assert.equal(drawn.duties.length, 8)
    assert.ok(drawn.duties.every(({ nodeId }) => nodeId! >= 1 && nodeId! <= 5))

    const jailed = (id: NodeId | undefined) => id === accused.nodeId || id === verifierId
    const index = drawn.duties.findIndex(({ nodeId }) => jailed(nodeId))
    const serving = drawn.duties.findIndex(({ nodeId }) => !jailed(nodeId))
    if (index >= 0) {
      await skipProbe(chain, { verifierId, epoch, index })
      const { duties } = (await readBatch(requester, { verifierId, epoch }))!
      assert.equal(duties[index]!.done, true)
    }
    if (serving >= 0) {
      await assert.rejects(skipProbe(chain, { verifierId, epoch, index: serving }), /serves/)
    }
    // a mark earns nothing, whatever the node did, and a duty is closed once
    const open = drawn.duties.findIndex((_, place) => place !== index)
    const before = await readStake(requester, drawn.duties[open]!.nodeId!)
    await reportUnanswered(chain, { verifierId, epoch, index: open })
    const marked = (await readBatch(requester, { verifierId, epoch }))!
    assert.deepEqual([marked.duties[open]!.done, marked.unanswered, marked.reported], [true, 1, 0])
    assert.deepEqual(await readStake(requester, drawn.duties[open]!.nodeId!), before)
    await assert.rejects(reportUnanswered(chain, { verifierId, epoch, index: open }), {
      code: 'CONTRACT_REVERTED',
    })
  })

  it('pays and punishes nobody for probes that were not made', async () => {
    const { chain, nodeId: verifierId } = verifiers[1]!
    const { signed } = await aSignedOutput(requester, accused)
    const probe = {
      index: 0,
      sessionKey: requester.account!,
      promptHash: word('11'),
      salt: `0x${'22'.repeat(16)}`,
      path: [],
    } as const
    const report = { verifierId, epoch: 1, probe, signed, passed: true, statsHash: word('57') }

    await assert.rejects(reportProbe(chain, report), { code: 'CONTRACT_REVERTED' })
    await assert.rejects(rewardDuty(chain, { verifierId, epoch: 1 }), { code: 'CONTRACT_REVERTED' })
    await assert.rejects(punishLazyPass(chain, { signed }), { code: 'CONTRACT_REVERTED' })
    const { gasUsed } = await pokeFees(chain, { nodeIds: [accused.nodeId, verifierId] })
    assert.ok(gasUsed > 0n)
  })

  it('lists verifiers until they leave', async () => {
    const { chain, nodeId: verifierId } = verifiers[3]!
    await leaveVerifiers(chain, { verifierId })
    const ids = verifiers.slice(0, 3).map(({ nodeId }) => nodeId)
    assert.deepEqual([...(await readVerifiers(requester))].sort(), ids)
    assert.equal(await readBatch(requester, { verifierId, epoch: 1 }), undefined)
    assert.equal(await readCase(requester, 99n), undefined)
  })
})
