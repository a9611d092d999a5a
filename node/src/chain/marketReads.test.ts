import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { isWitanError } from '#protocol/errors.ts'
import { type NodeId, parseHash } from '#protocol/ids.ts'
import { aNode, DOLLAR, signVoucher, someTerms } from '#testing/chainFixtures.ts'
import { type LocalWitan, startLocalWitan } from '#testing/localWitan.ts'
import type { Chain } from './chain.ts'
import { createChain } from './createChain.ts'
import { createSessionKey } from './createSessionKey.ts'
import { depositAndFund } from './depositAndFund.ts'
import { eventNamesOf, MARKET_CONTRACTS, type MarketEvent } from './marketEvents.ts'
import { mintTestDollars } from './mintTestDollars.ts'
import { readCodeHash } from './readCodeHash.ts'
import { readMarketEvents } from './readMarketEvents.ts'
import { publicNamesOf, readPublicValues } from './readPublicValues.ts'
import { readSignerKey } from './readSignerKey.ts'
import { readTransaction } from './readTransaction.ts'
import { settleVouchers } from './settleVouchers.ts'
import { unpackHead } from './voucherHead.ts'

describe('what anyone can read of the market', () => {
  let witan: LocalWitan
  let reader: Chain
  let requester: Chain
  let operator: Chain
  let nodeId: NodeId
  let funded: Awaited<ReturnType<typeof depositAndFund>>
  let settled: Awaited<ReturnType<typeof settleVouchers>>

  before(async () => {
    witan = await startLocalWitan()
    const { accounts } = witan.localChain
    reader = await witan.connect()
    requester = await witan.connect(accounts[1])
    operator = await witan.connect(accounts[2])
    await mintTestDollars(requester, { amount: 100n * DOLLAR })
    await mintTestDollars(operator, { amount: 100n * DOLLAR })
    nodeId = await aNode(operator, { signer: accounts[3]!.address })
    const session = createSessionKey()
    const allocations = [{ nodeId, cap: DOLLAR }]
    const terms = await someTerms(witan, {
      requester: requester.account!,
      sessionKey: session.address,
      allocations,
    })
    funded = await depositAndFund(requester, { amount: 2n * DOLLAR, terms })
    const voucher = { jobId: funded.jobId, nodeId, index: 0, total: 400_000n }
    settled = await settleVouchers(operator, [
      await signVoucher(requester, session.privateKey, voucher),
    ])
  })
  after(() => witan.stop())

  async function allEvents(chain: Chain, options = {}): Promise<MarketEvent[]> {
    const pages = await Array.fromAsync(readMarketEvents(chain, options))
    return pages.reverse().flatMap(({ events }) => events)
  }

  describe('readMarketEvents', () => {
    it('gives the events of all contracts in the order of the chain, with values, time and place', async () => {
      const events = await allEvents(reader)

      assert.deepEqual(
        events.map(({ name }) => name).filter((name) => name !== 'EIP712DomainChanged'),
        [
          'AuthorityUpdated',
          'AmountsChanged',
          'Bound',
          'CourtBound',
          'BenchBound',
          'NodeRegistered',
          'OffersChanged',
          'Staked',
          'Deposited',
          'JobFunded',
          'Settled',
        ],
      )
      const job = events.find((event) => event.name === 'JobFunded')!
      assert.equal(job.args.jobId, funded.jobId)
      assert.equal(job.args.requester, requester.account)
      assert.equal(job.txHash, funded.txHash)
      assert.ok(job.timestamp > 1_600_000_000)
      const settlement = events.find((event) => event.name === 'Settled')!
      assert.equal(settlement.args.net + settlement.args.fee, 400_000n)
      assert.equal(unpackHead(settlement.args.rows[0]!).nodeId, nodeId)
    })

    it('finds the same in searches of a few blocks, newest first, and says how many blocks are left', async () => {
      const { rpcUrl } = witan.localChain
      const { deployment } = witan
      const narrow = await createChain({ rpcUrl, deployment, blocksPerSearch: 3n })

      const pages = await Array.fromAsync(readMarketEvents(narrow))

      assert.ok(pages.length > 2)
      assert.equal(pages.at(-1)?.blocksLeft, 0n)
      for (const [i, page] of pages.entries()) {
        assert.ok(page.toBlock - page.fromBlock < 3n)
        if (i > 0) assert.equal(page.toBlock, pages[i - 1]!.fromBlock - 1n)
      }
      assert.deepEqual(await allEvents(narrow), await allEvents(reader))
    })

    it('keeps to the blocks that were asked for', async () => {
      const block = funded.blockNumber
      const events = await allEvents(reader, { fromBlock: block, toBlock: block })
      assert.deepEqual(
        events.map(({ name }) => name),
        ['Deposited', 'JobFunded'],
      )
    })

    it('ends with ABORTED when cancelled', async () => {
      await assert.rejects(allEvents(reader, { signal: AbortSignal.abort() }), (error) =>
        isWitanError(error, 'ABORTED'),
      )
    })
  })

  it('eventNamesOf names every event of a contract once', () => {
    for (const contract of MARKET_CONTRACTS) {
      const names = eventNamesOf(contract)
      assert.ok(names.length > 0)
      assert.equal(new Set(names).size, names.length)
    }
    assert.ok(eventNamesOf('NodeStaking').includes('Slashed'))
    assert.ok(eventNamesOf('ProbeCourt').includes('FaultProven'))
  })

  describe('readTransaction', () => {
    it('names the called function, its values and its events', async () => {
      const view = await readTransaction(reader, settled.txHash)

      assert.equal(view?.from, operator.account)
      assert.deepEqual([view?.call?.contract, view?.call?.name], ['JobEscrow', 'settle'])
      assert.equal(view?.outcome.status, 'confirmed')
      assert.ok(view.outcome.status === 'confirmed' && view.outcome.gasUsed > 21_000n)
      const [log] = view.outcome.logs
      assert.deepEqual([log?.decoded?.contract, log?.decoded?.name], ['JobEscrow', 'Settled'])
      const by = log?.decoded?.values.find(({ name }) => name === 'by')
      assert.deepEqual(by, { name: 'by', type: 'address', value: operator.account })
    })

    it('reads events of the token too', async () => {
      const view = await readTransaction(reader, funded.txHash)
      assert.ok(view?.outcome.status === 'confirmed')
      const names = view.outcome.logs.map(({ decoded }) => decoded?.name)
      assert.ok(names.includes('Transfer') && names.includes('JobFunded'))
    })

    it('says in a sentence why a transaction reverted', async () => {
      const { localChain } = witan
      // What a wallet sends without simulating: a job that was funded already.
      const { data } = (await readTransaction(reader, funded.txHash))!
      const txHash = await localChain
        .request('eth_sendTransaction', [
          {
            from: localChain.accounts[4]!.address,
            to: witan.deployment.contracts.JobEscrow.address,
            data,
            gas: '0x100000',
          },
        ])
        .catch(() => undefined)
      const hash = parseHash(txHash ?? (await latestTransaction()))

      const view = await readTransaction(reader, hash)

      assert.equal(view?.outcome.status, 'reverted')
      assert.ok(view.outcome.status === 'reverted')
      assert.match(view.outcome.reason, /[a-z].*\.$/)
      assert.doesNotMatch(view.outcome.reason, /ran out of gas/)
    })

    it('knows nothing of a hash that the chain has not', async () => {
      const unknown = parseHash(`0x${'12'.repeat(32)}`)
      assert.equal(await readTransaction(reader, unknown), undefined)
    })
  })

  it('readCodeHash computes the hash that the record of the deployment names', async () => {
    for (const { address, runtimeCodeHash } of Object.values(witan.deployment.contracts)) {
      const code = await readCodeHash(reader, address)
      assert.equal(code.hash, runtimeCodeHash)
      assert.ok(code.bytes > 100)
    }
    const nobody = createSessionKey().address
    assert.deepEqual(await readCodeHash(reader, nobody), { hash: undefined, bytes: 0 })
  })

  it("readSignerKey knows whose key it is, and that a stranger's is nobody's", async () => {
    const key = await readSignerKey(reader, witan.localChain.accounts[3]!.address)
    assert.deepEqual(key, { nodeId, validUntil: 2 ** 40 - 1 })
    assert.equal(await readSignerKey(reader, createSessionKey().address), undefined)
  })

  it('readPublicValues reads every view without arguments, parts of structs one by one', async () => {
    const values = await readPublicValues(reader)

    const of = (contract: string, name: string) =>
      values.find((value) => value.contract === contract && value.name === name)?.value
    assert.equal(of('JobEscrow', 'FEE_BPS'), '250')
    assert.equal(of('JobEscrow', 'REGISTRY'), witan.deployment.contracts.NodeRegistry.address)
    assert.equal(of('NodeStaking', 'windows.voucherGrace'), '86400')
    assert.equal(of('JobEscrow', 'fees.taken'), '10000')
    assert.equal(of('NodeRegistry', 'nodeCount'), '1')
    assert.deepEqual(
      values.filter(({ contract }) => contract === 'JobEscrow').map(({ name }) => name),
      publicNamesOf('JobEscrow'),
    )
  })

  async function latestTransaction(): Promise<unknown> {
    const block = await witan.localChain.request('eth_getBlockByNumber', ['latest', false])
    return (block as { transactions: string[] }).transactions[0]
  }
})
