/**
 * Shows that the same sources give the same file: trains a small model of a role twice, from the data on, and compares.
 *
 * usage: npm run experts:same -- ROLE [--python PATH] [--steps N]
 *
 * Ends with 1 when a hash differs. What is shipped is the same training, with more examples and steps.
 */

import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { toHex } from '#protocol/bytes.ts'
import { sha256 } from '#protocol/hash.ts'
import { buildDataset } from './buildDataset.ts'
import { exportModel } from './exportModel.ts'
import { DEFAULT_PYTHON } from './paths.ts'
import { getRecipe, type Recipe, TRAINED_ROLES } from './recipes.ts'
import { PYTHON_HELP, runTrainer } from './runTrainer.ts'

/** Few enough for a minute or two of one core. */
const EXAMPLES = 4_000

const USAGE = `usage: npm run experts:same -- ROLE [--python PATH] [--steps N]
ROLE is one of ${TRAINED_ROLES.join(', ')}.
${PYTHON_HELP}`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    python: { type: 'string', default: DEFAULT_PYTHON },
    steps: { type: 'string', default: '40' },
  },
})
const [role] = positionals
if (role === undefined || !existsSync(values.python)) {
  console.error(USAGE)
  process.exit(1)
}

const recipe = { ...getRecipe(role), examples: EXAMPLES, steps: Number(values.steps) }
const [first, second] = [await trainOnce(recipe), await trainOnce(recipe)]
console.log(`data   ${first.data}\n       ${second.data}`)
console.log(`model  ${first.model}\n       ${second.model}`)
const same = first.data === second.data && first.model === second.model
console.log(same ? 'the same, byte by byte' : 'NOT the same')
process.exitCode = same ? 0 : 1

/** Returns the SHA-256 of the data and of the Q8_0 file. */
async function trainOnce(small: Recipe): Promise<{ data: string; model: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'witan-same-'))
  try {
    const data = await buildDataset(small, folder)
    await runTrainer(values.python, folder, ['--steps', String(small.steps)])
    const model = await exportModel(small, folder, { weights: 'weights', type: 'Q8_0' })
    return { data: `0x${data.sha256}`, model: toHex(sha256(model)) }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
