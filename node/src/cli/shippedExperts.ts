/** The experts that come with the program. */

import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Hex } from '#protocol/bytes.ts'
import { WitanError } from '#protocol/errors.ts'
import { type ModelId, parseHash, parseModelId } from '#protocol/ids.ts'
import { parseRole, type Role } from '#protocol/role.ts'

export const SHIPPED_MANIFEST = fileURLToPath(
  new URL('../../experts/manifest.json', import.meta.url),
)

export type ShippedExpert = {
  readonly role: Role
  readonly name: string
  /** Absolute path of the GGUF file. */
  readonly path: string
  readonly sha256: Hex
  readonly modelId: ModelId
}

/**
 * Returns the experts of a manifest, in its order.
 *
 * @param manifest - Path of the manifest; files in it are relative to its folder.
 * @throws {WitanError} MODEL_MISSING when there is no manifest; MODEL_INVALID when it is malformed.
 */
export async function shippedExperts(
  manifest = SHIPPED_MANIFEST,
): Promise<readonly ShippedExpert[]> {
  let text: string
  try {
    text = await readFile(manifest, 'utf8')
  } catch (cause) {
    throw new WitanError('MODEL_MISSING', `There is no manifest of experts at ${manifest}.`, {
      cause,
    })
  }
  try {
    const entries = JSON.parse(text) as Record<string, unknown>[]
    return entries.map((entry) => ({
      role: parseRole(entry['role']),
      name: String(entry['name']),
      path: join(dirname(manifest), String(entry['file'])),
      sha256: parseHash(entry['sha256']),
      modelId: parseModelId(entry['modelId']),
    }))
  } catch (cause) {
    throw new WitanError('MODEL_INVALID', `The manifest of experts ${manifest} is malformed.`, {
      cause,
    })
  }
}
