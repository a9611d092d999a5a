import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { isWitanError } from '#protocol/errors.ts'
import { parseNodeId } from '#protocol/ids.ts'
import { DOLLAR } from '#testing/chainFixtures.ts'
import { type LocalWitan, startLocalWitan } from '#testing/localWitan.ts'
import type { Chain } from './chain.ts'
import { depositWithPermit } from './depositWithPermit.ts'
import { mintTestDollars } from './mintTestDollars.ts'
import { readFreeBalance } from './readFreeBalance.ts'
import { simulate } from './simulation.ts'
import { thaw } from './thaw.ts'
import { withdraw } from './withdraw.ts'

describe('simulate', () => {
  let witan: LocalWitan
  let chain: Chain
  let reader: Chain
  before(async () => {
    witan = await startLocalWitan()
    chain = await witan.connect(witan.localChain.accounts[1])
    reader = await witan.connect()
    await mintTestDollars(chain, { amount: 100n * DOLLAR })
  })
  after(() => witan.stop())

  it('tells the gas and sends nothing, permit and all', async () => {
    const from = chain.account!
    const sentBefore = await sentBy(witan, from)

    const simulation = await simulate(chain, from, (on) =>
      depositWithPermit(on, { amount: 5n * DOLLAR }),
    )

    assert.ok(simulation!.gas > 50_000n)
    assert.ok(simulation!.gasCostWei >= simulation!.gas)
    assert.equal(await readFreeBalance(chain, from), 0n)
    assert.equal(await sentBy(witan, from), sentBefore)
  })

  it('needs no key where no permit is needed, and says so where one is', async () => {
    const from = chain.account!
    await depositWithPermit(chain, { amount: DOLLAR })

    const taken = await simulate(reader, from, (on) => withdraw(on, { amount: DOLLAR }))

    assert.ok(taken!.gas > 20_000n)
    await assert.rejects(
      simulate(reader, from, (on) => depositWithPermit(on, { amount: DOLLAR })),
      (error) => isWitanError(error, 'CONFIG_INVALID') && /its key is not open/.test(error.message),
    )
  })

  it('throws what the contract would say', async () => {
    const nodeId = parseNodeId(77)
    await assert.rejects(
      simulate(reader, chain.account!, (on) => thaw(on, { nodeId, amount: DOLLAR })),
      (error) => isWitanError(error, 'CONTRACT_REVERTED'),
    )
  })

  it('tells when a verb sends nothing', async () => {
    assert.equal(await simulate(reader, chain.account!, async () => {}), undefined)
  })
})

async function sentBy({ localChain }: LocalWitan, account: string): Promise<unknown> {
  const request = localChain.request as (method: string, params: unknown[]) => Promise<unknown>
  return await request('eth_getTransactionCount', [account, 'latest'])
}
