/** npm run web:sizes: the first load of every page against its budget; fails when one is over. */

import { DAPP } from './dappFolder.ts'
import { measureSizes } from './measureSizes.ts'

/** KiB, gzipped. A page that only reads does without wallet, sealing and transport. */
const BUDGET = { chat: 340, other: 230 }

const sizes = await measureSizes(DAPP)
if (sizes.length === 0) throw new Error('There is no build. Run `npm run build:web` first.')
let over = 0
for (const { route, bytes } of sizes) {
  const budget = route === '/chat/' ? BUDGET.chat : BUDGET.other
  const kib = bytes / 1024
  if (kib > budget) over++
  const verdict = kib > budget ? 'OVER' : 'ok'
  console.log(`${route.padEnd(18)} ${kib.toFixed(1).padStart(7)} KiB of ${budget}  ${verdict}`)
}
process.exit(over === 0 ? 0 : 1)
