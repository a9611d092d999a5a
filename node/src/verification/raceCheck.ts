/**
 * Whether tokens follow from what was committed to: exact, without the model, the same rules as the contract's.
 * What it cannot say is whether the committed gaps are the model's: that takes a replay (compareReplay.ts).
 */

import { type Candidate, raceWinner } from '#protocol/race.ts'
import {
  encodeRaceLeaf,
  faultOfLeaf,
  type LeafFault,
  leafHashOf,
  leafSaltOf,
  type RacedToken,
} from '#protocol/raceLeaf.ts'
import { createRaceTranscript } from '#protocol/raceTranscript.ts'

/** What decides the races of one task. */
export type RaceRules = {
  readonly seed: Uint8Array
  /** Derives the salt of each leaf. */
  readonly leafKey: Uint8Array
  /** Thousandths. */
  readonly temperatureMilli: number
  /** The model's end tokens, where they are known. */
  readonly stopTokens?: ReadonlySet<number> | undefined
}

/** One position that no honest node commits to. */
export type RaceFault = {
  readonly position: number
  readonly token: number
} & (
  | { readonly kind: 'malformedLeaf'; readonly what: LeafFault }
  /** Another candidate wins. */
  | { readonly kind: 'race'; readonly winner: Candidate }
  /** An output goes on behind its end token. */
  | { readonly kind: 'lateStop' }
  /** An output claims its end without an end token. */
  | { readonly kind: 'earlyStop' }
)

/** Checks an output while it comes and commits to it as the node must. */
export type RaceCheck = {
  /** Adds the next token; returns what is wrong with it. */
  readonly push: (token: RacedToken) => RaceFault | undefined
  /** Returns the leaves so far, as bytes. */
  readonly leaves: () => readonly Uint8Array[]
  /** Returns the root over all leaves so far, good or not. */
  readonly root: () => `0x${string}`
}

/** Returns a check of an output without tokens yet. */
export function createRaceCheck(rules: RaceRules): RaceCheck {
  const leaves: Uint8Array[] = []
  const transcript = createRaceTranscript()
  let ended = false
  return {
    push(raced) {
      const position = leaves.length
      const leaf = encodeRaceLeaf({ ...raced, position })
      leaves.push(leaf)
      transcript.push(leafHashOf(leafSaltOf(rules.leafKey, position), leaf))
      const fault = ended
        ? ({ position, token: raced.token, kind: 'lateStop' } as const)
        : faultOf(rules, position, raced)
      ended ||= rules.stopTokens?.has(raced.token) ?? false
      return fault
    },
    leaves: () => leaves,
    root: transcript.root,
  }
}

/** Returns what is wrong with one position; undefined when its token follows from its race. */
export function faultOf(
  { seed, temperatureMilli }: Pick<RaceRules, 'seed' | 'temperatureMilli'>,
  position: number,
  { token, candidates }: RacedToken,
): RaceFault | undefined {
  const what = faultOfLeaf({ position, token, candidates })
  if (what !== undefined) return { position, token, kind: 'malformedLeaf', what }
  const winner = raceWinner(seed, position, candidates, temperatureMilli)
  return winner.id === token ? undefined : { position, token, kind: 'race', winner }
}
