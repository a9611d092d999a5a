import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { deposit } from '#chain/deposit.ts'
import { readTokenBalance } from '#chain/readTokenBalance.ts'
import type { Hex } from '#protocol/bytes.ts'
import { connectWallet, openPlace } from '../../scripts/browser/openPlace.ts'
import type { Visitor } from '../../scripts/browser/openVisit.ts'
import { openWorld, type World } from '../../scripts/browser/openWorld.ts'

type Call = { readonly from: Hex; readonly to: Hex; readonly data: Hex }

/** More than any transaction of these tests takes, and a fee above the wallet's own. */
const GAS = '0x7a120'
const HIGH_FEE = { maxFeePerGas: '0x174876e800', maxPriorityFeePerGas: '0x174876e800' }

describe('a transaction', () => {
  let world: World
  before(async () => {
    world = await openWorld({ nodes: [['math']] })
  })
  after(() => world[Symbol.asyncDispose]())
  beforeEach(async () => {
    await request('evm_setAutomine', [true])
    await request('evm_mine')
  })

  it('outlives a reload, and says when it is confirmed', async () => {
    await using visitor = await pendingDeposit('2')
    const { page, watch } = visitor
    await page.reload()
    await page.getByRole('button', { name: 'Activity, 1 pending' }).waitFor()

    await request('evm_mine')

    await page.getByText(/Confirmed in block \d+/).waitFor()
    await statusIs(page, 'Deposit $2.00', 'confirmed')
    watch.assertClean()
  })

  it('that the wallet sped up counts as done', async () => {
    await using visitor = await pendingDeposit('3')
    const { page, watch } = visitor
    const { call, nonce } = await pendingCall(visitor)

    await request('eth_sendTransaction', [{ ...call, nonce, gas: GAS, ...HIGH_FEE }])
    await request('evm_mine')

    await page.getByText(/Confirmed with another fee in block \d+/).waitFor()
    await page.getByText('$5.00 are on deposit').waitFor()
    await statusIs(page, 'Deposit $3.00', 'replaced')
    watch.assertClean()
  })

  it('that the wallet cancelled is not taken for done', async () => {
    await using visitor = await pendingDeposit('4')
    const { page, watch } = visitor
    const { call, nonce } = await pendingCall(visitor)

    const nothing = { from: call.from, to: call.from, data: '0x' }
    await request('eth_sendTransaction', [{ ...nothing, nonce, gas: GAS, ...HIGH_FEE }])
    await request('evm_mine')

    await page.getByRole('alert').getByText('The wallet cancelled the transaction').waitFor()
    await page.getByText('$5.00 are on deposit').waitFor()
    await statusIs(page, 'Deposit $4.00', 'cancelled')
    watch.assertClean()
  })

  it('that fails after its simulation says why', async () => {
    const account = world.devnet.requesters[0]!
    await using visitor = await world.visit({ account })
    const { page, wallet, watch } = visitor
    await openAccount(page)
    const chain = await world.devnet.connect()
    const balance = await readTokenBalance(chain, account.address)
    // The tokens leave between the simulation and the block: the deposit comes right behind them.
    const data = transferData(world.devnet.requesters[1]!.address, balance)
    wallet!.will.intercept = (method, params) => {
      if (method !== 'eth_sendTransaction') return undefined
      return (async () => {
        await request('evm_setAutomine', [false])
        const { address: from } = account
        await request('eth_sendTransaction', [{ from, to: chain.paymentToken, data, gas: GAS }])
        const [call] = params as [Call]
        const { to, data: input } = call
        const hash = await request('eth_sendTransaction', [{ from, to, data: input, gas: GAS }])
        await request('evm_mine')
        return hash
      })()
    }

    await page.getByLabel('Deposit (dollars)').fill('6')
    await page.getByRole('button', { name: 'Deposit' }).click()

    await page.getByText(/The contract refused it in block \d+/).waitFor()
    await page.getByRole('alert').getByText('holds 0 token units').waitFor()
    await statusIs(page, 'Deposit $6.00', 'failed')
    watch.assertClean()
  })

  it('of others is seen after an outage of the chain, with all that was missed', async () => {
    await using visitor = await world.visit()
    const { page, context, watch } = visitor
    await openPlace(page, '/')
    await page.getByText('What happened last').waitFor()
    const { rpcUrl } = world.devnet.localChain
    await context.route(`${rpcUrl}/**`, (route) => route.abort())
    await page.getByText('unreachable').waitFor()

    const chain = await world.devnet.connect(world.devnet.requesters[1]!)
    await deposit(chain, { amount: 7_000_000n })
    await context.unroute(`${rpcUrl}/**`)

    await page.getByText('$7.00 into the escrow').waitFor()
    await page.getByText('unreachable').waitFor({ state: 'detached' })
    watch.assertClean(/net::ERR_FAILED/)
  })

  async function request(method: string, params: readonly unknown[] = []): Promise<unknown> {
    return await world.devnet.localChain.request(method, params)
  }

  /** A page on which a deposit was sent that no block includes yet. */
  async function pendingDeposit(dollars: string): Promise<Visitor> {
    const visitor = await world.visit({ account: world.devnet.requesters[0]! })
    const { page } = visitor
    await openAccount(page)
    await request('evm_setAutomine', [false])
    await page.getByLabel('Deposit (dollars)').fill(dollars)
    // what takes the place of a transaction is known by its nonce: the page must have seen it, as it has in a second
    const seen = page.waitForResponse((response) => {
      return response.request().postData()?.includes('eth_getTransactionByHash') ?? false
    })
    await page.getByRole('button', { name: 'Deposit' }).click()
    await page.getByRole('button', { name: 'Activity, 1 pending' }).waitFor()
    await seen
    return visitor
  }

  async function pendingCall({ wallet }: Visitor): Promise<{ call: Call; nonce: string }> {
    const sent = wallet!.calls.find(({ method }) => method === 'eth_sendTransaction')
    const [{ to, data }] = sent!.params as [Call]
    const nonce = await request('eth_getTransactionCount', [wallet!.address, 'latest'])
    return { call: { from: wallet!.address, to, data }, nonce: String(nonce) }
  }
})

async function openAccount(page: Page): Promise<void> {
  await openPlace(page, '/account/')
  await connectWallet(page)
  await page.getByLabel('Deposit (dollars)').waitFor()
}

async function statusIs(page: Page, label: string, status: string): Promise<void> {
  await page.getByRole('button', { name: 'Activity' }).click()
  const entry = page.getByRole('dialog').getByRole('listitem').filter({ hasText: label })
  await entry.getByText(new RegExp(`${status}$`)).waitFor()
  assert.equal(await entry.count(), 1)
  await page.keyboard.press('Escape')
}

/** Calldata of transfer(address,uint256). */
function transferData(to: Hex, amount: bigint): Hex {
  return `0xa9059cbb${to.slice(2).padStart(64, '0')}${amount.toString(16).padStart(64, '0')}`
}
