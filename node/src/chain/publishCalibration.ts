import { type Hex, toHex } from '#protocol/bytes.ts'
import type { ModelId } from '#protocol/ids.ts'
import type { Chain } from './chain.ts'
import { modelRegistry } from './contracts.ts'
import { eventIn } from './eventIn.ts'
import { sendCall, type Transaction, type WriteOptions } from './sendCall.ts'

/**
 * Publishes the next version of a model's thresholds.
 *
 * @returns Its number, from 1.
 * @throws {WitanError} CONTRACT_REVERTED when the account did not register the model, or they are too long; and what
 * sendCall throws.
 */
export async function publishCalibration(
  chain: Chain,
  parameters: publishCalibration.Parameters,
): Promise<Transaction & { readonly version: number }> {
  const { modelId, calibrationSetHash, tokens, thresholds } = parameters
  const registry = modelRegistry(chain)
  const args = [modelId, calibrationSetHash, tokens, toHex(thresholds)] as const
  const call = { ...registry, functionName: 'publishCalibration', args } as const
  const { receipt, transaction } = await sendCall(chain, call, parameters)
  const { version } = eventIn(receipt, registry, 'CalibrationPublished')
  return { ...transaction, version }
}

export declare namespace publishCalibration {
  type Parameters = WriteOptions & {
    readonly modelId: ModelId
    /** Of the runs that the thresholds were found on. */
    readonly calibrationSetHash: Hex
    /** Honest tokens among them. */
    readonly tokens: number
    /** Encoded, at most 1,024 bytes. */
    readonly thresholds: Uint8Array
  }
}
