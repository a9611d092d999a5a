/** Tokens with their races, as a node that follows the rules gives them. */

import { raceWinner } from '#protocol/race.ts'
import type { RacedToken } from '#protocol/raceLeaf.ts'
import { createRaceCheck, type RaceRules } from '#verification/raceCheck.ts'

/** Returns a token that ran alone. */
export function aLoneToken(token: number): RacedToken {
  return { token, candidates: [{ id: token, gap: 0 }] }
}

/** Returns the winner of a race of three candidates, of which the first id is the likeliest. */
export function aRacedToken(
  { seed, temperatureMilli }: Pick<RaceRules, 'seed' | 'temperatureMilli'>,
  position: number,
  id = position,
): RacedToken {
  const candidates = [0, 32, 64].map((gap, i) => ({ id: id + 100_000 * i, gap }))
  return { token: raceWinner(seed, position, candidates, temperatureMilli).id, candidates }
}

/** Returns the root that an honest node commits to. */
export function rootOf(rules: RaceRules, tokens: readonly RacedToken[]): `0x${string}` {
  const check = createRaceCheck(rules)
  for (const token of tokens) check.push(token)
  return check.root()
}
