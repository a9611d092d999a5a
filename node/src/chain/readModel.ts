import { type Address, type ModelId, parseAddress } from '#protocol/ids.ts'
import { ROLES, type Role } from '#protocol/role.ts'
import type { Chain } from './chain.ts'
import { modelRegistry } from './contracts.ts'
import { reading } from './reading.ts'

/** What the chain says of a model. */
export type RegisteredModel = {
  readonly publisher: Address
  /** Unix seconds. */
  readonly registeredAt: number
  readonly roles: readonly Role[]
  /** Longest request and answer together (tokens). */
  readonly contextTokens: number
  /** Tokens that end an answer. */
  readonly stopTokens: readonly number[]
  /** Version of the newest calibration, zero for none. */
  readonly calibrations: number
}

const STOP_TOKEN_BITS = 32n

/** Returns what the chain says of a model; undefined for an unknown one. @throws {WitanError} CHAIN_UNREACHABLE. */
export async function readModel(
  chain: Chain,
  modelId: ModelId,
): Promise<RegisteredModel | undefined> {
  const model = await reading(chain, (reader) =>
    reader.readContract({ ...modelRegistry(chain), functionName: 'modelOf', args: [modelId] }),
  )
  const { publisher, registeredAt, rolesBitmap, contextTokens, stopCount, stopTokens } = model
  if (registeredAt === 0) return undefined
  return {
    publisher: parseAddress(publisher),
    registeredAt,
    roles: ROLES.filter((_, number) => (rolesBitmap >> number) & 1),
    contextTokens,
    stopTokens: Array.from({ length: stopCount }, (_, index) =>
      Number(BigInt.asUintN(32, stopTokens >> (STOP_TOKEN_BITS * BigInt(index)))),
    ),
    calibrations: model.calibrations,
  }
}
