/** Branded ids: made only by their parse function, so that a job id is never passed for a task id. */

import type { Hex } from './bytes.ts'
import { WitanError } from './errors.ts'

export type Address = Hex & { readonly __brand: 'Address' }
/** First 20 bytes of the EIP-712 digest of the job's terms (ESCROW layout). */
export type JobId = Hex & { readonly __brand: 'JobId' }
/** 32 random bytes; never on chain, so knowing it is the right to read the task's receipt. */
export type TaskId = Hex & { readonly __brand: 'TaskId' }
/** keccak256(ggufSha256 | tokenizerSha256 | chatTemplateSha256 | engineProfileId). */
export type ModelId = Hex & { readonly __brand: 'ModelId' }
/** Number given by NodeRegistry, 1 to 2^32 - 1. */
export type NodeId = number & { readonly __brand: 'NodeId' }

const MAX_NODE_ID = 0xffff_ffff

/** Returns a lower-case account address. @throws {WitanError} INPUT_INVALID. */
export function parseAddress(text: unknown): Address {
  return parseFixedHex(text, 20, 'an address') as Address
}

/** Returns a job id. @throws {WitanError} INPUT_INVALID. */
export function parseJobId(text: unknown): JobId {
  return parseFixedHex(text, 20, 'a job id') as JobId
}

/** Returns a task id. @throws {WitanError} INPUT_INVALID. */
export function parseTaskId(text: unknown): TaskId {
  return parseFixedHex(text, 32, 'a task id') as TaskId
}

/** Returns a model id. @throws {WitanError} INPUT_INVALID. */
export function parseModelId(text: unknown): ModelId {
  return parseFixedHex(text, 32, 'a model id') as ModelId
}

/** Returns 32 bytes of lower-case hex. @throws {WitanError} INPUT_INVALID. */
export function parseHash(text: unknown): Hex {
  return parseFixedHex(text, 32, 'a 32-byte hash')
}

/** Returns a node id. @throws {WitanError} INPUT_INVALID when it is not an integer of 1 to 2^32 - 1. */
export function parseNodeId(value: unknown): NodeId {
  const number = typeof value === 'string' && /^\d{1,10}$/.test(value) ? Number(value) : value
  if (!Number.isInteger(number) || (number as number) < 1 || (number as number) > MAX_NODE_ID) {
    throw new WitanError('INPUT_INVALID', `Expected a node id of 1 to ${MAX_NODE_ID}.`)
  }
  return number as NodeId
}

function parseFixedHex(text: unknown, bytes: number, what: string): Hex {
  if (typeof text !== 'string' || !new RegExp(`^0x[0-9a-fA-F]{${2 * bytes}}$`).test(text)) {
    throw new WitanError('INPUT_INVALID', `Expected ${what}: 0x and ${2 * bytes} hex digits.`)
  }
  return text.toLowerCase() as Hex
}
