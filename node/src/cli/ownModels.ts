/** The models that an operator brought: a list beside the configuration, kept by `witan models`. */

import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Hex } from '#protocol/bytes.ts'
import { WitanError } from '#protocol/errors.ts'
import { type ModelId, parseHash, parseModelId } from '#protocol/ids.ts'
import { parseRole, type Role } from '#protocol/role.ts'
import type { ModelEntry } from '#runtime/models/modelEntry.ts'
import type { ExaminedModel } from '#runtime/models/modelJob.ts'

/** Name of the list in the data folder. */
const LIST_FILE = 'models.json'
/** Folder of downloaded files in the data folder. */
const FILES_FOLDER = 'models'

export type OwnModel = Omit<ExaminedModel, 'sha256' | 'modelId' | 'trainedContextTokens'> & {
  readonly name: string
  readonly role: Role
  /** Absolute path of the GGUF file. */
  readonly path: string
  /** Where it was fetched from, without what follows a `?`; absent for a file of the operator's. */
  readonly source?: string
  readonly sha256: Hex
  readonly modelId: ModelId
  /** Unix seconds. */
  readonly addedAt: number
}

/** Returns where a data folder keeps downloaded models. */
export function modelFolderOf(dataDir: string): string {
  return join(dataDir, FILES_FOLDER)
}

/** Returns the models of a data folder, oldest first. @throws {WitanError} CONFIG_INVALID when the list is malformed. */
export async function readOwnModels(dataDir: string): Promise<readonly OwnModel[]> {
  const file = join(dataDir, LIST_FILE)
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
  try {
    const { models } = JSON.parse(text) as { models: OwnModel[] }
    return models.map((model) => ({ ...model, ...assertModel(model) }))
  } catch (cause) {
    throw new WitanError(
      'CONFIG_INVALID',
      `The list of models ${file} is malformed. Move it away and add the models again.`,
      { cause, meta: { file } },
    )
  }
}

/** Writes beside the list and renames, so that a crash leaves the old one. */
export async function writeOwnModels(dataDir: string, models: readonly OwnModel[]): Promise<void> {
  const file = join(dataDir, LIST_FILE)
  const text = `${JSON.stringify({ models }, undefined, 2)}\n`
  await writeFile(`${file}.new`, text, { mode: 0o600 })
  await rename(`${file}.new`, file)
}

/** Returns what the runtime needs to serve a model. */
export function entryOf(model: OwnModel): ModelEntry {
  const { role, name, path, sha256, modelId, contextTokens, benchmark } = model
  const { threads } = benchmark
  return { role, name, path, sha256, modelId, framing: 'chatTemplate', contextTokens, threads }
}

/** What a node trusts; the rest is for people. */
function assertModel(model: OwnModel) {
  const counts = [model.contextTokens, model.memoryMb, model.benchmark.threads, model.bytes]
  const texts = [model.name, model.path]
  if (counts.some((count) => !Number.isSafeInteger(count) || count < 1)) throw new TypeError()
  if (texts.some((text) => typeof text !== 'string' || text === '')) throw new TypeError()
  return {
    role: parseRole(model.role),
    sha256: parseHash(model.sha256),
    modelId: parseModelId(model.modelId),
  }
}
