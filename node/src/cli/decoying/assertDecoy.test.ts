import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Chain } from '#chain/chain.ts'
import { createSessionKey } from '#chain/createSessionKey.ts'
import { depositAndFund } from '#chain/depositAndFund.ts'
import { joinVerifiers } from '#chain/joinVerifiers.ts'
import { mintTestDollars } from '#chain/mintTestDollars.ts'
import type { Offer } from '#chain/offer.ts'
import { readNode } from '#chain/readNode.ts'
import { isWitanError } from '#protocol/errors.ts'
import type { NodeId } from '#protocol/ids.ts'
import { aNode, anOffer, DOLLAR, someTerms } from '#testing/chainFixtures.ts'
import { type LocalWitan, startLocalWitan } from '#testing/localWitan.ts'
import { assertDecoy } from './assertDecoy.ts'

const USUAL = { pricePer1kInputBytes: 1_000n, pricePer1kOutputTokens: 20_000n }
const DEAR = { pricePer1kInputBytes: 10_000n, pricePer1kOutputTokens: 200_000n }
const STAKE = 15n * DOLLAR

describe('assertDecoy', () => {
  let witan: LocalWitan
  let chain: Chain
  let decoy: NodeId
  let verifier: NodeId

  before(async () => {
    witan = await startLocalWitan()
    const { accounts } = witan.localChain
    const ownerOf = async (place: number) => {
      const owner = await witan.connect(accounts[place])
      await mintTestDollars(owner, { amount: 200n * DOLLAR })
      return owner
    }
    chain = await ownerOf(1)
    decoy = await aNode(chain, {
      signer: accounts[2]!.address,
      stake: STAKE,
      offers: [anOffer(DEAR)],
    })
    const other = await ownerOf(3)
    const signer = accounts[4]!.address
    verifier = await aNode(other, { signer, stake: 100n * DOLLAR, offers: [anOffer(USUAL)] })
    await joinVerifiers(other, { verifierId: verifier })
  })
  after(() => witan.stop())

  const check = async (
    change: {
      readonly nodeId?: NodeId
      readonly offers?: readonly Offer[]
      readonly maxStake?: bigint
      readonly known?: boolean
    } = {},
  ) => {
    const { nodeId = decoy, offers = [anOffer(DEAR)], maxStake = 20n * DOLLAR } = change
    const node = (await readNode(chain, nodeId))!
    return await assertDecoy(chain, { node, offers, maxStake, known: change.known ?? false })
  }
  const refused = (why: RegExp) => (error: unknown) =>
    isWitanError(error, 'DECOY_UNFIT') && why.test(error.message)

  it('takes a dear node with little stake that nobody asked yet', async () => {
    const { stake, prices } = await check()

    assert.equal(stake, STAKE)
    assert.deepEqual(prices, [{ role: 'math', price: 61_440n, cheapest: 6_144n }])
  })

  it('refuses prices that requesters would pay, or that no verifier could', async () => {
    const dearest = anOffer({ pricePer1kInputBytes: 0n, pricePer1kOutputTokens: 1_000_000n })

    await assert.rejects(check({ offers: [anOffer(USUAL)] }), refused(/requesters would come/))
    await assert.rejects(check({ offers: [dearest] }), refused(/verifiers lock at most 0\.20/))
  })

  it('refuses a role that nobody else serves', async () => {
    const offers = [anOffer({ ...DEAR, role: 'writing' })]

    await assert.rejects(check({ offers }), refused(/Nobody else serves writing/))
  })

  it('refuses more at stake than it may lose, and less than must be probed', async () => {
    await assert.rejects(check({ maxStake: STAKE - 1n }), refused(/more than the 14\.999999/))
    const { accounts } = witan.localChain
    const poor = await aNode(chain, { signer: accounts[5]!.address, stake: 9n * DOLLAR })

    await assert.rejects(check({ nodeId: poor }), refused(/every verifier may skip it/))
  })

  it('refuses a verifier', async () => {
    const maxStake = 200n * DOLLAR

    await assert.rejects(check({ nodeId: verifier, maxStake }), refused(/is a verifier/))
  })

  it('refuses a node that requesters came to, unless it was a decoy then', async () => {
    const requester = await witan.connect(witan.localChain.accounts[6])
    await mintTestDollars(requester, { amount: DOLLAR })
    const terms = await someTerms(witan, {
      requester: requester.account!,
      sessionKey: createSessionKey().address,
      allocations: [{ nodeId: decoy, cap: DOLLAR }],
    })
    await depositAndFund(requester, { amount: DOLLAR, terms })

    await assert.rejects(check(), refused(/a decoy is a node that never did/))
    assert.equal((await check({ known: true })).stake, STAKE)
  })
})
