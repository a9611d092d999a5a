import { type ModelId, parseAddress } from '#protocol/ids.ts'
import type { ModelParts } from '#protocol/model.ts'
import { type Role, roleNumber } from '#protocol/role.ts'
import { approve } from './approve.ts'
import type { Chain } from './chain.ts'
import { modelRegistry } from './contracts.ts'
import { eventIn } from './eventIn.ts'
import { assertTokenBalance } from './permit.ts'
import { reading } from './reading.ts'
import { sendCall, type Transaction, type WriteOptions } from './sendCall.ts'

/**
 * Registers a model for good and burns the fee, for which it lets the registry take exactly as much from the account.
 *
 * @returns The model's id beside the transaction.
 * @throws {WitanError} INSUFFICIENT_FUNDS for the fee; CONTRACT_REVERTED when the model is registered already or a part of it is malformed; and what
 * sendCall throws.
 */
export async function registerModel(
  chain: Chain,
  parameters: registerModel.Parameters,
): Promise<Transaction & { readonly modelId: ModelId }> {
  const { parts, roles, contextTokens, stopTokens, uri = '', licence } = parameters
  const registry = modelRegistry(chain)
  const [token, fee] = await reading(chain, (reader) =>
    Promise.all([
      reader.readContract({ ...registry, functionName: 'TOKEN' }),
      reader.readContract({ ...registry, functionName: 'FEE' }),
    ]),
  )
  await assertTokenBalance(chain, parseAddress(token), fee)
  await approve(
    chain,
    { token: parseAddress(token), spender: registry.address, amount: fee },
    parameters,
  )
  const rolesBitmap = roles.reduce((bits, role) => bits | (1 << roleNumber(role)), 0)
  const call = {
    ...registry,
    functionName: 'register',
    args: [{ ...parts, rolesBitmap, contextTokens, stopTokens, uri, licence }],
  } as const
  const { receipt, transaction } = await sendCall(chain, call, parameters)
  const { modelId } = eventIn(receipt, registry, 'ModelRegistered')
  return { ...transaction, modelId: modelId as ModelId }
}

export declare namespace registerModel {
  type Parameters = WriteOptions & {
    /** What the id is made of. */
    readonly parts: ModelParts
    readonly roles: readonly Role[]
    /** Longest request and answer together (tokens). */
    readonly contextTokens: number
    /** Tokens that end an answer, ascending, 1 to 4. */
    readonly stopTokens: readonly number[]
    /** Where the file is to be had. @default none */
    readonly uri?: string
    /** SPDX name. */
    readonly licence: string
  }
}
