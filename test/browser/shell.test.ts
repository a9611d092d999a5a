import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { openWorld, type World } from '../../scripts/browser/openWorld.ts'

describe('shell', () => {
  let world: World
  before(async () => {
    world = await openWorld({ nodes: [['math']] })
  })
  after(() => world[Symbol.asyncDispose]())

  it('names the chain and follows its blocks without a wallet', async () => {
    await using visitor = await world.visit()
    const { page, watch } = visitor
    await page.goto('/')

    await page
      .getByRole('contentinfo')
      .getByText(`chain ${world.devnet.deployment.chainId}`)
      .waitFor()
    const before = Number(await world.devnet.localChain.request('eth_blockNumber'))
    await world.devnet.localChain.request('hardhat_mine', ['0x64'])
    await page
      .getByRole('contentinfo')
      .getByText(`block ${before + 100}`)
      .waitFor()

    watch.assertClean()
  })

  it('gives a burner wallet coins and test dollars', async () => {
    await using visitor = await world.visit()
    const { page, watch } = visitor
    await page.goto('/')

    await page.getByRole('button', { name: 'Use a burner wallet' }).click()
    await page.getByRole('button', { name: /Burner wallet/ }).click()
    await page.getByRole('button', { name: 'Get test tokens' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Get test tokens' }).click()
    await page.getByText('$250.00').waitFor()

    watch.assertClean()
  })

  it('keeps the wallet over a reload and forgets it after disconnecting', async () => {
    await using visitor = await world.visit({ account: world.devnet.requesters[0]! })
    const { page, wallet, watch } = visitor
    const label = new RegExp(wallet!.address.slice(-4), 'i')
    await page.goto('/')
    await page.getByRole('button', { name: 'Connect' }).click()
    await page.getByRole('button', { name: 'Test Wallet' }).click()
    await page.getByRole('banner').getByRole('button', { name: label }).waitFor()

    await page.reload()
    await page.getByRole('banner').getByRole('button', { name: label }).click()
    await page.getByRole('button', { name: 'Disconnect' }).click()
    await page.getByRole('button', { name: 'Connect' }).waitFor()
    await page.reload()
    await page.getByRole('button', { name: 'Connect' }).waitFor()

    watch.assertClean()
  })

  it('says that the user declined, and connects after that', async () => {
    await using visitor = await world.visit({ account: world.devnet.requesters[0]! })
    const { page, wallet } = visitor
    wallet!.will.refuse = ['wallet_requestPermissions', 'eth_requestAccounts']
    await page.goto('/')
    await page.getByRole('button', { name: 'Connect' }).click()
    await page.getByRole('button', { name: 'Test Wallet' }).click()

    await page.getByRole('alert').getByText('You declined the request in your wallet.').waitFor()

    wallet!.will.refuse = []
    await page.getByRole('button', { name: 'Test Wallet' }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  })

  it('adds an unknown chain to a wallet on another one, and reads all the same before', async () => {
    await using visitor = await world.visit({ account: world.devnet.requesters[0]! })
    const { page, wallet, watch } = visitor
    Object.assign(wallet!.will, { chainId: 1, chains: [1] })
    await page.goto('/')
    await page.getByRole('button', { name: 'Connect' }).click()
    await page.getByRole('button', { name: 'Test Wallet' }).click()

    const move = page.getByRole('button', { name: 'Wrong network: switch to chain 31337' })
    await move.waitFor()
    await page.getByRole('contentinfo').getByText('chain 31337').waitFor()
    await move.click()
    await move.waitFor({ state: 'detached' })

    const asked = wallet!.calls.map(({ method }) => method)
    assert.ok(asked.includes('wallet_addEthereumChain'))
    watch.assertClean()
  })

  it('is led by keys: search, go to, help', async () => {
    await using visitor = await world.visit()
    const { page, watch } = visitor
    await page.goto('/')
    await page.getByRole('contentinfo').getByText('chain 31337').waitFor()

    await page.keyboard.press('/')
    await page.getByRole('searchbox').fill('INSUFFICIENT_FUNDS')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/help/#E-INSUFFICIENT_FUNDS')
    await page.keyboard.press('g')
    await page.keyboard.press('h')
    await page.waitForURL(world.url)

    watch.assertClean()
  })

  it('gives the focus back when a dialog is closed by Escape', async () => {
    await using visitor = await world.visit()
    const { page, watch } = visitor
    await page.goto('/')
    await page.getByRole('contentinfo').getByText('chain 31337').waitFor()

    const opener = page.getByRole('button', { name: 'Search' })
    await opener.focus()
    await page.keyboard.press('Enter')
    await page.getByRole('searchbox').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.waitForFunction(
      () => document.activeElement?.getAttribute('aria-label') === 'Search',
    )

    watch.assertClean()
  })

  it('runs no script that it was not built with, and the watch sees each thing it looks for', async () => {
    await using visitor = await world.visit()
    const { page, watch } = visitor
    await page.goto('/')
    const ran = await page.evaluate(async () => {
      const stopped = (element: HTMLElement) =>
        new Promise((resolve) => {
          document.addEventListener('securitypolicyviolation', resolve, { once: true })
          document.body.append(element)
        })
      const script = document.createElement('script')
      script.textContent = 'window.intruder = true'
      await stopped(script)
      const image = document.createElement('img')
      image.src = 'http://192.0.2.1/pixel.png'
      await stopped(image)
      return 'intruder' in window
    })
    assert.equal(ran, false)
    const kinds = watch.problems.map((problem) => problem.slice(0, problem.indexOf(':')))
    assert.ok(kinds.includes('policy violation'))
    assert.ok(kinds.includes('console'))
    assert.throws(() => watch.assertClean())
  })

  it('remembers the theme', async () => {
    await using visitor = await world.visit({ colorScheme: 'dark' })
    const { page, watch } = visitor
    await page.goto('/')
    assert.equal(await page.locator('html').getAttribute('data-theme'), 'dark')

    await page.getByRole('button', { name: 'Use the light theme' }).click()
    await page.reload()
    assert.equal(await page.locator('html').getAttribute('data-theme'), 'light')

    watch.assertClean()
  })
})
