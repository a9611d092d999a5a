/**
 * Retrains one expert from nothing and ships it: data, tokenizer, weights, GGUF, scores, manifest, card.
 *
 * usage: npm run experts:train -- ROLE [--python PATH] [--steps N] [--ship-only]
 *
 * --ship-only takes the weights of the last training, which a failure after it left in the work folder.
 * Python with PyTorch is needed here and nowhere else; the message below says how to get it.
 */
import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { buildDataset } from './buildDataset.ts'
import { DEFAULT_PYTHON, EXPERTS_FOLDER, workFolder } from './paths.ts'
import { getRecipe, TRAINED_ROLES } from './recipes.ts'
import { PYTHON_HELP, runProgram, runTrainer } from './runTrainer.ts'
import { shipExpert } from './shipExpert.ts'

const USAGE = `usage: npm run experts:train -- ROLE [--python PATH] [--steps N] [--ship-only]
ROLE is one of ${TRAINED_ROLES.join(', ')}.
${PYTHON_HELP}`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    python: { type: 'string', default: DEFAULT_PYTHON },
    steps: { type: 'string' },
    'ship-only': { type: 'boolean', default: false },
  },
})
const [role] = positionals
const trains = !values['ship-only']
if (role === undefined || (trains && !existsSync(values.python))) {
  console.error(USAGE)
  process.exit(1)
}

const recipe = getRecipe(role)
const steps = Number(values.steps ?? recipe.steps)
const folder = workFolder(role)
if (trains) {
  console.log(`writing ${recipe.examples} examples for ${role}`)
  const { sha256 } = await buildDataset(recipe, folder)
  console.log(`data ${sha256}, training ${steps} steps`)
  await runTrainer(values.python, folder, ['--steps', String(steps)])
}
const entry = await shipExpert(recipe, { weights: 'weights', steps })
await runProgram('biome', ['format', '--write', EXPERTS_FOLDER])
console.log(JSON.stringify(entry.scores))
console.log(`${entry.file} ${entry.sha256}, model id ${entry.modelId}`)
