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
  /** How a request becomes the model's input. @default 'expert' */
  readonly framing?: Framing
  /** Longest context to offer (tokens). @default the bound of the engine */
  readonly contextTokens?: number
  /** CPU threads for this model. @default those of the engine */
  readonly threads?: number
}

/**
 * How a request becomes the model's input: `expert` by the code of its role, as the shipped models were trained,
 * one message at a time; `chatTemplate` by the template in the model's own file, whole conversations; `plain` one
 * message as it is, for models that have neither.
 */
export type Framing = 'expert' | 'chatTemplate' | 'plain'
