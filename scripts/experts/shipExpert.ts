import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { type Hex, toHex, utf8 } from '#protocol/bytes.ts'
import { sha256 } from '#protocol/hash.ts'
import { engineProfileIdOf, modelIdOf } from '#protocol/model.ts'
import { CHAT_TEMPLATE } from '#runtime/experts/controlTokens.ts'
import { ENGINE_PROFILE } from '#runtime/experts/engineProfile.ts'
import type { ShippedExpert } from '#runtime/experts/manifest.ts'
import type { Merge } from './bpe.ts'
import { evaluateExpert } from './evaluateExpert.ts'
import { exportModel } from './exportModel.ts'
import { EXPERTS_FOLDER, workFolder } from './paths.ts'
import { readManifest } from './readManifest.ts'
import type { Recipe } from './recipes.ts'
import { createVocabulary } from './vocabulary.ts'
import { writeCard } from './writeCard.ts'
import { summariseReport, writeManifest } from './writeFigures.ts'

/** Requests per test set behind the figures of the manifest and the card. */
const REPORT_COUNT = 500

/** The sources that decide the training data, relative to this folder. */
const GENERATOR_SOURCES = ['random.ts', 'template.ts', 'isHeldOut.ts', 'pickValue.ts']

/**
 * Writes a trained role where nodes find it: the Q8_0 model, its entry in the manifest and its card;
 * copies in F16, Q8_0 and Q4_0 stay in the work folder.
 *
 * @returns The entry, with scores measured through node-llama-cpp.
 */
export async function shipExpert(
  recipe: Recipe,
  options: shipExpert.Options,
): Promise<ShippedExpert> {
  const { role } = recipe
  const folder = workFolder(role)
  const { weights, steps } = options
  for (const type of ['F16', 'Q4_0'] as const)
    await writeFile(
      join(folder, `${recipe.name}-${type}.gguf`),
      await exportModel(recipe, folder, { weights, type }),
    )
  const model = await exportModel(recipe, folder, { weights, type: 'Q8_0' })
  const path = join(folder, `${recipe.name}-Q8_0.gguf`)
  await writeFile(path, model)

  const unscored = await describeExpert(recipe, folder, { model, weights, steps })
  const roles = [...new Set([...(await readManifest()).map((entry) => entry.role), role])]
  const report = await evaluateExpert(unscored, { roles, count: REPORT_COUNT, path })
  const entry = { ...unscored, scores: summariseReport(report) }
  // all at once, and read again, since scoring takes minutes in which other roles may be shipped
  await mkdir(join(EXPERTS_FOLDER, role), { recursive: true })
  await writeFile(join(EXPERTS_FOLDER, role, 'model.gguf'), model)
  const others = (await readManifest()).filter((other) => other.role !== role)
  await writeManifest([...others, entry])
  await writeFile(join(EXPERTS_FOLDER, role, 'card.md'), writeCard(entry, report, REPORT_COUNT))
  return entry
}

export declare namespace shipExpert {
  type Options = {
    /** Name of the weights in the work folder. */
    weights: string
    /** Steps they were trained for. */
    steps: number
  }
}

async function describeExpert(
  recipe: Recipe,
  folder: string,
  { model, weights, steps }: shipExpert.Options & { readonly model: Uint8Array },
): Promise<ShippedExpert> {
  const { role, name, seed, contextTokens } = recipe
  const merges = JSON.parse(await readFile(join(folder, 'merges.json'), 'utf8')) as Merge[]
  const { tokens, types } = createVocabulary(merges)
  const { parameters } = JSON.parse(await readFile(join(folder, `${weights}.json`), 'utf8')) as {
    parameters: number
  }
  const hashes = {
    tokenizerSha256: toHex(sha256(utf8(JSON.stringify({ tokens, types, merges })))),
    chatTemplateSha256: toHex(sha256(utf8(CHAT_TEMPLATE))),
  }
  const ggufSha256 = toHex(sha256(model))
  return {
    role,
    name,
    file: `${role}/model.gguf`,
    sha256: ggufSha256,
    bytes: model.length,
    quantization: 'Q8_0',
    contextTokens,
    parameters,
    ...hashes,
    engineProfile: ENGINE_PROFILE,
    modelId: modelIdOf({
      ggufSha256,
      ...hashes,
      engineProfileId: engineProfileIdOf(ENGINE_PROFILE),
    }),
    licence: 'Apache-2.0',
    scores: {},
    trainedFrom: {
      seed,
      steps,
      dataSha256: toHex(sha256(await readFile(join(folder, 'tokens.u16')))),
      generatorSha256: await hashGenerator(role),
    },
  }
}

/** Returns one hash over the sources of a role's generator, names included, in a fixed order. */
async function hashGenerator(role: string): Promise<Hex> {
  const own = join(import.meta.dirname, 'roles', role)
  const files = [
    ...GENERATOR_SOURCES.map((name) => join(import.meta.dirname, name)),
    ...(await readdir(own))
      .filter((name) => !name.includes('.test.'))
      .map((name) => join(own, name)),
  ].sort()
  const hash = createHash('sha256')
  for (const file of files)
    hash.update(relative(import.meta.dirname, file)).update(await readFile(file))
  return `0x${hash.digest('hex')}`
}
