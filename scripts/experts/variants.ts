/**
 * Makes the variants of a shipped expert that verification must tell from it, and voting is measured with.
 *
 * usage: npm run experts:variants -- ROLE [--out FOLDER] [--python PATH] [--derived-only]
 *
 * `q4_0`, `layer-removed`, `two-layers`, `noise` and `strong-noise` are made of the shipped file alone; `tuned` (trained on
 * for a little) and `weak` (a tenth of the data and the steps) need Python with PyTorch.
 */

import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { toHex } from '#protocol/bytes.ts'
import { sha256 } from '#protocol/hash.ts'
import { buildDataset } from './buildDataset.ts'
import { decodeGguf } from './decodeGguf.ts'
import { deriveVariant, VARIANT_KINDS } from './deriveVariant.ts'
import { exportModel } from './exportModel.ts'
import { DEFAULT_PYTHON, EXPERTS_FOLDER, workFolder } from './paths.ts'
import { getRecipe, type Recipe, TRAINED_ROLES } from './recipes.ts'
import { PYTHON_HELP, runTrainer } from './runTrainer.ts'

/** The weak variant sees this share of the examples, for this share of the steps. */
const WEAK_SHARE = 0.1

/** The tuned variant goes on for this many steps, on other examples of the same kinds. */
const TUNE_STEPS = 60
const TUNE_EXAMPLES = 6_000
/** Share of the full learning rate that tuning starts with. */
const TUNE_RATE = 0.1
const TUNE_SEED = 1_000

const USAGE = `usage: npm run experts:variants -- ROLE [--out FOLDER] [--python PATH] [--derived-only]
ROLE is one of ${TRAINED_ROLES.join(', ')}. Files go to experts-work/ROLE/variants unless FOLDER is named.
--derived-only leaves out the two variants that are trained. ${PYTHON_HELP}`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    out: { type: 'string' },
    python: { type: 'string', default: DEFAULT_PYTHON },
    'derived-only': { type: 'boolean', default: false },
  },
})
const [role] = positionals
const trains = !values['derived-only']
if (role === undefined || (trains && !existsSync(values.python))) {
  console.error(USAGE)
  process.exit(1)
}

const recipe = getRecipe(role)
const source = join(EXPERTS_FOLDER, role, 'model.gguf')
const folder = values.out ?? join(workFolder(role), 'variants')
await mkdir(folder, { recursive: true })
for (const kind of VARIANT_KINDS) {
  const out = join(folder, `${recipe.name}-${kind}.gguf`)
  const { sha256: hash, bytes } = await deriveVariant(source, kind, out)
  console.log(`${kind.padEnd(14)} ${bytes} bytes ${hash}`)
}
if (trains) {
  await trainWeak(recipe)
  await tune(recipe)
}

async function trainWeak({ examples, steps, ...rest }: Recipe): Promise<void> {
  const weak = {
    ...rest,
    examples: Math.round(examples * WEAK_SHARE),
    steps: Math.round(steps * WEAK_SHARE),
  }
  const data = join(workFolder(rest.role), 'weak')
  await buildDataset(weak, data)
  await runTrainer(values.python, data, [])
  await writeModel(weak, data, 'weak')
}

async function tune(base: Recipe): Promise<void> {
  const tuned = { ...base, seed: base.seed + TUNE_SEED, examples: TUNE_EXAMPLES, steps: TUNE_STEPS }
  const data = join(workFolder(base.role), 'tuned')
  const { metadata, tensors } = decodeGguf(await readFile(source))
  const pairs = metadata['tokenizer.ggml.merges']!.value as readonly string[]
  const merges = pairs.map((pair) => pair.split(' ') as [string, string])
  await buildDataset(tuned, data, { merges })
  let offset = 0
  const list = tensors.map(({ name, shape, values: { length } }) => {
    offset += length
    return { name, shape, offset: offset - length }
  })
  await writeFile(join(data, 'start.json'), JSON.stringify({ parameters: offset, tensors: list }))
  await writeFile(
    join(data, 'start.f32'),
    Buffer.concat(tensors.map((tensor) => Buffer.from(tensor.values.buffer))),
  )
  await runTrainer(values.python, data, ['--start', 'start', '--rate', String(TUNE_RATE)])
  await writeModel(tuned, data, 'tuned')
}

async function writeModel(made: Recipe, data: string, name: string): Promise<void> {
  for (const type of ['Q8_0', 'Q4_0'] as const) {
    const file = await exportModel(made, data, { weights: 'weights', type })
    await writeFile(join(folder, `${made.name}-${name}-${type}.gguf`), file)
    console.log(`${`${name} ${type}`.padEnd(14)} ${file.length} bytes ${toHex(sha256(file))}`)
  }
}
