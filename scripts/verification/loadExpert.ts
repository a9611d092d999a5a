/** Engines over a shipped expert: as a node runs it, in another class of execution, or over a file that is not it. */

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Engine } from '#runtime/engine.ts'
import type { ShippedExpert } from '#runtime/experts/manifest.ts'
import { createEngine, type EngineOptions } from '#runtime/llama/createEngine.ts'
import { hashFile } from '#runtime/models/hashFile.ts'
import { deriveVariant, type VariantKind } from '../experts/deriveVariant.ts'
import { EXPERTS_FOLDER } from '../experts/paths.ts'
import { startEngine } from './startEngine.ts'

/** How an engine computes; what is left out is as the experts' profile says, on one thread. */
export type Profile = NonNullable<EngineOptions['profile']> & {
  readonly threads?: number
  /** Library for a family of processors, such as haswell. @default the best that this machine runs */
  readonly library?: string
}

/**
 * Returns an engine that serves an expert to one request at a time.
 *
 * @param expert - Entry of the manifest.
 * @param profile - How it computes.
 * @param file - A file in place of the shipped one.
 */
export async function loadExpert(
  expert: ShippedExpert,
  { library, threads = 1, ...profile }: Profile = {},
  file?: string,
): Promise<Engine> {
  if (library !== undefined) {
    return await startEngine(expert, { library, threads, ...profile }, file)
  }
  const { modelId, ...entry } = expert
  const model =
    file === undefined
      ? { ...entry, modelId, path: join(EXPERTS_FOLDER, expert.file) }
      : { ...entry, path: file, sha256: await hashFile(file) }
  return await createEngine({
    models: [model],
    slots: 1,
    maxContextTokens: expert.contextTokens,
    gpu: false,
    threads,
    profile,
  })
}

/** Returns what `use` makes of files of variants, which are gone afterwards. */
export async function withVariants<Result, const Kind extends VariantKind>(
  expert: ShippedExpert,
  kinds: readonly Kind[],
  use: (paths: Readonly<Record<Kind, string>>) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'witan-variants-'))
  try {
    const paths: [Kind, string][] = []
    for (const kind of kinds) {
      const out = join(folder, `${kind}.gguf`)
      await deriveVariant(join(EXPERTS_FOLDER, expert.file), kind, out)
      paths.push([kind, out])
    }
    return await use(Object.fromEntries(paths) as Record<Kind, string>)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
