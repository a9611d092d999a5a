import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { mintTestDollars } from '#chain/mintTestDollars.ts'
import { shippedExperts } from '#cli/shippedExperts.ts'
import { collectJob } from '#client/collectJob.ts'
import { submitJob } from '#client/submitJob.ts'
import type { LocalAccount } from '#testing/localChain.ts'
import { peerIdOf } from '#transport/peerKey.ts'
import { openWorld, type World } from '../../scripts/browser/openWorld.ts'
import { type NodeFolder, writeNodeFolder } from '../../scripts/devnet/nodeFolder.ts'
import type { DevnetNode } from '../../scripts/devnet/startDevnet.ts'
import { aRequester } from '../support/aRequester.ts'

const DOLLAR = 1_000_000n
/** What the node quotes, and what its owner publishes before it starts. */
const PRICE = '0.03'
/** A node loads its models, or a job is settled (ms). */
const PATIENCE = { timeout: 30_000 }

describe('operator', () => {
  let world: World
  let owner: LocalAccount
  let folder: NodeFolder
  /** What `witan init --json` prints. */
  let printed: string
  let node: DevnetNode

  before(async () => {
    world = await openWorld({ nodes: [['math']] })
    const { devnet } = world
    const [signer, account] = devnet.localChain.accounts.slice(-2) as [LocalAccount, LocalAccount]
    owner = account
    await mintTestDollars(await devnet.connect(devnet.localChain.accounts[0]), {
      to: owner.address,
      amount: 100n * DOLLAR,
    })
    folder = await writeNodeFolder({
      dataDir: join(devnet.folder, 'own-node'),
      roles: ['tools'],
      owner,
      signer,
      rpcUrl: devnet.localChain.rpcUrl,
      chainId: devnet.deployment.chainId,
      deploymentFile: devnet.deploymentFile,
      bootstrap: devnet.nodes[0]!.addresses.slice(0, 1),
      settings: {
        offers: [
          {
            role: 'tools',
            model: 'shipped',
            pricePer1kInputBytes: '0.001',
            pricePer1kOutputTokens: PRICE,
          },
        ],
      },
    })
    const peerKey = new Uint8Array(await readFile(join(folder.dataDir, 'peer.key')))
    const { role, modelId } = (await shippedExperts()).find(({ role }) => role === 'tools')!
    const prices = { pricePer1kInputBytes: '1000', pricePer1kOutputTokens: '20000' }
    const offers = [{ role, modelId, ...prices, concurrency: 4, modes: ['transit'] }]
    printed = JSON.stringify({ signer: signer.address, peerId: peerIdOf(peerKey), offers })
    node = { folder } as DevnetNode
  })
  after(async () => {
    await node.process?.stop()
    await world[Symbol.asyncDispose]()
  })

  it('registers a node and stakes, with one signature for the stake', async () => {
    await using visitor = await world.visit({ account: owner })
    const { page, watch, wallet } = visitor
    await openOperate(page)
    await page.getByLabel('What “witan init” printed').fill(printed)
    await page.getByText('Found: signer, peer id, 1 offers.').waitFor()
    await page.getByText(/A 1,000-token answer .* pays you \$0\.020085/).waitFor()
    await page.getByRole('button', { name: 'Register the node' }).click()

    await page.getByRole('heading', { name: 'Node 2', exact: true }).waitFor()
    await chip(page, 'under-staked').waitFor()
    await page.getByLabel('Add stake, in dollars', { exact: true }).fill('101')
    await page.getByText('That is more than the wallet’s $100.00.').waitFor()
    await page.getByLabel('Add stake, in dollars', { exact: true }).fill('50')
    await page.getByRole('button', { name: 'Stake', exact: true }).click()
    await chip(page, 'active').waitFor()

    const count = (method: string) => wallet!.calls.filter((call) => call.method === method).length
    assert.equal(count('eth_signTypedData_v4'), 1)
    assert.equal(count('eth_sendTransaction'), 2)
    watch.assertClean()
  })

  it('publishes a price, and says so when the wallet declines', async () => {
    await using visitor = await world.visit({ account: owner })
    const { page, watch, wallet } = visitor
    await openOperate(page)
    const price = page.getByLabel('$ per 1,000 tokens')
    await price.fill(PRICE)
    wallet!.will.refuse = ['eth_sendTransaction']
    await page.getByRole('button', { name: 'Publish offers' }).click()
    await page.getByText('The wallet refused to sign. Nothing was sent.').waitFor()

    wallet!.will.refuse = []
    await page.getByRole('button', { name: 'Publish offers' }).click()
    await page.getByRole('button', { name: 'Discard changes' }).waitFor({ state: 'detached' })
    await page.reload()
    await price.waitFor()
    assert.equal(await price.inputValue(), PRICE)
    watch.assertClean()
  })

  it('knows after a reload that a stake is still under way', async () => {
    await using visitor = await world.visit({ account: owner })
    const { page, watch } = visitor
    const { localChain } = world.devnet
    await openOperate(page)
    const stake = page.getByRole('button', { name: 'Stake', exact: true })
    await page.getByLabel('Add stake, in dollars', { exact: true }).fill('10')
    await localChain.request('evm_setAutomine', [false])
    try {
      await stake.click()
      await page.getByRole('button', { name: 'Activity, 1 pending' }).waitFor()
      await page.reload()
      await page.locator('button[aria-busy]', { hasText: 'Stake' }).waitFor()
      assert.ok(await stake.isDisabled())
    } finally {
      await localChain.request('evm_setAutomine', [true])
      await localChain.request('evm_mine')
    }
    await page.getByText('$60.00', { exact: true }).first().waitFor()
    await page.locator('button[aria-busy]', { hasText: 'Stake' }).waitFor({ state: 'detached' })
    watch.assertClean()
  })

  it('serves a job, watches and pauses the node, and claims what it earned', async () => {
    await world.devnet.restart(node)
    await using visitor = await world.visit({ account: owner })
    const { page, watch } = visitor
    await askForTools(world)

    await openOperate(page)
    await page.getByText('It signed a quote.').waitFor(PATIENCE)
    await page.getByText(/settled and ready to be claimed/).waitFor(PATIENCE)
    await page.getByRole('img', { name: /Earnings after the fee/ }).waitFor()
    await page.getByRole('button', { name: 'View as table' }).click()
    const table = page.getByRole('table', { name: /Earnings by time/ })
    assert.equal(await table.getByRole('row').count(), 2)
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'CSV' }).click(),
    ])
    assert.match(await readFile(await file.path(), 'utf8'), /^time,block,tx,type.*\r\n.*earned/)

    await page.getByRole('button', { name: 'Claim earnings' }).click()
    await page.getByText('to claim now; settled vouchers add to it').waitFor()

    await page.goto('/operate/live/')
    await page.getByLabel('Address').fill(`${node.healthUrl}/health`)
    await page.getByLabel('Token').fill(await readFile(join(folder.dataDir, 'api.token'), 'utf8'))
    await page.getByRole('main').getByRole('button', { name: 'Connect', exact: true }).click()
    await chip(page, 'takes tasks').waitFor()
    await page.getByText('task finished').waitFor()
    await page.getByRole('button', { name: 'Pause new jobs' }).click()
    await chip(page, 'paused').waitFor()
    assert.equal((await fetch(`${node.healthUrl}/health`)).status, 503)
    await page.getByRole('button', { name: 'Take jobs again' }).click()
    await chip(page, 'takes tasks').waitFor()
    watch.assertClean()

    await node.process.stop()
    await page.getByRole('heading', { name: 'The node is not running' }).waitFor()
    await page.getByText('witan run', { exact: true }).waitFor()
  })

  it('unstakes, waits, and withdraws', async () => {
    await using visitor = await world.visit({ account: owner })
    const { page, watch } = visitor
    const { localChain } = world.devnet
    await openOperate(page)
    await chip(page, 'offline').waitFor(PATIENCE)
    await page.getByLabel('Unstake, in dollars', { exact: true }).fill('20')
    await page.getByText(/can still be slashed, for what the node did before/).waitFor()
    await page.getByRole('button', { name: 'Unstake', exact: true }).click()
    await chip(page, 'thawing').waitFor()
    const withdraw = page.getByRole('button', { name: 'Withdraw stake' })
    assert.ok(await withdraw.isDisabled())

    await localChain.request('evm_increaseTime', [60 * 86_400])
    await localChain.request('evm_mine')
    await chip(page, 'withdrawable').waitFor()
    await withdraw.click()
    await withdraw.waitFor({ state: 'detached' })
    await page.getByText('$40.00', { exact: true }).first().waitFor()
    // The node was stopped before.
    watch.assertClean(/ERR_CONNECTION_REFUSED/)
  })
})

async function openOperate(page: Page): Promise<void> {
  await page.goto('/operate/')
  await page.getByRole('banner').getByRole('button', { name: 'Connect' }).click()
  await page.getByRole('button', { name: 'Test Wallet' }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
}

/** A state in words, whatever sign stands before it. */
function chip(page: Page, text: string) {
  return page.getByText(new RegExp(`^[✓!✕]?${text}$`))
}

/** A requester elsewhere has a job done that only the new node can do. */
async function askForTools({ devnet }: World): Promise<void> {
  await using requester = await aRequester(devnet)
  await collectJob(
    submitJob(requester.client, {
      prompt: 'set a timer for 25 minutes',
      maxBudget: DOLLAR / 10n,
      mode: 'transit',
      signal: AbortSignal.timeout(60_000),
    }),
  )
}
