import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { listPlaces, type Place } from '../../scripts/browser/listPlaces.ts'
import { connectWallet, openPlace } from '../../scripts/browser/openPlace.ts'
import type { Visitor } from '../../scripts/browser/openVisit.ts'
import { openWorld, type World } from '../../scripts/browser/openWorld.ts'
import { seedCourt } from '../../scripts/browser/seedCourt.ts'
import { seedMarket } from '../../scripts/browser/seedMarket.ts'
import { layoutProblems } from './support/layoutProblems.ts'

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

  it('is told from one that is not so', async () => {
    await using visitor = await world.visit()
    const { page } = visitor
    await openPlace(page, '/help/')
    await page.evaluate(() => {
      const { body } = document
      body.append(document.createElement('img'))
      body.insertAdjacentHTML(
        'beforeend',
        '<main><p style="color:#777;background:#888">faint</p></main>',
      )
      body.append(
        Object.assign(document.createElement('div'), { style: 'width: 800px; height: 1px' }),
      )
    })
    const problems = (await layoutProblems(page)).join('\n')
    for (const place of ['light at 390', 'dark at 390', 'light at 768', 'dark at 768']) {
      assert.match(problems, new RegExp(`${place}: scrolls sideways`))
    }
    for (const rule of ['image-alt', 'color-contrast', 'landmark-no-duplicate-main']) {
      assert.match(problems, new RegExp(`light at 1280: ${rule}`))
      assert.match(problems, new RegExp(`dark at 1280: ${rule}`))
    }
  })

  for (const half of [0, 1]) {
    it(`is accessible, fits its width and is silent without a wallet (half ${half + 1})`, async () => {
      await using visitor = await world.visit()
      await inspect(
        visitor,
        places.filter((_, i) => i % 2 === half),
      )
    })
  }

  it('is so with a wallet too', async () => {
    await using visitor = await world.visit({ account: world.devnet.requesters[0]! })
    await openPlace(visitor.page, '/help/')
    await connectWallet(visitor.page)
    await inspect(
      visitor,
      places.filter(({ wantsWallet }) => wantsWallet),
    )
  })
})

async function inspect({ page, watch }: Visitor, places: readonly Place[]): Promise<void> {
  const problems: string[] = []
  for (const { path } of places) {
    await openPlace(page, path)
    problems.push(...(await layoutProblems(page)).map((problem) => `${path} ${problem}`))
  }
  assert.deepEqual(problems, [])
  watch.assertClean(NOT_FOUND)
}
