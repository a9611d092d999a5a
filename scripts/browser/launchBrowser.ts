import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

/** Where systems put it. */
const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

const FLAGS = [
  '--no-sandbox',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--no-first-run',
  // without a graphics card its emulation only costs time
  '--disable-gpu',
  '--disable-software-rasterizer',
]

/** Returns the path of the system's Chromium; undefined where there is none. */
export function findBrowser(): string | undefined {
  return PLACES.find((path) => existsSync(path))
}

/** Returns a running headless Chromium. @throws Error when the system has none. */
export async function launchBrowser(flags: readonly string[] = []): Promise<Browser> {
  const executablePath = findBrowser()
  if (!executablePath) {
    throw new Error('There is no Chromium. Install one: apt-get install -y chromium')
  }
  return await chromium.launch({ executablePath, args: [...FLAGS, ...flags] })
}
