import { createHash } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { getExpert } from '#runtime/experts/expert.ts'
import { learnMerges, type Merge } from './bpe.ts'
import { getGenerator } from './getGenerator.ts'
import { createRandom } from './random.ts'
import type { Recipe } from './recipes.ts'
import { CONTROL_IDS, createVocabulary } from './vocabulary.ts'

/** Examples from which the merges are learned: enough that the last ones are no longer chance. */
const SAMPLE_FOR_MERGES = 12_000

/** What training needs and what the manifest says of it. */
export type Dataset = { readonly merges: readonly Merge[]; readonly sha256: string }

/**
 * Writes the training file of a role: token ids (`tokens.u16`), where each example starts and where its
 * answer starts (`index.u32`), and the settings of the trainer (`config.json`).
 *
 * @param recipe - Seed, sizes and number of examples.
 * @param folder - Where the files go; made when missing.
 * @param options - Merges of a model that is trained on; learned from the data unless given.
 * @returns The merges and the SHA-256 of the token file, which names the data exactly.
 */
export async function buildDataset(
  recipe: Recipe,
  folder: string,
  options: buildDataset.Options = {},
): Promise<Dataset> {
  const { role, seed, examples, contextTokens } = recipe
  const generator = getGenerator(role)
  const expert = getExpert(recipe.role)
  const draw = (random: ReturnType<typeof createRandom>) => {
    const { prompt, raw } = generator.sample(random, 'train')
    return { input: expert.prepare(prompt).modelInput, raw }
  }

  const sampleRandom = createRandom(seed)
  const merges =
    options.merges ??
    learnMerges(
      Array.from({ length: SAMPLE_FOR_MERGES }, () => draw(sampleRandom)).flatMap(
        ({ input, raw }) => [input.replace(/<\|\w+\|>/g, ''), raw],
      ),
      recipe.merges,
    )
  const { encode, tokens: vocabulary } = createVocabulary(merges)

  const random = createRandom(seed + 1)
  const tokens: number[] = []
  const index: number[] = []
  for (let count = 0; count < examples; count++) {
    const { input, raw } = draw(random)
    const request = encode(input)
    const answer = [...encode(raw), CONTROL_IDS.end]
    if (request.length + answer.length > contextTokens) continue
    index.push(tokens.length, tokens.length + request.length)
    for (const id of request) tokens.push(id)
    for (const id of answer) tokens.push(id)
  }
  index.push(tokens.length)

  await mkdir(folder, { recursive: true })
  const bytes = Buffer.from(new Uint16Array(tokens).buffer)
  await writeFile(join(folder, 'tokens.u16'), bytes)
  await writeFile(join(folder, 'index.u32'), Buffer.from(new Uint32Array(index).buffer))
  const config = { ...recipe, vocabulary: vocabulary.length, padding: CONTROL_IDS.end }
  await writeFile(join(folder, 'config.json'), JSON.stringify(config))
  await writeFile(join(folder, 'merges.json'), JSON.stringify(merges))
  return { merges, sha256: createHash('sha256').update(bytes).digest('hex') }
}

export declare namespace buildDataset {
  type Options = { readonly merges?: readonly Merge[] }
}
