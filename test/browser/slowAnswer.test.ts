import { after, before, describe, it } from 'node:test'
import type { Locator, Page } from 'playwright-core'
import type { Visitor } from '../../scripts/browser/openVisit.ts'
import { openWorld, type World } from '../../scripts/browser/openWorld.ts'
import { ANSWER, askFor, connectBurner, stateIs } from '../../scripts/browser/requesterSteps.ts'
import { type SlowLink, slowLink } from '../../scripts/browser/slowLink.ts'
import { temporaryFolder } from '../support/aDevnet.ts'
import { slowModel } from '../support/slowModel.ts'

describe('requester of an answer that takes long', () => {
  let world: World
  before(async () => {
    const folder = temporaryFolder()
    const model = await slowModel(folder, 'writing')
    world = await openWorld({ nodes: [['writing'], ['writing']], models: [model] })
  })
  after(() => world[Symbol.asyncDispose]())

  it('stops by Escape, and pays for what had arrived', async () => {
    await using visitor = await slowVisit(world)
    const { page } = visitor
    await askForStory(page)
    await page.keyboard.press('Escape')

    await stateIs(page, 'stopped')
    await page.getByText(/You stopped this job\. \$0\.\d+ is paid/).waitFor()
    await page.getByRole('link', { name: 'Open job' }).last().click()
    await page.getByRole('heading', { name: /^Job 0x/ }).waitFor()
  })

  it('takes the rest of a job back whose page was reloaded in mid-stream', async () => {
    await using visitor = await slowVisit(world)
    const { page } = visitor
    await askForStory(page)

    await page.goto('/jobs/')
    await page.getByText('interrupted').waitFor()
    await page.getByRole('rowheader').getByRole('link').click()
    await page.getByRole('button', { name: 'Reclaim now' }).click()
    await page
      .getByRole('heading', { name: /^Job 0x/ })
      .getByText('released')
      .waitFor(ANSWER)
  })

  it('goes on with another node when one dies, then gives the rest back after the grace', async () => {
    await using visitor = await slowVisit(world)
    const { page, link } = visitor
    const article = await askWithStandBy(page)
    const node = /sealed to node (\d+)/.exec((await article.textContent())!)
    const dead = world.devnet.nodes.find(({ nodeId }) => nodeId === Number(node?.[1]))!
    process.kill(dead.process.pid, 'SIGKILL')

    await page.getByText(new RegExp(`Node ${dead.nodeId} failed`)).waitFor(ANSWER)
    link.setSlow(false)
    await page.getByTestId('answer').waitFor({ timeout: 60_000 })
    await page.getByRole('link', { name: 'Open job' }).last().click()
    const heading = page.getByRole('heading', { name: /^Job 0x/ })
    await heading.getByText('closing').waitFor({ timeout: 60_000 })
    await page.getByText(/^Free in/).waitFor()

    const { localChain } = world.devnet
    await localChain.request('evm_increaseTime', [PAST_GRACE_SECONDS])
    await localChain.request('evm_mine')
    await page.clock.install({ time: Date.now() + PAST_GRACE_SECONDS * 1000 })
    await page.reload()
    await page.getByRole('button', { name: 'Release the rest' }).click()
    await page
      .getByRole('heading', { name: /^Job 0x/ })
      .getByText('released')
      .waitFor(ANSWER)
  })
})

/** A day of grace, and the job's own time. */
const PAST_GRACE_SECONDS = 86_400 + 1_000

/** Returns a page with a burner wallet, on which every answer takes long. */
async function slowVisit(world: World): Promise<Visitor & { readonly link: SlowLink }> {
  const visitor = await world.visit()
  const link = await slowLink(visitor.page)
  await visitor.page.goto('/chat/')
  await connectBurner(visitor.page)
  link.setSlow(true)
  return { ...visitor, link }
}

/** Asks until an answer streams, and returns what streams. */
async function askForStory(page: Page): Promise<Locator> {
  await page.getByLabel('Budget (dollars)').fill('0.5')
  await page.getByLabel('Role').selectOption('writing')
  return await askFor(page, 'tell me a long story', (article) => article.getByTestId('stream'))
}

/** Asks until both nodes quoted in time, which a loaded machine can prevent; returns the article while it streams. */
async function askWithStandBy(page: Page): Promise<Locator> {
  for (let tries = 0; tries < 4; tries++) {
    await askForStory(page)
    const article = page.getByRole('article').last()
    if (/node \d, \d/.test((await article.textContent())!)) return article
    await page.keyboard.press('Escape')
    await stateIs(page, 'stopped')
  }
  throw new Error('The second node never quoted in time.')
}
