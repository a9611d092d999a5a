/**
 * Calibrates the thresholds of the shipped experts and writes them to node/experts/thresholds.json.
 *
 * usage: npm run experts:calibrate -- [--role ROLE] [--tokens N] [--minutes N] [--stale]
 *
 * --tokens is what the widest pair of machines is compared on, --minutes the longest time for an expert.
 * --stale leaves out the experts whose thresholds are of the file that is shipped.
 */

import { parseArgs } from 'node:util'
import { readManifest } from '../experts/readManifest.ts'
import { calibrateExpert } from './calibrateExpert.ts'
import { putCalibrations, readCalibrations } from './calibrationFile.ts'

const { values } = parseArgs({
  options: {
    role: { type: 'string' },
    tokens: { type: 'string', default: '50000' },
    minutes: { type: 'string', default: '120' },
    stale: { type: 'boolean', default: false },
  },
})
// every engine listens for the end of the process
process.setMaxListeners(0)
const known = new Set((await readCalibrations()).map(({ sha256 }) => sha256))
const wanted = (await readManifest()).filter(
  ({ role, sha256 }) =>
    (values.role === undefined || role === values.role) && !(values.stale && known.has(sha256)),
)
if (wanted.length === 0 && !values.stale) throw new Error(`No shipped expert for ${values.role}.`)
for (const expert of wanted) {
  const until = Date.now() + 60_000 * Number(values.minutes)
  const calibration = await calibrateExpert(expert, { tokens: Number(values.tokens), until })
  await putCalibrations([calibration])
  console.log(`${expert.role}: ${calibration.thresholds.calibration.tokens} tokens`)
  for (const { node, verifier, tokens, exact, margin, gap } of calibration.pairs) {
    const pair = `${JSON.stringify(node)} by ${JSON.stringify(verifier)}`
    console.log(`  ${pair}: ${tokens} tokens, exact ${exact}, margin ${margin}, gap ${gap}`)
  }
  for (const { tokens, suspect, fault } of calibration.thresholds.perTokens) {
    const show = ({ margin, gap }: typeof suspect) => `${margin} / ${gap}`
    console.log(`  ${tokens} tokens: doubted above ${show(suspect)}, a case above ${show(fault)}`)
  }
}
process.exit(0)
