/**
 * npm run web:screenshots [-- name …]: every page in both themes, on a phone and on a desk, into .screenshots/.
 * Pages that want a wallet are taken with one and without. Names choose pages.
 */

import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { ROOT } from '../web/dappFolder.ts'
import { listPlaces, type Place } from './listPlaces.ts'
import { connectWallet, openPlace } from './openPlace.ts'
import { openWorld, type World } from './openWorld.ts'
import { seedCourt } from './seedCourt.ts'
import { seedMarket } from './seedMarket.ts'

const FOLDER = join(ROOT, '.screenshots')
const WIDTHS = [390, 1280]
const HEIGHT = 900

const wanted = process.argv.slice(2)
await using world = await openWorld({ nodes: [['math'], ['math'], ['tools']] })
const seed = await seedMarket(world.devnet)
const places = (await listPlaces(seed, await seedCourt(world.devnet))).filter(
  ({ name }) => wanted.length === 0 || wanted.includes(name),
)
await rm(FOLDER, { recursive: true, force: true })
for (const theme of ['light', 'dark'] as const) {
  await shoot(world, theme, places, false)
  await shoot(
    world,
    theme,
    places.filter(({ wantsWallet }) => wantsWallet),
    true,
  )
}
console.log(`screenshots are in ${FOLDER}`)

async function shoot(
  { visit, devnet }: World,
  theme: 'light' | 'dark',
  places: readonly Place[],
  withWallet: boolean,
): Promise<void> {
  if (places.length === 0) return
  await using visitor = await visit({
    colorScheme: theme,
    ...(withWallet && { account: devnet.requesters[0]! }),
  })
  const { page, watch } = visitor
  if (withWallet) {
    await openPlace(page, '/help/')
    await connectWallet(page)
  }
  for (const { name, path } of places) {
    await page.setViewportSize({ width: 1280, height: HEIGHT })
    await openPlace(page, path)
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: HEIGHT })
      const folder = join(FOLDER, `${theme}-${width}`)
      await mkdir(folder, { recursive: true })
      const file = join(folder, `${name}${withWallet ? '-wallet' : ''}.png`)
      await page.screenshot({ path: file, fullPage: true })
    }
  }
  for (const problem of watch.problems) console.error(problem)
}
