/** What a verifier saw of answers, position by position: small enough to be kept and judged again. */

import type { Candidate } from '#protocol/race.ts'
import type { RacedToken } from '#protocol/raceLeaf.ts'
import type { Race } from '#runtime/engine.ts'
import { comparePosition } from '#verification/compareReplay.ts'
import { faultOf } from '#verification/raceCheck.ts'

/** One position of an answer. */
export type Sample = {
  /** Against a verifier of another class of execution (nats). */
  readonly margin: number
  readonly gap: number
  /** Whether a verifier of the same class saw the very same numbers. */
  readonly exact: boolean
  /** Whether the contract can be shown a fault here, by what was committed to alone. */
  readonly provable: boolean
  /** Whether the promised model gives another token here. */
  readonly changed: boolean
}

/** By request. */
export type Samples = readonly (readonly Sample[])[]

/** As a file keeps it: margin and gap in 1/10,000 nat, and the flags, one bit each. */
export type PackedSamples = readonly (readonly (readonly [number, number, number])[])[]

const STEPS_PER_NAT = 10_000

/** What two verifiers with the promised model say of an answer. */
export type Views = {
  /** Of the node's class. */
  readonly same: readonly (readonly Candidate[])[]
  /** Of another one. */
  readonly other: readonly (readonly Candidate[])[]
}

/** Returns the samples of one answer. */
export function sampleAnswer(race: Race, raced: readonly RacedToken[], views: Views): Sample[] {
  return raced.map((one, position) => {
    const leaf = { position, ...one }
    const { margin, gap } = comparePosition(race, leaf, views.other[position]!)
    const promised = { token: one.token, candidates: views.same[position]!.slice(0, 16) }
    return {
      margin,
      gap,
      exact: comparePosition(race, leaf, views.same[position]!).exact,
      provable: faultOf(race, position, one) !== undefined,
      changed: faultOf(race, position, promised) !== undefined,
    }
  })
}

/** Returns samples as a file keeps them. */
export function packSamples(samples: Samples): PackedSamples {
  const steps = (nats: number) => Math.round(nats * STEPS_PER_NAT)
  return samples.map((job) =>
    job.map(({ margin, gap, exact, provable, changed }) => [
      steps(margin),
      steps(gap),
      Number(exact) + 2 * Number(provable) + 4 * Number(changed),
    ]),
  )
}

/** Returns samples from a file. */
export function unpackSamples(packed: PackedSamples): Samples {
  return packed.map((job) =>
    job.map(([margin, gap, flags]) => ({
      margin: margin / STEPS_PER_NAT,
      gap: gap / STEPS_PER_NAT,
      exact: (flags & 1) !== 0,
      provable: (flags & 2) !== 0,
      changed: (flags & 4) !== 0,
    })),
  )
}
