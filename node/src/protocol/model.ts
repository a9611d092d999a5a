/** What a model is, by content: swap any part and the id changes. */

import { fromHex, type Hex, utf8 } from './bytes.ts'
import { keccak256Hex } from './hash.ts'
import type { ModelId } from './ids.ts'

export type ModelParts = {
  readonly ggufSha256: Hex
  readonly tokenizerSha256: Hex
  readonly chatTemplateSha256: Hex
  /** keccak256 of the engine profile's canonical text. */
  readonly engineProfileId: Hex
}

/** Returns keccak256(ggufSha256 | tokenizerSha256 | chatTemplateSha256 | engineProfileId). */
export function modelIdOf(parts: ModelParts): ModelId {
  return keccak256Hex(
    fromHex(parts.ggufSha256, 32),
    fromHex(parts.tokenizerSha256, 32),
    fromHex(parts.chatTemplateSha256, 32),
    fromHex(parts.engineProfileId, 32),
  ) as ModelId
}

/** Returns the id of an engine profile: keccak256 of its JSON with sorted keys. */
export function engineProfileIdOf(
  profile: Readonly<Record<string, string | number | boolean>>,
): Hex {
  const sorted = Object.fromEntries(Object.entries(profile).sort(([a], [b]) => (a < b ? -1 : 1)))
  return keccak256Hex(utf8(JSON.stringify(sorted)))
}
