/** npm run build:web: builds the dApp into web/out, with its content policy. */

import { buildDapp } from './buildDapp.ts'

await buildDapp({ onOutput: (text) => process.stdout.write(text) })
