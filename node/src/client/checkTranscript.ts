import { fromHex, type Hex } from '#protocol/bytes.ts'
import { RACE_SALT_BYTES, raceSeedOf, seedCommitOf } from '#protocol/race.ts'
import { decodeRaceLeaf, leafKeyOf, type RaceLeaf } from '#protocol/raceLeaf.ts'
import type { Receipt } from '#protocol/receipt.ts'
import type { ChainContext } from '#protocol/typedData.ts'
import { createRaceCheck, type RaceFault } from '#verification/raceCheck.ts'
import { type Check, checkEqual } from './check.ts'

/** The leaves of one's own answer: token ids with their candidates, from which anyone recomputes its races. */
export type OwnTranscript = {
  readonly taskId: Receipt['taskId']
  /** Opens the leaves and, with the job and the task, gives the seed. */
  readonly raceSalt: Hex
  readonly leaves: readonly Hex[]
}

/**
 * Returns what the leaves of an answer say of its receipt: nothing but the two and the rules is needed.
 *
 * @param context - Chain and escrow that the seed is bound to.
 * @param receipt - What the node signed.
 * @param transcript - The leaves, as the requester opened them.
 * @throws {WitanError} INPUT_INVALID when the transcript is malformed.
 */
export function checkTranscript(
  { chainId, escrow }: Pick<ChainContext, 'chainId' | 'escrow'>,
  receipt: Receipt,
  { raceSalt, leaves }: OwnTranscript,
): Check[] {
  const salt = fromHex(raceSalt, RACE_SALT_BYTES)
  const { jobId, taskId, temperatureMilli } = receipt
  const seed = raceSeedOf({ chainId, escrow, jobId, taskId }, salt)
  const races = createRaceCheck({ seed, leafKey: leafKeyOf(salt, taskId), temperatureMilli })
  const opened = leaves.map((leaf) => decodeRaceLeaf(fromHex(leaf)))
  const faults = opened.map((leaf) => races.push(leaf))
  return [
    checkEqual('output tokens', leaves.length, receipt.outputTokens),
    checkEqual('transcript root', races.root(), receipt.transcriptRoot),
    checkEqual('seed', seedCommitOf(seed), receipt.seedCommit),
    checkEqual('every token follows from its race', 'all do', firstOf(opened, faults)),
  ]
}

function firstOf(opened: readonly RaceLeaf[], faults: readonly (RaceFault | undefined)[]): string {
  const moved = opened.findIndex(({ position }, i) => position !== i)
  if (moved >= 0) return `leaf ${moved} is of position ${opened[moved]!.position}`
  const fault = faults.find((one) => one !== undefined)
  return fault === undefined ? 'all do' : `token ${fault.position} does not: ${fault.kind}`
}
