import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { isWitanError } from '#protocol/errors.ts'
import type { Address, NodeId } from '#protocol/ids.ts'
import { aNode, DOLLAR, signDone, signVoucher, someTerms } from '#testing/chainFixtures.ts'
import { type LocalWitan, startLocalWitan } from '#testing/localWitan.ts'
import type { Chain } from './chain.ts'
import { createSessionKey } from './createSessionKey.ts'
import { depositAndFund } from './depositAndFund.ts'
import { jobIdOf } from './jobIdOf.ts'
import { mintTestDollars } from './mintTestDollars.ts'
import { pullEarnings } from './pullEarnings.ts'
import { readAllocation } from './readAllocation.ts'
import { readAllocations } from './readAllocations.ts'
import { readFee } from './readFee.ts'
import { readFreeBalance } from './readFreeBalance.ts'
import { readJob } from './readJob.ts'
import { readJobHistory } from './readJobHistory.ts'
import { readNodeAccount } from './readNodeAccount.ts'
import { readTokenBalance } from './readTokenBalance.ts'
import { releaseJobDone } from './releaseJobDone.ts'
import { settleVouchers } from './settleVouchers.ts'
import { withdraw } from './withdraw.ts'

describe('the path of the money', () => {
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
    await mintTestDollars(requester, { amount: 100n * DOLLAR })
    await mintTestDollars(operator, { amount: 100n * DOLLAR })
    nodeA = await aNode(operator, { signer: accounts[3]!.address })
    nodeB = await aNode(operator, { signer: accounts[4]!.address })
  })
  after(() => witan.stop())

  it('conserves every token from the deposit to the last withdrawal', async () => {
    const before = await balances()
    const session = createSessionKey()
    const terms = await jobTerms(session.address)

    const funded = await depositAndFund(requester, { amount: 10n * DOLLAR, terms })
    const { jobId } = funded
    assert.equal(jobId, jobIdOf(requester.context, terms))
    assert.equal((await readJob(requester, jobId))?.status, 'Funded')
    assert.equal(await readFreeBalance(requester, requester.account!), 4n * DOLLAR)

    const sign = (key: `0x${string}`, nodeId: NodeId, index: number, total: bigint) =>
      signVoucher(requester, key, { jobId, nodeId, index, total })
    const good = await sign(session.privateKey, nodeA, 0, 1_234_567n)
    const overCap = await sign(session.privateKey, nodeB, 1, 9n * DOLLAR)
    const stranger = await sign(createSessionKey().privateKey, nodeB, 1, DOLLAR)
    const settlement = await settleVouchers(operator, [overCap, stranger, good])
    assert.deepEqual(
      settlement.rows.map(({ status }) => status),
      ['Capped', 'UnknownAllocation', 'Paid'],
    )
    const claimed = 1_234_567n + 2n * DOLLAR
    const fee = (await readFee(operator, 1_234_567n)) + (await readFee(operator, 2n * DOLLAR))
    assert.deepEqual([settlement.fee, settlement.net], [fee, claimed - fee])
    const job = { jobId, sessionKey: session.address }
    assert.deepEqual(await readAllocations(operator, job), [
      { nodeId: nodeA, cap: 4n * DOLLAR, claimed: 1_234_567n },
      { nodeId: nodeB, cap: 2n * DOLLAR, claimed: 2n * DOLLAR },
    ])

    const replay = await settleVouchers(operator, [good])
    assert.deepEqual([replay.rows[0]?.status, replay.net, replay.fee], ['Stale', 0n, 0n])

    const keys = witan.localChain.accounts.map(({ privateKey }) => privateKey)
    const dones = [
      await signDone(requester, keys[4]!, { jobId, nodeId: nodeB, total: 2n * DOLLAR }),
      await signDone(requester, keys[3]!, { jobId, nodeId: nodeA, total: 1_234_567n }),
    ]
    const released = await releaseJobDone(requester, { ...job, dones })
    assert.equal(released.refund, 6n * DOLLAR - claimed)
    assert.equal((await readJob(requester, jobId))?.status, 'Released')
    assert.equal(await readAllocation(requester, { ...job, index: 0 }), undefined)
    const late = await settleVouchers(operator, [good])
    assert.equal(late.rows[0]?.status, 'UnknownAllocation')

    const owed = await Promise.all([nodeA, nodeB].map((id) => readNodeAccount(operator, id)))
    assert.equal(owed[0]!.owed + owed[1]!.owed, settlement.net)
    const pulled = await pullEarnings(operator, { nodeIds: [nodeA, nodeB] })
    assert.equal(pulled.amount, settlement.net)
    await withdraw(requester, { amount: await readFreeBalance(requester, requester.account!) })

    const now = await balances()
    assert.equal(before.requester - now.requester, claimed)
    assert.equal(now.operator - before.operator, settlement.net)
    assert.equal(now.escrow - before.escrow, fee)

    const history = await readJobHistory(await witan.connect(), jobId)
    assert.deepEqual(
      history.map(({ type, txHash }) => [type, txHash]),
      [
        ['funded', funded.txHash],
        ['settled', settlement.txHash],
        ['settled', replay.txHash],
        ['released', released.txHash],
      ],
    )
    assert.ok(history[0]?.type === 'funded' && history[1]?.type === 'settled')
    assert.deepEqual(history[0].allocations, terms.allocations)
    assert.deepEqual(
      new Set(history[1].rows.map(({ voucher, status }) => `${voucher.total} ${status}`)),
      new Set(['1234567 Paid', '9000000 Capped', '1000000 UnknownAllocation']),
    )
  })

  it('refuses a deposit above the balance before anything is sent', async () => {
    const terms = await jobTerms(createSessionKey().address)
    await assert.rejects(
      depositAndFund(requester, { amount: 1_000n * DOLLAR, terms }),
      (error) =>
        isWitanError(error, 'INSUFFICIENT_FUNDS') && /1000\.00 are needed/.test(error.message),
    )
  })

  it('refuses the same terms twice with the sentence of the contract', async () => {
    const terms = await jobTerms(createSessionKey().address)
    await depositAndFund(requester, { amount: 6n * DOLLAR, terms })
    await assert.rejects(depositAndFund(requester, { amount: 6n * DOLLAR, terms }), (error) => {
      assert.ok(isWitanError(error, 'CONTRACT_REVERTED'))
      assert.match(error.message, /was funded before\. Choose a fresh salt/)
      assert.equal(error.meta['error'], 'JobEscrowJobExists')
      return true
    })
  })

  it('names the nodes whose Done is missing', async () => {
    const session = createSessionKey()
    const terms = await jobTerms(session.address)
    const { jobId } = await depositAndFund(requester, { amount: 6n * DOLLAR, terms })
    await assert.rejects(
      releaseJobDone(requester, { jobId, sessionKey: session.address, dones: [] }),
      (error) =>
        isWitanError(error, 'INPUT_INVALID') && error.message.includes(`node ${nodeA}, ${nodeB}`),
    )
  })

  it('finds the same history in small steps and stops at the release', async () => {
    const session = createSessionKey()
    const terms = await jobTerms(session.address)
    const { jobId } = await depositAndFund(requester, { amount: 6n * DOLLAR, terms })
    const voucher = { jobId, nodeId: nodeA, index: 0, total: 7n }
    await settleVouchers(operator, [await signVoucher(operator, session.privateKey, voucher)])
    const chain = await witan.connect()
    const small = { ...chain, connection: { ...chain.connection, blocksPerSearch: 2n } }

    const history = await readJobHistory(chain, jobId)

    assert.deepEqual(
      history.map(({ type }) => type),
      ['funded', 'settled'],
    )
    assert.deepEqual(await readJobHistory(small, jobId), history)
  })

  function jobTerms(sessionKey: Address) {
    const allocations = [
      { nodeId: nodeA, cap: 4n * DOLLAR },
      { nodeId: nodeB, cap: 2n * DOLLAR },
    ]
    return someTerms(witan, { requester: requester.account!, sessionKey, allocations })
  }

  async function balances() {
    return {
      requester: await readTokenBalance(requester, requester.account!),
      operator: await readTokenBalance(operator, operator.account!),
      escrow: await readTokenBalance(requester, witan.deployment.contracts.JobEscrow.address),
    }
  }
})
