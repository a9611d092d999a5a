import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Chain } from '#chain/chain.ts'
import { joinVerifiers } from '#chain/joinVerifiers.ts'
import { mintTestDollars } from '#chain/mintTestDollars.ts'
import { readBatch } from '#chain/readBatch.ts'
import { readChainTime } from '#chain/readChainTime.ts'
import { readTokenBalance } from '#chain/readTokenBalance.ts'
import { WitanError } from '#protocol/errors.ts'
import type { NodeId } from '#protocol/ids.ts'
import { openStore, type Store } from '#store/openStore.ts'
import { createLogger } from '#telemetry/createLogger.ts'
import { aNode, DOLLAR } from '#testing/chainFixtures.ts'
import { type LocalWitan, startLocalWitan } from '#testing/localWitan.ts'
import { commitEpoch } from './commitEpoch.ts'
import { createPromptSource } from './createPromptSource.ts'
import { readEpochs, saveEpoch } from './epochState.ts'
import { readPayers } from './payers.ts'
import { runEpoch } from './runEpoch.ts'
import type { ProbeOrder, Verifier, VerifierEvent } from './verifier.ts'

const STAKE = 100n * DOLLAR
const EPOCH_SECONDS = 15

/** Closes a store when the test is over. */
function disposable(store: Store): Disposable & { readonly store: Store } {
  return { store, [Symbol.dispose]: () => store.close() }
}

describe('runEpoch', () => {
  let witan: LocalWitan
  let chain: Chain
  let verifierId: NodeId
  let dustId: NodeId
  let store: Store
  let events: VerifierEvent[]
  let orders: ProbeOrder[]
  const emptied: string[] = []
  const decoys: string[] = []
  const deposits: string[] = []

  before(async () => {
    witan = await startLocalWitan()
    const { accounts } = witan.localChain
    const operator = await witan.connect(accounts[2])
    await mintTestDollars(operator, { amount: STAKE + 1n })
    await aNode(operator, { signer: accounts[3]!.address, stake: STAKE })
    // a crowd of such nodes must not keep a verifier from its reward
    dustId = await aNode(operator, { signer: accounts[6]!.address, stake: 1n })
    chain = await witan.connect(accounts[4])
    await mintTestDollars(chain, { amount: 2n * STAKE })
    verifierId = await aNode(chain, { signer: accounts[5]!.address, stake: STAKE })
    await joinVerifiers(chain, { verifierId })
    store = openStore(':memory:')
  })
  after(async () => {
    store?.close()
    await witan?.stop()
  })

  /** The same program after a start, on the same database. */
  function aVerifier(stopAt?: VerifierEvent['event']): Verifier {
    events = []
    orders = []
    return {
      verifierId,
      chain,
      records: store.records,
      prompts: createPromptSource(),
      settings: {
        probes: 6,
        maxBudget: DOLLAR / 10n,
        coinsWei: 10n ** 15n,
        horizon: 1,
        decoys: 2,
        outsideFloat: false,
      },
      drandRelays: [],
      // a node that never answers
      buy: async (order) => {
        orders.push(order)
        return { code: 'NODE_OFFLINE' }
      },
      buyDecoy: async ({ accountKey }) => void decoys.push(accountKey),
      deposit: async (accountKey) => void deposits.push(accountKey),
      seenLives: async () => [],
      release: async (accountKey) => void emptied.push(accountKey),
      prove: async () => undefined,
      receiptIn: async () => undefined,
      engineOf: async () => undefined,
      thresholdsOf: async () => ({ perTokens: [] }),
      sequentialOf: async () => undefined,
      evidence: {
        put: async () => `0x${'00'.repeat(32)}`,
        get: async () => {
          throw new WitanError('EVIDENCE_UNKNOWN', 'There is none.')
        },
      },
      random: Math.random,
      waitUntil: async (time) => {
        const left = time + 1 - (await readChainTime(chain))
        if (left > 0) await witan.passTime(left)
      },
      pause: async () => undefined,
      logger: createLogger({ level: 'silent' }),
      tell: (event) => {
        events.push(event)
        if (event.event === stopAt) throw new Error('the machine went off')
      },
    }
  }
  const names = () => events.map(({ event }) => event)
  const signal = AbortSignal.timeout(200_000)

  it('is taken up where it was after every stop, with the same probes', async () => {
    await assert.rejects(runEpoch(aVerifier('committed'), signal), /went off/)
    const [first] = readEpochs(store.records)
    await assert.rejects(runEpoch(aVerifier('drawn'), signal), /went off/)
    assert.deepEqual(names(), ['drawn'])
    await assert.rejects(runEpoch(aVerifier('revealed'), signal), /went off/)
    assert.ok(!names().includes('drawn'))
    const { epoch, probes } = await runEpoch(aVerifier(), signal)

    const [last] = readEpochs(store.records)
    assert.deepEqual([epoch, last?.root, last?.secret], [first?.epoch, first?.root, first?.secret])
    // a node that never answers must not keep the verifier from the next epoch
    assert.equal(last?.finished, true)
    assert.ok(!names().includes('committed') && !names().includes('revealed'))
    // duties of one's own operator and of dust are skipped, those of a silent node are closed; both earn nothing
    for (const { nodeId, outcome } of probes)
      assert.equal(outcome, nodeId === verifierId || nodeId === dustId ? 'skipped' : 'unanswered')
    const { reward } = last!
    assert.deepEqual([reward, names().includes('rewarded')], ['0', true])
  })

  it('finds a commitment again whose transaction it lost sight of', async () => {
    await witan.passTime(10 * EPOCH_SECONDS + 200)
    const committed = await commitEpoch(aVerifier())
    // as it was on disk before the transaction was sent
    store.records.remove('epoch', String(committed.epoch).padStart(12, '0'))
    saveEpoch(store.records, { ...committed, epoch: 0, round: '0' })

    const found = await commitEpoch(aVerifier())
    assert.deepEqual([found.epoch, found.round], [committed.epoch, committed.round])
    const batch = await readBatch(chain, { verifierId, epoch: found.epoch })
    assert.equal(batch?.root, found.root)
    assert.deepEqual(names(), [])
  })

  it('buys under the keys that it committed to, each for one probe', async () => {
    const { probes } = await runEpoch(aVerifier(), signal)
    const state = readEpochs(store.records).at(-1)!
    const bought = new Set(orders.map(({ sessionKey }) => sessionKey.privateKey))
    const expected = state.probes.filter(({ nodeId }) => nodeId !== verifierId)
    assert.deepEqual(bought, new Set(expected.map((probe) => probe.sessionPrivateKey)))
    assert.equal(new Set(orders.map(({ accountKey }) => accountKey)).size, bought.size)
    assert.equal(probes.length, 6)
    // what was given to an account comes back, whether its probe was answered or not
    const funded = readEpochs(store.records).flatMap((one) => one.probes.filter((p) => p.funded))
    assert.deepEqual(new Set(emptied), new Set(funded.map(({ accountKey }) => accountKey)))
    assert.equal(emptied.length, funded.length)
  })

  it('has payers live before their probe: money first, then the decoys, then the probe', async () => {
    await witan.passTime(10 * EPOCH_SECONDS + 200)
    using fresh = disposable(openStore(':memory:'))
    const { records } = fresh.store
    const now = await readChainTime(chain)
    const life = { age: 20, earlier: [10, 5], dayTime: 0.5 }
    const verifier = {
      ...aVerifier(),
      records,
      seenLives: async () => Array.from({ length: 40 }, () => life),
    }
    const settings = { ...verifier.settings, probes: 1, horizon: 4 }
    const wanted = Math.floor(now / EPOCH_SECONDS) + 3
    decoys.length = 0
    deposits.length = 0
    let state = await runEpoch({ ...verifier, settings }, signal)
    const planned = readPayers(records).find(({ epoch }) => epoch === wanted)!
    assert.ok(planned.fundAt - now > 0 && !planned.funded)
    while (state.epoch < wanted) state = await runEpoch({ ...verifier, settings }, signal)

    assert.equal(state.epoch, wanted)
    const probe = readEpochs(records).at(-1)!.probes[0]!
    assert.equal(probe.accountKey, planned.accountKey, 'the payer was there long before its probe')
    assert.deepEqual(
      decoys.filter((key) => key === planned.accountKey),
      [planned.accountKey, planned.accountKey],
    )
    assert.ok(deposits.includes(planned.accountKey))
    assert.ok(emptied.includes(planned.accountKey))
    assert.ok(readPayers(records).every((one) => one.accountKey !== planned.accountKey))
  })

  it('says where money is to go that must not come from its own account', async () => {
    await witan.passTime(10 * EPOCH_SECONDS + 200)
    using fresh = disposable(openStore(':memory:'))
    const verifier = { ...aVerifier(), records: fresh.store.records }
    const settings = { ...verifier.settings, probes: 2, outsideFloat: true }
    const before = await readTokenBalance(chain, chain.account!)
    deposits.length = 0
    await runEpoch({ ...verifier, settings }, signal)
    const due = events.filter(({ event }) => event === 'payerDue')
    assert.ok(due.length >= 2)
    for (const { account, amount } of due) {
      assert.match(String(account), /^0x[0-9a-fA-F]{40}$/)
      assert.ok((amount as bigint) >= settings.maxBudget)
    }
    assert.equal(await readTokenBalance(chain, chain.account!), before)
    assert.deepEqual(deposits, [])
  })
})
