/** Ways of earning in the market, each beside honesty. */

import { DECOY_STAKE, DEMAND, DOLLAR, ROOM } from './terms.ts'

export type Strategy = {
  readonly name: string
  /** Stake of all its identities together, micro-dollars. */
  readonly stake: bigint
  /** Identities that it splits its stake and its machines over. */
  readonly identities: number
  /** Share of its answers that a smaller model gives. */
  readonly lies: number
  /** What it sells to itself in a day, micro-dollars. */
  readonly washes?: bigint
  /** It has a verifier of its own, which passes its nodes unread. */
  readonly ownsVerifier?: boolean
  /** Its tokens lose their races, which every client sees. */
  readonly forces?: boolean
  /** Not for requesters: it asks a price that nobody pays but a verifier, who can't choose. */
  readonly isDecoy?: boolean
  /** Days after which an identity thaws its stake and is gone. */
  readonly leavesAfter?: number
  /** Takes a new identity with a new stake when it is jailed or has left. */
  readonly renames?: boolean
  /** Nodes with hardly any stake that serve nobody and are drawn for probes. */
  readonly dust?: number
}

/** What the others are measured by is the mean of this many. */
export const HONEST_COUNT = 4
export const HONEST = 'honest'

/** Returns honest operators first, then every other way of earning with the same stake and the same machines. */
export function strategiesOf(stake: bigint): readonly Strategy[] {
  const one = { stake, identities: 1, lies: 0 }
  const liar = { ...one, lies: 1, name: 'smaller model, always' }
  return [
    ...Array.from({ length: HONEST_COUNT }, () => ({ ...one, name: HONEST })),
    liar,
    { ...one, name: 'smaller model, one answer in ten', lies: 0.1 },
    { ...liar, name: 'smaller model, one verifier of eight its own', ownsVerifier: true },
    { ...one, name: 'Sybil: honest work split over four', identities: 4 },
    { ...liar, name: 'Sybil: smaller model split over four', identities: 4 },
    { ...liar, name: 'whitewasher: a new name after every jail', renames: true },
    { ...liar, name: 'burst and exit: lies for two days', leavesAfter: 2 },
    { ...liar, name: 'burst and exit, again under new names', leavesAfter: 2, renames: true },
    { ...liar, name: 'forced tokens, seen by every client', forces: true },
  ]
}

/** Returns honest operators, and the ways that may pay where a stake is small or probes are rare. */
export function regionStrategies(stake: bigint): readonly Strategy[] {
  const names = ['always', 'one answer in ten', 'whitewasher', 'again under']
  return strategiesOf(stake).filter(
    ({ name, ownsVerifier }) =>
      !ownsVerifier && (name === HONEST || names.some((part) => name.includes(part))),
  )
}

/** An honest operator among others, and the same one in the same place when it sells to itself too. */
export const IN_PLACE = 'honest, in the same place'

/** Whom one that sells to itself works among: honest operators alone, or everybody. */
export type Crowd = 'honest operators' | 'everybody'

/** Returns a crowd and one more honest operator, which sells so much a day to itself (micro-dollars). */
export function washingOf(
  stake: bigint,
  { washes, crowd }: { readonly washes: bigint; readonly crowd: Crowd },
): readonly Strategy[] {
  const all = [...strategiesOf(stake), DECOYS]
  const others = all.filter(({ name }) => crowd === 'everybody' || name === HONEST)
  const one = { ...all[0]!, name: washes === 0n ? IN_PLACE : nameOfWash(washes) }
  return [...others, washes === 0n ? one : { ...one, washes }]
}

/** Returns what a washing operator is called. */
export function nameOfWash(washes: bigint): string {
  return `sells ${Number(washes) / Number(DOLLAR)} dollars a day to itself`
}

/** Returns honest operators and a liar that hides among nodes which cost nothing but their registration. */
export function dilutionOf(stake: bigint, dust: number): readonly Strategy[] {
  const [honest] = strategiesOf(stake)
  const name = `smaller model behind ${dust} nodes of dust`
  return [...Array.from({ length: 8 }, () => honest!), { ...honest!, name, lies: 1, dust }]
}

/** Decoys against lazy verifiers, two at a time. */
export const DECOYS: Strategy = {
  name: 'decoys for lazy verifiers',
  stake: 2n * DECOY_STAKE,
  identities: 2,
  lies: 1,
  forces: true,
  isDecoy: true,
  renames: true,
}

/** Returns the parts that requesters ask for in a day of a market: a share of the room of those who want requesters. */
export function demandOf(strategies: readonly Strategy[]): number {
  const serving = strategies.filter(({ isDecoy }) => !isDecoy)
  return Math.round(ROOM * DEMAND * serving.length)
}
