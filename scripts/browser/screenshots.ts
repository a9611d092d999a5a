/**
 * npm run web:screenshots [-- name …]: every page in both themes, on a phone and on a desk, into .screenshots/.
 * Pages that want a wallet are taken with one and without, the chat page in each state of a job. Names choose pages.
 */

import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { ROOT } from '../web/dappFolder.ts'
import { CHAT_STATES } from './chatStates.ts'
import { listPlaces, type Place } from './listPlaces.ts'
import { connectWallet, openPlace } from './openPlace.ts'
import { openWorld, type World } from './openWorld.ts'
import { seedCourt } from './seedCourt.ts'
import { seedMarket } from './seedMarket.ts'
import { slowLink } from './slowLink.ts'

const FOLDER = join(ROOT, '.screenshots')
const WIDTHS = [390, 1280]
const HEIGHT = 900
const THEMES = ['light', 'dark'] as const

type Theme = (typeof THEMES)[number]

const wanted = process.argv.slice(2)
await using world = await openWorld({ nodes: [['math'], ['math'], ['tools']] })
const seed = await seedMarket(world.devnet)
const places = (await listPlaces(seed, await seedCourt(world.devnet))).filter(
  ({ name }) => wanted.length === 0 || wanted.includes(name),
)
await rm(FOLDER, { recursive: true, force: true })
for (const theme of THEMES) {
  await shoot(world, theme, places, false)
  await shoot(
    world,
    theme,
    places.filter(({ wantsWallet }) => wantsWallet),
    true,
  )
  if (wanted.length === 0 || wanted.includes('chat')) await shootChat(world, theme)
}
console.log(`screenshots are in ${FOLDER}`)

async function shoot(
  { visit, devnet }: World,
  theme: Theme,
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
    await shootWidths(page, theme, `${name}${withWallet ? '-wallet' : ''}`)
  }
  for (const problem of watch.problems) console.error(problem)
}

async function shootChat({ visit, devnet }: World, theme: Theme): Promise<void> {
  await using visitor = await visit({ colorScheme: theme, account: devnet.requesters[1]! })
  const { page } = visitor
  const link = await slowLink(page)
  await openPlace(page, '/chat/')
  await connectWallet(page)
  for (const { name, reach } of CHAT_STATES) {
    await page.setViewportSize({ width: 1280, height: HEIGHT })
    await reach(visitor, link)
    await shootWidths(page, theme, name)
  }
}

async function shootWidths(page: Page, theme: Theme, name: string): Promise<void> {
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: HEIGHT })
    const folder = join(FOLDER, `${theme}-${width}`)
    await mkdir(folder, { recursive: true })
    await page.evaluate(async () => {
      window.scrollTo(0, 0)
      // charts measure their new room one frame later, and draw in the next
      for (let i = 0; i < 3; i++) await new Promise(requestAnimationFrame)
    })
    await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true })
  }
}
