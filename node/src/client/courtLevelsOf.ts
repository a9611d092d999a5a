import { VERDICTS, type Verdict } from '#chain/courtCase.ts'
import type { MarketEvent } from '#chain/marketEvents.ts'
import type { Hex } from '#protocol/bytes.ts'
import { type NodeId, parseNodeId } from '#protocol/ids.ts'
import { eventsNamed } from './eventsNamed.ts'

export type JurorRecord = {
  readonly verifierId: NodeId
  /** What it committed to, once it did. */
  readonly commitment: Hex | undefined
  /** Undefined while the vote is sealed, or was never opened. */
  readonly guilty: boolean | undefined
  /** Hash of the figures behind the vote. */
  readonly statsHash: Hex | undefined
  /** The transaction that opened it. */
  readonly txHash: Hex | undefined
}

/** A jury of a case: 0 for the first, then one more for each appeal, and for each jury that stayed silent. */
export type CourtLevel = {
  readonly level: number
  readonly randomness: Hex
  readonly jurors: readonly JurorRecord[]
  /** Undefined until it was counted. */
  readonly verdict: Verdict | undefined
}

/** Returns the juries of a case as its events tell them, first level first. */
export function courtLevelsOf(
  events: readonly MarketEvent[],
  caseId: bigint,
): readonly CourtLevel[] {
  const own = events.filter(({ args }) => 'caseId' in args && args.caseId === caseId)
  return eventsNamed(own, 'JuryDrawn')
    .map(({ args: { level, jurors, randomness } }): CourtLevel => {
      const ruled = eventsNamed(own, 'CaseRuled').find(({ args }) => args.level === level)
      const records = jurors.map((id) => jurorRecord(own, level, parseNodeId(id)))
      const verdict = ruled && VERDICTS[ruled.args.verdict]
      return { level, randomness, jurors: records, verdict }
    })
    .sort((a, b) => a.level - b.level)
}

function jurorRecord(own: readonly MarketEvent[], level: number, verifierId: NodeId): JurorRecord {
  const isVote = ({ args }: { args: { level: number; verifierId: number } }) =>
    args.level === level && args.verifierId === verifierId
  const committed = eventsNamed(own, 'VerdictCommitted').find(isVote)
  const revealed = eventsNamed(own, 'VerdictRevealed').find(isVote)
  return {
    verifierId,
    commitment: committed?.args.commitment,
    guilty: revealed?.args.guilty,
    statsHash: revealed?.args.statsHash,
    txHash: revealed?.txHash,
  }
}
