import type { Hex } from '#protocol/bytes.ts'
import type { ModelId } from '#protocol/ids.ts'
import type { Role } from '#protocol/role.ts'

/** A model file that a node serves: what it is for, where it is and what it must be. */
export type ModelEntry = {
  readonly role: Role
  readonly name: string
  /** Absolute path of the GGUF file. */
  readonly path: string
  readonly sha256: Hex
  /** The registered id; when it is given, a model whose own id differs is refused. */
  readonly modelId?: ModelId
}
