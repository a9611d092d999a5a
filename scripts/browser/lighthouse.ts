/** npm run web:lighthouse [-- path …]: Lighthouse's desktop scores of pages of the built dApp on a devnet, and the time to a first token. */

import lighthouse, { desktopConfig } from 'lighthouse'
import { freePort } from '#testing/freePort.ts'
import { launchBrowser } from './launchBrowser.ts'
import { measureFirstToken } from './measureFirstToken.ts'
import { openWorld } from './openWorld.ts'

/** Scores that a page must have. */
const LEAST = { performance: 0.95, accessibility: 1 } as const
/** From a cold page to the first token on screen (milliseconds), on a quiet machine. */
const MOST_FIRST_TOKEN_MS = 4_000

const paths = process.argv.length > 2 ? process.argv.slice(2) : ['/', '/nodes/', '/chat/']
await using world = await openWorld({ nodes: [['math']] })
const port = await freePort()
const browser = await launchBrowser([`--remote-debugging-port=${port}`])
let failed = 0
try {
  for (const path of paths) {
    const options = { port, output: 'json', logLevel: 'error' } as const
    const result = await lighthouse(new URL(path, world.url).href, options, desktopConfig)
    const categories = Object.values(result!.lhr.categories)
    const scores = categories.map(({ id, score }) => `${id} ${score}`)
    const { audits } = result!.lhr
    const times = ['largest-contentful-paint', 'total-blocking-time', 'total-byte-weight'].map(
      (id) => audits[id]?.displayValue,
    )
    console.log(`${path.padEnd(12)} ${scores.join(', ')}; ${times.join(', ')}`)
    for (const [id, least] of Object.entries(LEAST)) {
      if ((result!.lhr.categories[id]?.score ?? 0) >= least) continue
      failed++
      for (const { id: audit } of result!.lhr.categories[id]?.auditRefs ?? []) {
        const { score, title } = audits[audit]!
        if (score !== null && score < 0.9) console.log(`  ${id}: ${title} (${score})`)
      }
    }
  }
} finally {
  await browser.close()
}
const firstTokenMs = await measureFirstToken(world)
console.log(`first token after ${Math.round(firstTokenMs)} ms, at most ${MOST_FIRST_TOKEN_MS}`)
if (firstTokenMs > MOST_FIRST_TOKEN_MS) failed++
process.exitCode = failed === 0 ? 0 : 1
