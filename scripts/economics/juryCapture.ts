/** How often a coalition of operators holds the majority of a jury, by the draw that the contract makes. */

import { u32 } from '#protocol/bytes.ts'
import { keccak256Hex } from '#protocol/hash.ts'
import { type Eligible, JURY_SIZES, juryNoise, seatJury, seatsOf } from '#verification/juryDraw.ts'
import { deploymentTerms } from '../deploy/deploymentTerms.ts'

/** Verifiers of a network: those who stand alone, each with one stake, and a coalition that splits its own. */
export type Network = {
  readonly name: string
  /** Honest operators, and what each has at stake in units of the least stake of a verifier. */
  readonly honest: number
  readonly honestUnits: number
  /** Identities of the coalition, each with the least stake and owners that nobody can link. */
  readonly captured: number
}

export type Capture = Network & {
  /** Of all stake of verifiers. */
  readonly share: number
  /** Dollars that the coalition has at stake. */
  readonly dollars: number
  /** Chance of a majority in a jury of up to 3, 7 and 21 seats, with the half width of its 95 % interval. */
  readonly chance: readonly {
    readonly size: number
    readonly seats: number
    readonly mean: number
    readonly error: number
  }[]
  /** Cases until the largest jury is captured, on average; undefined where it never was. */
  readonly cases: number | undefined
}

const LEAST_STAKE = BigInt(deploymentTerms.minVerifierStake)
const DOLLAR = 1e6
/** The list of verifiers is full then. */
const LISTED = 64

/** Coalitions with a share of equal stakes on a full list; and those that split theirs beside few large operators. */
export const NETWORKS: readonly Network[] = [
  ...[0.1, 0.2, 0.33, 0.5].map((share): Network => {
    const captured = Math.round(share * LISTED)
    return { name: 'equal stakes', honest: LISTED - captured, honestUnits: 1, captured }
  }),
  ...[10, 14, 21, 32].map((honest): Network => {
    const captured = 20
    const honestUnits = Math.round((4 * captured) / honest)
    return { name: 'few large operators', honest, honestUnits, captured }
  }),
]

/**
 * Returns what each network's coalition captures.
 *
 * @param draws - Draws of each level.
 * @param seed - Start of the beacon's values.
 */
export function measureCapture(
  draws: number,
  seed: number,
  networks: readonly Network[] = NETWORKS,
): readonly Capture[] {
  const most = Math.max(...networks.map(({ honest, captured }) => honest + captured))
  const noises = JURY_SIZES.map((_, level) =>
    Array.from({ length: draws }, (_, caseId) => {
      const randomness = keccak256Hex(u32(seed), u32(level), u32(caseId))
      const draw = { randomness, caseId: BigInt(caseId + 1), level }
      return Array.from({ length: most }, (_, place) => juryNoise(draw, place + 1))
    }),
  )
  return networks.map((network) => captureOf(network, noises))
}

function captureOf(network: Network, noises: readonly (readonly (readonly bigint[])[])[]): Capture {
  const { honest, honestUnits, captured } = network
  const eligible = [...Array(captured + honest).keys()].map((place): Eligible => {
    const stake = place < captured ? LEAST_STAKE : BigInt(honestUnits) * LEAST_STAKE
    return { verifierId: place + 1, owner: String(place), operatorGroup: 0, stake }
  })
  const chance = JURY_SIZES.map((size, level) => {
    const draws = noises[level]!
    const seats = seatsOf(
      level,
      eligible.map(({ stake }) => stake),
    )
    const hits = draws.filter((noise) => {
      const seated = seatJury(eligible, noise, seats)
      // more than half convicts whomever it likes, and lets everybody go
      return 2 * seated.filter((verifierId) => verifierId <= captured).length > seated.length
    }).length
    const mean = hits / draws.length
    return { size, seats, mean, error: 1.96 * Math.sqrt((mean * (1 - mean)) / draws.length) }
  })
  const last = chance.at(-1)!.mean
  return {
    ...network,
    share: captured / (captured + honest * honestUnits),
    dollars: (captured * Number(LEAST_STAKE)) / DOLLAR,
    chance,
    cases: last === 0 ? undefined : 1 / last,
  }
}
