/** What a decoy keeps of an answer, so that its owner can show the lie: the seed and one leaf, nothing of the rest. */

import { fromHex, type Hex, toHex } from '#protocol/bytes.ts'
import { WitanError } from '#protocol/errors.ts'
import { type JobId, parseJobId, parseTaskId, type TaskId } from '#protocol/ids.ts'
import { raceWinner } from '#protocol/race.ts'
import { encodeRaceLeaf, leafHashOf, leafSaltOf } from '#protocol/raceLeaf.ts'
import { racePathOf } from '#protocol/raceTranscript.ts'
import type { Answered } from './runTask.ts'

export type DecoyLie = {
  readonly jobId: JobId
  readonly taskId: TaskId
  readonly seed: Hex
  /** Position of the token that lost its race. */
  readonly position: number
  readonly leaf: Hex
  readonly salt: Hex
  readonly path: readonly Hex[]
}

/** Returns the first token of an answer that lost its race, as others can check it; undefined where none did. */
export function decoyLieOf({
  context,
  seed,
  temperatureMilli,
  leafKey,
  tokens,
}: Answered): DecoyLie | undefined {
  const position = tokens.findIndex(
    ({ token, candidates }, at) => raceWinner(seed, at, candidates, temperatureMilli).id !== token,
  )
  if (position < 0) return undefined
  const leaves = tokens.map((token, at) => encodeRaceLeaf({ ...token, position: at }))
  const salt = leafSaltOf(leafKey, position)
  const hashes = leaves.map((leaf, at) => leafHashOf(leafSaltOf(leafKey, at), leaf))
  const { jobId, taskId } = context
  return {
    jobId,
    taskId,
    seed: toHex(seed),
    position,
    leaf: toHex(leaves[position]!),
    salt: toHex(salt),
    path: racePathOf(hashes, position),
  }
}

/** Returns the lie in a text. @throws {WitanError} STORE_INVALID when it is none. */
export function parseDecoyLie(text: string): DecoyLie {
  try {
    const lie = JSON.parse(text) as DecoyLie
    parseJobId(lie.jobId)
    parseTaskId(lie.taskId)
    for (const part of [lie.seed, lie.leaf, lie.salt, ...lie.path]) fromHex(part)
    if (!Number.isInteger(lie.position)) throw new Error('position')
    return lie
  } catch (cause) {
    throw new WitanError('STORE_INVALID', 'A kept lie of the decoy cannot be read.', { cause })
  }
}
