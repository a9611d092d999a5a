import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { listPlaces, type Place } from '../../scripts/browser/listPlaces.ts'
import { connectWallet, openPlace } from '../../scripts/browser/openPlace.ts'
import type { Visitor } from '../../scripts/browser/openVisit.ts'
import { openWorld, type World } from '../../scripts/browser/openWorld.ts'
import { seedCourt } from '../../scripts/browser/seedCourt.ts'
import { seedMarket } from '../../scripts/browser/seedMarket.ts'

const WIDTHS = [390, 768, 1280]
const STANDARD = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
/** The address of nothing; the browser says so itself. */
const NOT_FOUND = /404.*\/nowhere\//

// Two profiles at a time, one for each core.
describe('every page, in both themes and at every width', { concurrency: 2 }, () => {
  let world: World
  let places: readonly Place[]
  before(async () => {
    world = await openWorld()
    const market = await seedMarket(world.devnet)
    places = await listPlaces(market, await seedCourt(world.devnet))
  })
  after(() => world[Symbol.asyncDispose]())

  for (const colorScheme of ['light', 'dark'] as const) {
    it(`is accessible, fits its width and is silent without a wallet, ${colorScheme}`, async () => {
      await using visitor = await world.visit({ colorScheme })
      await inspect(visitor, places)
    })

    it(`is so with a wallet too, ${colorScheme}`, async () => {
      const account = world.devnet.requesters[0]!
      await using visitor = await world.visit({ colorScheme, account })
      await openPlace(visitor.page, '/help/')
      await connectWallet(visitor.page)
      await inspect(
        visitor,
        places.filter(({ wantsWallet }) => wantsWallet),
      )
    })
  }
})

async function inspect({ page, watch }: Visitor, places: readonly Place[]): Promise<void> {
  const problems: string[] = []
  for (const { path } of places) {
    await openPlace(page, path)
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 })
      problems.push(...(await problemsOf(page)).map((problem) => `${path} at ${width}: ${problem}`))
    }
  }
  assert.deepEqual(problems, [])
  watch.assertClean(NOT_FOUND)
}

async function problemsOf(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode(true)
    .withTags(STANDARD)
    .analyze()
  const wide = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    return scrollWidth > clientWidth ? [`scrolls sideways, ${scrollWidth} in ${clientWidth}`] : []
  })
  return [
    ...wide,
    ...violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary}`),
    ),
  ]
}
