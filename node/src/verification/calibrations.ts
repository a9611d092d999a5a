/** What the experts that come with the program were calibrated to: `node/experts/thresholds.json`, which a command writes. */

import type { Hex } from '#protocol/bytes.ts'
import { WitanError } from '#protocol/errors.ts'
import { type ModelId, parseHash, parseModelId } from '#protocol/ids.ts'
import { parseRole, type Role } from '#protocol/role.ts'
import type { SequentialModel } from './sequentialTest.ts'
import { decodeThresholds, encodeThresholds, type Thresholds } from './thresholds.ts'

/** How one of them computes; without a library it is the best that the machine ran. */
type Machine = Readonly<Record<string, boolean | number | string>>

/** Two machines between which honest answers were compared. */
export type CalibratedPair = {
  /** Engine settings that differ from the experts' profile, and the library for a family of processors. */
  readonly node: Machine
  readonly verifier: Machine
  readonly jobs: number
  readonly tokens: number
  /** Share of positions that were the same to the last number (0 to 1). */
  readonly exact: number
  /** Means (nats). */
  readonly margin: number
  readonly gap: number
}

export type ExpertCalibration = {
  readonly role: Role
  readonly modelId: ModelId
  /** Of the model's file. */
  readonly sha256: Hex
  /** Day of the run, such as 2026-11-22. */
  readonly date: string
  /** Found on the worst of the pairs. */
  readonly thresholds: Thresholds
  /** For the test over all probes of one node. */
  readonly sequential: SequentialModel
  readonly pairs: readonly CalibratedPair[]
}

/**
 * Returns the calibrations in a file.
 *
 * @throws {WitanError} INPUT_INVALID when it is none, or of another version.
 */
export function parseCalibrations(text: string): readonly ExpertCalibration[] {
  try {
    const { version, experts } = JSON.parse(text) as {
      readonly version: unknown
      readonly experts: readonly ExpertCalibration[]
    }
    if (version !== 1) throw new Error(`version ${String(version)}`)
    return experts.map((one) => ({
      ...one,
      role: parseRole(one.role),
      modelId: parseModelId(one.modelId),
      sha256: parseHash(one.sha256),
      // the way to the registry and back refuses what is not in order
      thresholds: { ...one.thresholds, ...decodeThresholds(encodeThresholds(one.thresholds)) },
    }))
  } catch (cause) {
    throw new WitanError('INPUT_INVALID', 'The file of calibrations is malformed.', { cause })
  }
}
