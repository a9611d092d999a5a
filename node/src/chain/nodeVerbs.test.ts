import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type NodeId, parseJobId } from '#protocol/ids.ts'
import { aNode, anOffer, aPeerId, DOLLAR, latestTime, someTerms } from '#testing/chainFixtures.ts'
import { type LocalWitan, startLocalWitan } from '#testing/localWitan.ts'
import type { Chain } from './chain.ts'
import { nodeRegistry } from './contracts.ts'
import { createSessionKey, type SessionKey } from './createSessionKey.ts'
import { depositWithPermit } from './depositWithPermit.ts'
import { fundJob } from './fundJob.ts'
import { listNodes } from './listNodes.ts'
import { mintTestDollars } from './mintTestDollars.ts'
import { offerArgs } from './offer.ts'
import { pullEarnings } from './pullEarnings.ts'
import { readJob } from './readJob.ts'
import { readNode } from './readNode.ts'
import { readStake } from './readStake.ts'
import { readTokenBalance } from './readTokenBalance.ts'
import { registerNode } from './registerNode.ts'
import { sendCall } from './sendCall.ts'
import { setNodeActive } from './setNodeActive.ts'
import { setOffers } from './setOffers.ts'
import { stake } from './stake.ts'
import { thaw } from './thaw.ts'
import { withdrawStake } from './withdrawStake.ts'

describe('verbs of a node', () => {
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

  describe('registerNode', () => {
    it('refuses a signer and a peer id that were used', async () => {
      const { accounts } = witan.localChain
      const peerId = aPeerId(accounts[3]!.address)
      const offers = [anOffer()]
      await assert.rejects(
        registerNode(operator, { signer: accounts[3]!.address, peerId: aPeerId('new'), offers }),
        /was already used by node 1\. Create another key/,
      )
      await assert.rejects(
        registerNode(operator, { signer: accounts[8]!.address, peerId, offers }),
        /The peer id was already used by node 1/,
      )
    })
  })

  describe('listNodes', () => {
    it('joins identity, offers, stake and room for new jobs', async () => {
      const { accounts } = witan.localChain
      const before = (await readNode(requester, nodeB))!.room
      await aJob({ nodeId: nodeB, cap: 2n * DOLLAR })

      const nodes = await listNodes(await witan.connect())

      assert.deepEqual(
        nodes.map(({ nodeId }) => nodeId),
        nodes.map((_, i) => i + 1),
      )
      const node = nodes[nodeB - 1]!
      assert.equal(node.owner, operator.account)
      assert.equal(node.signer, accounts[4]!.address)
      assert.equal(node.peerId, aPeerId(accounts[4]!.address))
      assert.deepEqual(node.offers, [anOffer()])
      assert.equal(node.stake, 40n * DOLLAR)
      assert.equal(before - node.room, 2n * DOLLAR)
      assert.deepEqual(await readNode(requester, nodeB), node)
    })

    it('shows changed offers and leaves out those of unknown roles', async () => {
      const [code, summary] = [anOffer({ role: 'code' }), anOffer({ role: 'summary' })]
      await setOffers(operator, { nodeId: nodeB, offers: [code] })
      assert.deepEqual((await readNode(requester, nodeB))?.offers, [code])

      const args = [nodeB, [{ ...offerArgs(code), role: 99 }, offerArgs(summary)]] as const
      await sendCall(operator, { ...nodeRegistry(operator), functionName: 'setOffers', args })
      assert.deepEqual((await readNode(requester, nodeB))?.offers, [summary])
    })

    it('shows a node that takes no new jobs', async () => {
      await setNodeActive(operator, { nodeId: nodeB, active: false })
      assert.equal((await readNode(requester, nodeB))?.active, false)
      await assert.rejects(aJob({ nodeId: nodeB }), /is unknown or takes no new jobs/)
      await setNodeActive(operator, { nodeId: nodeB, active: true })
    })

    it('finds nothing under a number that was never given', async () => {
      assert.equal(await readNode(requester, 4_000_000_000 as NodeId), undefined)
      assert.equal(await readJob(requester, parseJobId(`0x${'00'.repeat(20)}`)), undefined)
    })
  })

  describe('stake, thaw and withdrawStake', () => {
    it('give the stake back after the thaw, and no earlier', async () => {
      const nodeId = await aNode(operator, {
        signer: witan.localChain.accounts[7]!.address,
        stake: 0n,
      })
      await stake(operator, { nodeId, amount: 10n * DOLLAR })
      const { thawsAt } = await thaw(operator, { nodeId, amount: 4n * DOLLAR })
      assert.deepEqual(await readStake(operator, nodeId), {
        active: 6n * DOLLAR,
        thawing: 4n * DOLLAR,
        thawsAt,
        jailedUntil: 0,
      })
      await assert.rejects(withdrawStake(operator, { nodeId }), /thaws until .* UTC and it is/)

      await witan.passTime(thawsAt - (await latestTime(witan)))
      const before = await readTokenBalance(operator, operator.account!)

      assert.equal((await withdrawStake(operator, { nodeId })).amount, 4n * DOLLAR)
      assert.equal((await readTokenBalance(operator, operator.account!)) - before, 4n * DOLLAR)
      await assert.rejects(
        thaw(operator, { nodeId, amount: 7n * DOLLAR }),
        /has 6000000 units of active stake, but 7000000/,
      )
    })
  })

  describe('pullEarnings', () => {
    it('refuses to pay another owner’s node', async () => {
      await assert.rejects(
        pullEarnings(requester, { nodeIds: [nodeA] }),
        /Node 1 belongs to .*, not to/,
      )
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
