import type { GeneratedToken } from '../engine.ts'

/**
 * Returns a token with another candidate named in the winner's place: whoever recomputes the race sees it. The text
 * stays what the winner says, so that the answer reads as it should. A token that ran alone stays.
 */
export function loseRace(token: GeneratedToken): GeneratedToken {
  const loser = token.candidates.find(({ id }) => id !== token.token)
  return loser === undefined ? token : { ...token, token: loser.id }
}
