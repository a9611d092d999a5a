/**
 * The seeded race: which token comes next follows from what the model says (the gaps of the best
 * candidates) and from a seed that both sides know and neither chose alone. Nothing is left to the node.
 */

import { concatBytes, fromHex, type Hex, u32, utf8 } from './bytes.ts'
import { WitanError } from './errors.ts'
import { keccak256, keccak256Hex } from './hash.ts'
import type { Address, JobId, TaskId } from './ids.ts'
import { gumbelNear, gumbelQ96, raceBits } from './raceNoise.ts'

/** Most candidates of one position. */
export const MAX_CANDIDATES = 16
/** Largest gap; anything further behind is written as this. */
export const MAX_GAP = 0xffff
/** Steps of a gap in one nat. */
export const GAP_STEPS = 64
/** Highest temperature, in thousandths. */
export const MAX_TEMPERATURE_MILLI = 2000

/** Bytes of the requester's salt. */
export const RACE_SALT_BYTES = 32

/** A token that could have come next. */
export type Candidate = {
  readonly id: number
  /** How far it is behind the likeliest candidate: 1/64 nat, rounded. */
  readonly gap: number
}

/** What a task's seed is made of. */
export type RaceContext = {
  readonly chainId: number
  readonly escrow: Address
  readonly jobId: JobId
  readonly taskId: TaskId
}

/** Floating point decides alone only when the best two are further apart than this (thousandths of a nat). */
const CLOSE = 0.05

/** Returns the 32 bytes that decide all races of a task. @param raceSalt - 32 random bytes of the requester. */
export function raceSeedOf(context: RaceContext, raceSalt: Uint8Array): Uint8Array {
  return keccak256(
    utf8('race/1'),
    u64(context.chainId),
    fromHex(context.escrow, 20),
    fromHex(context.jobId, 20),
    fromHex(context.taskId, 32),
    raceSalt,
  )
}

/** Returns what a receipt says of a seed without telling it. */
export function seedCommitOf(seed: Uint8Array): Hex {
  return keccak256Hex(seed)
}

/**
 * Returns a candidate's exact score; the highest wins.
 *
 * @param seed - The task's seed.
 * @param position - Number of the output token, from 0.
 * @param temperatureMilli - Thousandths; 0 leaves the noise out.
 */
export function raceScore(
  seed: Uint8Array,
  position: number,
  { id, gap }: Candidate,
  temperatureMilli: number,
): bigint {
  if (temperatureMilli === 0) return BigInt(-gap)
  return scoreOf(raceBits(seed, position, id), gap, temperatureMilli)
}

/**
 * Returns the candidate that wins the race; of equal scores the lower id.
 *
 * @throws {WitanError} INPUT_INVALID without candidates.
 */
export function raceWinner(
  seed: Uint8Array,
  position: number,
  candidates: readonly Candidate[],
  temperatureMilli: number,
): Candidate {
  if (candidates.length === 0) throw new WitanError('INPUT_INVALID', 'A race needs candidates.')
  if (temperatureMilli === 0) {
    return candidates.reduce((best, one) =>
      one.gap < best.gap || (one.gap === best.gap && one.id < best.id) ? one : best,
    )
  }
  const racers = candidates.map((candidate) => {
    const bits = raceBits(seed, position, candidate.id)
    const near = gumbelNear(bits) * temperatureMilli - (candidate.gap * 1000) / GAP_STEPS
    return { candidate, bits, near }
  })
  const lead = Math.max(...racers.map(({ near }) => near))
  const close = racers.filter(({ near }) => near >= lead - CLOSE)
  if (close.length === 1) return close[0]!.candidate
  return close
    .map(({ candidate, bits }) => ({
      candidate,
      score: scoreOf(bits, candidate.gap, temperatureMilli),
    }))
    .reduce((best, one) =>
      one.score > best.score || (one.score === best.score && one.candidate.id < best.candidate.id)
        ? one
        : best,
    ).candidate
}

function scoreOf(bits: bigint, gap: number, temperatureMilli: number): bigint {
  return gumbelQ96(bits) * BigInt(temperatureMilli) - BigInt(gap) * 1000n * (1n << 90n)
}

function u64(value: number): Uint8Array {
  return concatBytes(u32(Math.floor(value / 2 ** 32)), u32(value % 2 ** 32))
}
