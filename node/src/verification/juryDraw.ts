/** The draw of a jury, as VerifierBench makes it: a race with the logarithm of stake, one seat for an operator. */

import { fromHex, type Hex, u32 } from '#protocol/bytes.ts'
import { keccak256 } from '#protocol/hash.ts'
import { gumbelQ96, lnQ96, raceBits } from '#protocol/raceNoise.ts'

/** A verifier that may be drawn. */
export type Eligible = {
  readonly verifierId: number
  readonly owner: string
  /** Zero where none is declared. */
  readonly operatorGroup: number
  /** As the draw counts it, smallest unit of the stake token. */
  readonly stake: bigint
}

export type JuryDraw = {
  /** The beacon's value (event JuryDrawn). */
  readonly randomness: Hex
  readonly caseId: bigint
  /** 0 for the first jury, then one more for each appeal, and for each jury that stayed silent. */
  readonly level: number
}

/** Most jurors of each level; the first is also the least of all. */
export const JURY_SIZES = [3, 7, 21] as const

/**
 * Returns how many are seated at a level where there are enough operators. A jury has one seat for an operator, so one
 * that seats nearly all of them counts heads: it is odd, and at most half as large as the number of equal stakes that
 * would be as concentrated (square of the sum by the sum of squares, the inverse of the Herfindahl index).
 *
 * @param stakes - Of all that may be drawn, smallest unit of the stake token.
 */
export function seatsOf(level: number, stakes: readonly bigint[]): number {
  const sum = stakes.reduce((total, stake) => total + stake, 0n)
  const squares = stakes.reduce((total, stake) => total + stake * stake, 0n)
  const half = squares === 0n ? 0 : Math.floor(Number((sum * sum) / squares) / 2)
  const most = half < JURY_SIZES[0] ? JURY_SIZES[0] : half % 2 === 0 ? half - 1 : half
  return Math.min(JURY_SIZES[level]!, most)
}

/** Returns the noise of one verifier in a draw, nats in Q96. */
export function juryNoise({ randomness, caseId, level }: JuryDraw, verifierId: number): bigint {
  const number = fromHex(`0x${caseId.toString(16).padStart(64, '0')}`, 32)
  const seed = keccak256(fromHex(randomness, 32), number, new Uint8Array(28), u32(level))
  return gumbelQ96(raceBits(seed, 0, verifierId))
}

/**
 * Returns who is seated, first drawn first; fewer where there are not as many operators.
 *
 * @param noises - Of each verifier, in their order (juryNoise).
 */
export function seatJury(
  eligible: readonly Eligible[],
  noises: readonly bigint[],
  size: number,
): number[] {
  const racing = eligible
    .map((one, place) => ({ ...one, score: noises[place]! + lnQ96(one.stake), place }))
    .sort((a, b) => (a.score === b.score ? a.place - b.place : a.score > b.score ? -1 : 1))
  const seated: Eligible[] = []
  for (const one of racing) {
    if (seated.length === size) break
    if (!seated.some((other) => isSame(one, other))) seated.push(one)
  }
  return seated.map(({ verifierId }) => verifierId)
}

function isSame(first: Eligible, second: Eligible): boolean {
  const isGroup = first.operatorGroup !== 0 && first.operatorGroup === second.operatorGroup
  return first.owner === second.owner || isGroup
}
