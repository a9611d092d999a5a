/** From which difference on a replay is doubted, and from which on it is taken before the court; calibrated per model and engine profile. */

import type { Hex } from '#protocol/bytes.ts'
import { WitanError } from '#protocol/errors.ts'
import type { ReplayStatistics } from './compareReplay.ts'

const STEPS_PER_NAT = 10_000
/** Step of a limit (nats). */
const LIMIT_STEP = 1 / STEPS_PER_NAT

/** Highest means that are still let pass (nats). */
export type Limits = { readonly margin: number; readonly gap: number }

export type Thresholds = {
  readonly version: 1
  /** Ascending by tokens: the more were compared, the lower the means of an honest node can be asked to be. */
  readonly perTokens: readonly {
    readonly tokens: number
    /** Above it the node is checked more. */
    readonly suspect: Limits
    /** Above it the case may go before the court. */
    readonly fault: Limits
  }[]
  /** What it was calibrated on. */
  readonly calibration: {
    readonly tokens: number
    readonly jobs: number
    /** keccak256 of the honest differences. */
    readonly setHash: Hex
  }
}

export type ReplayVerdict = 'pass' | 'suspect' | 'fault' | 'too short'

/**
 * Returns what a comparison says under thresholds: by the row of the highest number of tokens that was reached.
 *
 * @param statistics - Of one probe, or of several of one node together.
 */
export function judgeReplay(
  statistics: ReplayStatistics,
  thresholds: Pick<Thresholds, 'perTokens'>,
): ReplayVerdict {
  const row = thresholds.perTokens.findLast(({ tokens }) => tokens <= statistics.tokens)
  if (row === undefined) return 'too short'
  const isAbove = ({ margin, gap }: Limits) => statistics.margin > margin || statistics.gap > gap
  if (isAbove(row.fault)) return 'fault'
  return isAbove(row.suspect) ? 'suspect' : 'pass'
}

/** Bytes before the rows, and of each row. */
const HEADER_BYTES = 2
const ROW_BYTES = 10
/** Most rows: with them the bytes stay below what ModelRegistry takes. */
const MAX_ROWS = 32

/**
 * Returns the limits as they stand in ModelRegistry: u8 version | u8 rows | rows x (u16 tokens | u16 margin and u16 gap
 * of a doubt | u16 margin and u16 gap of a case), limits in LIMIT_STEP nats.
 */
export function encodeThresholds({
  version,
  perTokens,
}: Pick<Thresholds, 'version' | 'perTokens'>): Uint8Array {
  const out = new Uint8Array(HEADER_BYTES + ROW_BYTES * perTokens.length)
  const view = new DataView(out.buffer)
  out.set([version, perTokens.length])
  for (const [i, { tokens, suspect, fault }] of perTokens.entries()) {
    const limits = [suspect.margin, suspect.gap, fault.margin, fault.gap]
    const row = [tokens, ...limits.map((limit) => Math.round(limit / LIMIT_STEP))]
    for (const [j, value] of row.entries())
      view.setUint16(HEADER_BYTES + ROW_BYTES * i + 2 * j, value)
  }
  return out
}

/** Returns the limits in bytes of ModelRegistry. @throws {WitanError} INPUT_INVALID when they are none. */
export function decodeThresholds(bytes: Uint8Array): Pick<Thresholds, 'version' | 'perTokens'> {
  const rows = bytes[1] ?? 0
  if (bytes[0] !== 1 || rows < 1 || rows > MAX_ROWS) throw invalid()
  if (bytes.length !== HEADER_BYTES + ROW_BYTES * rows) throw invalid()
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const perTokens = Array.from({ length: rows }, (_, i) => {
    const at = HEADER_BYTES + ROW_BYTES * i
    const limit = (place: number) => fromSteps(view.getUint16(at + 2 * place))
    return {
      tokens: view.getUint16(at),
      suspect: { margin: limit(1), gap: limit(2) },
      fault: { margin: limit(3), gap: limit(4) },
    }
  })
  const isAscending = perTokens.every(({ tokens }, i) => tokens > (perTokens[i - 1]?.tokens ?? 0))
  if (!isAscending) throw invalid()
  return { version: 1, perTokens }
}

/** Returns a limit that can be written: the next step upwards. */
export function roundLimit(limit: number): number {
  return fromSteps(Math.ceil(limit / LIMIT_STEP))
}

function fromSteps(steps: number): number {
  return steps / STEPS_PER_NAT
}

function invalid(): WitanError {
  return new WitanError('INPUT_INVALID', 'These bytes are no thresholds.')
}
