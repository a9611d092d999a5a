import type { Hex } from '#protocol/bytes.ts'
import type { ModelId } from '#protocol/ids.ts'
import type { Role } from '#protocol/role.ts'

/**
 * One shipped expert as `node/experts/manifest.json` lists it. A node checks the file against `sha256`
 * before loading; `modelId` follows from the four hashes by `modelIdOf`.
 */
export type ShippedExpert = {
  readonly role: Role
  readonly name: string
  /** Path of the GGUF beside the manifest. */
  readonly file: string
  readonly sha256: Hex
  readonly bytes: number
  readonly quantization: 'Q8_0'
  readonly contextTokens: number
  readonly parameters: number
  readonly tokenizerSha256: Hex
  readonly chatTemplateSha256: Hex
  /** Every setting of the engine that can change a token; its id is `engineProfileIdOf`. */
  readonly engineProfile: Readonly<Record<string, string | number | boolean>>
  readonly modelId: ModelId
  readonly licence: string
  /** Share of right answers (0 to 100) by test set, code and model together, and other figures of the card. */
  readonly scores: Readonly<Record<string, number>>
  readonly trainedFrom: {
    readonly seed: number
    readonly steps: number
    /** SHA-256 of the training tokens, which only the generator and the seed decide. */
    readonly dataSha256: Hex
    /** SHA-256 over the sources of the generator. */
    readonly generatorSha256: Hex
  }
}
