import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { isWitanError } from '#protocol/errors.ts'
import type { NodeId, parseJobId } from '#protocol/ids.ts'
import { jobTermsTypedData } from '#protocol/typedData.ts'
import { aNode, DOLLAR, signVoucher, someTerms } from '#testing/chainFixtures.ts'
import { type LocalWitan, startLocalWitan } from '#testing/localWitan.ts'
import { amendJob } from './amendJob.ts'
import type { Chain } from './chain.ts'
import { closeJob } from './closeJob.ts'
import { createSessionKey, type SessionKey } from './createSessionKey.ts'
import { depositWithPermit } from './depositWithPermit.ts'
import { fundJob } from './fundJob.ts'
import { fundJobBySignature } from './fundJobBySignature.ts'
import { mintTestDollars } from './mintTestDollars.ts'
import { readAllocations } from './readAllocations.ts'
import { readFreeBalance } from './readFreeBalance.ts'
import { readJob } from './readJob.ts'
import { readJobHistory } from './readJobHistory.ts'
import { releaseJob } from './releaseJob.ts'
import { MAX_SETTLE_ROWS, settleVouchers } from './settleVouchers.ts'
import { signTypedData } from './signTypedData.ts'

const DAY = 86_400

describe('verbs of a job', () => {
  let witan: LocalWitan
  let requester: Chain
  let operator: Chain
  let nodeA: NodeId
  let nodeB: NodeId

  before(async () => {
    witan = await startLocalWitan()
    const { accounts } = witan.localChain
    requester = await witan.connect(accounts[1])
    operator = await witan.connect(accounts[2])
    await mintTestDollars(requester, { amount: 1_000n * DOLLAR })
    await mintTestDollars(operator, { amount: 1_000n * DOLLAR })
    await depositWithPermit(requester, { amount: 500n * DOLLAR })
    nodeA = await aNode(operator, { signer: accounts[3]!.address })
    nodeB = await aNode(operator, { signer: accounts[4]!.address })
  })
  after(() => witan.stop())

  describe('amendJob', () => {
    it('raises a cap and adds a node from the free balance', async () => {
      const { jobId, session } = await aJob()
      const free = await readFreeBalance(requester, requester.account!)
      const job = { jobId, sessionKey: session.address }

      await amendJob(requester, {
        ...job,
        raised: [{ index: 0, by: 500_000n }],
        added: [{ nodeId: nodeB, cap: 250_000n }],
      })

      assert.deepEqual(await readAllocations(requester, job), [
        { nodeId: nodeA, cap: 1_500_000n, claimed: 0n },
        { nodeId: nodeB, cap: 250_000n, claimed: 0n },
      ])
      assert.equal(free - (await readFreeBalance(requester, requester.account!)), 750_000n)
      const amended = (await readJobHistory(requester, jobId))[1]
      assert.ok(amended?.type === 'amended')
      assert.deepEqual(amended.raised, [{ index: 0, by: 500_000n }])
      assert.deepEqual(amended.added, [{ nodeId: nodeB, cap: 250_000n }])
    })

    it('refuses a node that the job has already', async () => {
      const { jobId, session } = await aJob()
      const added = [{ nodeId: nodeA, cap: 1n }]
      await assert.rejects(
        amendJob(requester, { jobId, sessionKey: session.address, added }),
        /is named twice in the job/,
      )
    })
  })

  describe('fundJob', () => {
    it('refuses terms of another requester before anything is sent', async () => {
      const terms = await someTerms(witan, {
        requester: operator.account!,
        sessionKey: createSessionKey().address,
        allocations: [{ nodeId: nodeA, cap: 1n }],
      })
      await assert.rejects(fundJob(requester, { terms }), (error) =>
        isWitanError(error, 'INPUT_INVALID'),
      )
    })

    it('refuses an allocation above what the node’s stake covers', async () => {
      await assert.rejects(
        aJob({ cap: 400n * DOLLAR }),
        /would have .* dollars of open jobs, but its stake covers 40\.00 dollars/,
      )
    })

    it('refuses a cap that the contract cannot hold before anything is sent', async () => {
      for (const cap of [2n ** 48n, -1n]) {
        await assert.rejects(aJob({ cap }), (error) => isWitanError(error, 'INPUT_INVALID'))
      }
    })

    it('refuses a budget above the free balance', async () => {
      const poor = await witan.connect(witan.localChain.accounts[9])
      const terms = await someTerms(witan, {
        requester: poor.account!,
        sessionKey: createSessionKey().address,
        allocations: [{ nodeId: nodeA, cap: 5n }],
      })
      await assert.rejects(fundJob(poor, { terms }), (error) =>
        isWitanError(error, 'INSUFFICIENT_FUNDS'),
      )
    })
  })

  describe('fundJobBySignature', () => {
    it('lets anyone pay the gas of a job that the requester signed', async () => {
      const terms = await someTerms(witan, {
        requester: requester.account!,
        sessionKey: createSessionKey().address,
        allocations: [{ nodeId: nodeA, cap: 10n }],
      })
      const { privateKey } = witan.localChain.accounts[1]!
      const typed = jobTermsTypedData(requester.context, terms)
      const signature = await signTypedData(privateKey, typed)

      const { jobId } = await fundJobBySignature(operator, { terms, signature })

      assert.equal((await readJob(operator, jobId))?.requester, requester.account)
      const forged = await signTypedData(createSessionKey().privateKey, typed)
      await assert.rejects(
        fundJobBySignature(operator, { terms, signature: forged }),
        /The signature over the terms .* is not by/,
      )
    })
  })

  describe('closeJob and releaseJob', () => {
    it('return the remainder after the grace, and no earlier', async () => {
      const { jobId, session } = await aJob()
      const job = { jobId, sessionKey: session.address }
      await closeJob(requester, { jobId })
      assert.equal((await readJob(requester, jobId))?.status, 'Closing')
      await assert.rejects(releaseJob(operator, job), (error) => {
        assert.ok(isWitanError(error, 'CONTRACT_REVERTED'))
        assert.match(error.message, /is free at \d{4}-\d\d-\d\d .* UTC and it is/)
        return true
      })
      const voucher = { jobId, nodeId: nodeA, index: 0, total: 400_000n }
      const signed = await signVoucher(requester, session.privateKey, voucher)
      assert.equal((await settleVouchers(operator, [signed])).rows[0]?.status, 'Paid')

      await witan.passTime(DAY)

      assert.equal((await releaseJob(operator, job)).refund, DOLLAR - 400_000n)
      await assert.rejects(releaseJob(operator, job), (error) =>
        isWitanError(error, 'JOB_NOT_OPEN'),
      )
      await assert.rejects(closeJob(requester, { jobId }), (error) =>
        isWitanError(error, 'JOB_NOT_OPEN'),
      )
      const types = (await readJobHistory(requester, jobId)).map(({ type }) => type)
      assert.deepEqual(types, ['funded', 'closed', 'settled', 'released'])
    })

    it('refuse a stranger', async () => {
      const { jobId } = await aJob()
      await assert.rejects(closeJob(operator, { jobId }), /belongs to .*, not to/)
    })
  })

  describe('settleVouchers', () => {
    it('pays a batch in any order as it pays the vouchers one by one, whatever else is in it', async () => {
      const { jobId, session } = await aJob()
      const sign = (total: bigint, index = 0) =>
        signVoucher(requester, session.privateKey, { jobId, nodeId: nodeA, index, total })
      const broken = { ...(await sign(900_000n)), signature: `0x${'00'.repeat(64)}1b` as never }
      const batch = [
        await sign(30n),
        broken,
        await sign(500_000n),
        await sign(7n),
        await sign(9n, 31),
      ]

      const { rows } = await settleVouchers(operator, batch)

      assert.deepEqual(
        rows.map(({ status }) => status),
        ['Paid', 'BadSignature', 'Paid', 'Stale', 'UnknownAllocation'],
      )
      assert.deepEqual(
        rows.map(({ voucher }) => voucher),
        batch,
      )
      const [allocation] = await readAllocations(operator, { jobId, sessionKey: session.address })
      assert.equal(allocation?.claimed, 500_000n)
    })

    it('refuses no vouchers and too many before anything is sent', async () => {
      const { jobId, session } = await aJob()
      const voucher = { jobId, nodeId: nodeA, index: 0, total: 1n }
      const signed = await signVoucher(requester, session.privateKey, voucher)
      for (const vouchers of [[], Array(MAX_SETTLE_ROWS + 1).fill(signed)]) {
        await assert.rejects(settleVouchers(operator, vouchers), (error) =>
          isWitanError(error, 'INPUT_INVALID'),
        )
      }
    })
  })

  async function aJob(
    options: { nodeId?: NodeId; cap?: bigint } = {},
  ): Promise<{ jobId: ReturnType<typeof parseJobId>; session: SessionKey }> {
    const { nodeId = nodeA, cap = DOLLAR } = options
    const session = createSessionKey()
    const terms = await someTerms(witan, {
      requester: requester.account!,
      sessionKey: session.address,
      allocations: [{ nodeId, cap }],
    })
    const { jobId } = await fundJob(requester, { terms })
    return { jobId, session }
  }
})
