import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { addressOf } from '#chain/addressOf.ts'
import type { Chain } from '#chain/chain.ts'
import { fundAccount } from '#chain/fundAccount.ts'
import { hasPendingSends } from '#chain/hasPendingSends.ts'
import { mintTestDollars } from '#chain/mintTestDollars.ts'
import { readFreeBalance } from '#chain/readFreeBalance.ts'
import { readTokenBalance } from '#chain/readTokenBalance.ts'
import { openStore, type Store } from '#store/openStore.ts'
import type { RecordTable } from '#store/records.ts'
import { createLogger } from '#telemetry/createLogger.ts'
import { DOLLAR } from '#testing/chainFixtures.ts'
import { type LocalWitan, startLocalWitan } from '#testing/localWitan.ts'
import { createPromptSource } from './createPromptSource.ts'
import { errandsOf, type Payer, planPayers, readPayers } from './payers.ts'
import type { Verifier, VerifierEvent } from './verifier.ts'

const EPOCH_SECONDS = 60
/** Of a requester that deposited before its first job. */
const LIFE = { age: 20, earlier: [], dayTime: 0.5 }

describe('errandsOf', () => {
  let witan: LocalWitan
  let chain: Chain
  let store: Store
  let told: VerifierEvent[]
  const deposits: string[] = []

  before(async () => {
    witan = await startLocalWitan()
    chain = await witan.connect(witan.localChain.accounts[1])
    await mintTestDollars(chain, { amount: 500n * DOLLAR })
  })
  after(async () => {
    store?.close()
    await witan?.stop()
  })

  /** A program that starts on the same database; `records` may be those of a machine that goes off. */
  function aVerifier(change: Partial<Verifier> = {}): Verifier {
    told = []
    return {
      chain,
      records: store.records,
      prompts: createPromptSource(),
      settings: {
        probes: 1,
        maxBudget: DOLLAR / 10n,
        coinsWei: 10n ** 15n,
        horizon: 1,
        decoys: 0,
        outsideFloat: false,
      },
      seenLives: async () => [],
      deposit: async (accountKey: string) => void deposits.push(accountKey),
      random: Math.random,
      pause: async () => undefined,
      logger: createLogger({ level: 'silent' }),
      tell: (event: VerifierEvent) => void told.push(event),
      ...change,
    } as unknown as Verifier
  }

  /** Plans one payer on a database of its own. */
  async function aPayer(): Promise<Payer> {
    store?.close()
    store = openStore(':memory:')
    const seenLives = async () => Array.from({ length: 40 }, () => LIFE)
    await planPayers(aVerifier({ seenLives }), { now: 1_000, epochSeconds: EPOCH_SECONDS })
    const [payer] = readPayers(store.records)
    return payer!
  }

  async function runErrands(verifier: Verifier): Promise<void> {
    for (const { run } of errandsOf(verifier, Number.MAX_SAFE_INTEGER))
      await run(AbortSignal.timeout(60_000))
  }

  /** Records of a machine that goes off when something is written the nth time. */
  function failingAt(count: number): RecordTable {
    let left = count
    return {
      ...store.records,
      set: (kind, id, value) => {
        if (--left < 0) throw new Error('the machine went off')
        store.records.set(kind, id, value)
      },
    }
  }

  const moneyOf = async ({ accountKey }: Payer) => {
    const account = addressOf(accountKey)
    const coins = await witan.localChain.request('eth_getBalance', [account, 'latest'])
    return {
      coins: BigInt(String(coins)),
      tokens: await readTokenBalance(chain, account),
      free: await readFreeBalance(chain, account),
    }
  }
  const planned = ({ amount, coinsWei }: Payer) => ({
    coins: BigInt(coinsWei),
    tokens: BigInt(amount),
    free: 0n,
  })

  it('give a payer its money once, wherever the machine goes off', async () => {
    for (let writes = 0; ; writes++) {
      const payer = await aPayer()
      const records = failingAt(writes)
      const isWhole = await runErrands(aVerifier({ records })).then(
        () => true,
        () => false,
      )
      await runErrands(aVerifier())
      await runErrands(aVerifier())
      assert.deepEqual(await moneyOf(payer), planned(payer), `off at write ${writes}`)
      assert.equal(readPayers(store.records)[0]!.funded, true)
      if (isWhole) break
    }
  })

  it('deposit once more only where nothing was deposited', async () => {
    const payer = await aPayer()
    deposits.length = 0
    const off = async () => {
      throw new Error('the machine went off')
    }
    await assert.rejects(runErrands(aVerifier({ deposit: off })))
    await runErrands(aVerifier())
    await runErrands(aVerifier())

    assert.deepEqual(deposits, [payer.accountKey])
  })

  it('wait for what an earlier run sent and no block has yet', async () => {
    const payer = await aPayer()
    const { request } = witan.localChain
    store.records.set('payer', payer.id, JSON.stringify({ ...payer, begun: true }))
    await request('evm_setAutomine', [false])
    const to = addressOf(payer.accountKey)
    const sending = fundAccount(chain, { to, amount: 0n, coinsWei: BigInt(payer.coinsWei) })
    while (!(await hasPendingSends(chain))) await new Promise((resolve) => setImmediate(resolve))
    let pauses = 0
    const pause = async () => {
      if (++pauses < 3) return
      await request('evm_setAutomine', [true])
      await request('evm_mine')
    }
    await runErrands(aVerifier({ pause }))
    await sending

    assert.equal(pauses, 3)
    assert.deepEqual(await moneyOf(payer), planned(payer))
  })

  it('go on between coins and dollars where the account was short of dollars', async () => {
    const payer = await aPayer()
    const poor = await witan.connect(witan.localChain.accounts[2])
    await assert.rejects(runErrands(aVerifier({ chain: poor })))
    await mintTestDollars(poor, { amount: 100n * DOLLAR })
    await runErrands(aVerifier({ chain: poor }))

    assert.deepEqual(await moneyOf(payer), planned(payer))
  })

  it('pay in full where others sent a little before', async () => {
    const payer = await aPayer()
    await fundAccount(chain, { to: addressOf(payer.accountKey), amount: 1n, coinsWei: 1n })
    await assert.rejects(runErrands(aVerifier({ records: failingAt(1) })))
    await runErrands(aVerifier())

    const { coins, tokens, free } = planned(payer)
    assert.deepEqual(await moneyOf(payer), { coins: coins + 1n, tokens: tokens + 1n, free })
  })

  it('say nothing of what is to come from elsewhere where it came already', async () => {
    const payer = await aPayer()
    const settings = { ...aVerifier().settings, outsideFloat: true }
    await assert.rejects(runErrands(aVerifier({ settings, records: failingAt(0) })))
    const [amount, coinsWei] = [BigInt(payer.amount), BigInt(payer.coinsWei)]
    await fundAccount(chain, { to: addressOf(payer.accountKey), amount, coinsWei })
    await runErrands(aVerifier({ settings }))

    assert.deepEqual(told, [])
    assert.deepEqual(await moneyOf(payer), planned(payer))
  })
})
