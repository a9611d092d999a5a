/**
 * Retrains one expert from nothing and ships it: data, tokenizer, weights, GGUF, scores, manifest, card.
 *
 * usage: npm run experts:train -- ROLE [--python PATH] [--steps N]
 *
 * Python with PyTorch is needed here and nowhere else; the message below says how to get it.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { buildDataset } from './buildDataset.ts'
import { DEFAULT_PYTHON, EXPERTS_FOLDER, workFolder } from './paths.ts'
import { getRecipe, TRAINED_ROLES } from './recipes.ts'
import { shipExpert } from './shipExpert.ts'

const TRAINER = join(import.meta.dirname, 'train.py')

const USAGE = `usage: npm run experts:train -- ROLE [--python PATH] [--steps N]
ROLE is one of ${TRAINED_ROLES.join(', ')}.
The trainer needs Python with PyTorch, once:
  python3 -m venv .venv && .venv/bin/pip install -r scripts/experts/requirements.txt`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    python: { type: 'string', default: DEFAULT_PYTHON },
    steps: { type: 'string' },
  },
})
const [role] = positionals
if (role === undefined || !existsSync(values.python)) {
  console.error(USAGE)
  process.exit(1)
}

const recipe = getRecipe(role)
const steps = Number(values.steps ?? recipe.steps)
const folder = workFolder(role)
console.log(`writing ${recipe.examples} examples for ${role}`)
const { sha256 } = await buildDataset(recipe, folder)
console.log(`data ${sha256}, training ${steps} steps`)
await run(values.python, ['-u', TRAINER, folder, '--steps', String(steps)])
const entry = await shipExpert(recipe, { weights: 'weights', steps })
await run('biome', ['format', '--write', EXPERTS_FOLDER])
console.log(JSON.stringify(entry.scores))
console.log(`${entry.file} ${entry.sha256}, model id ${entry.modelId}`)

async function run(program: string, options: readonly string[]): Promise<void> {
  const child = spawn(program, options, { stdio: 'inherit' })
  const [code] = (await once(child, 'exit')) as [number | null]
  if (code !== 0) throw new Error(`${program} ended with exit code ${code}.`)
}
