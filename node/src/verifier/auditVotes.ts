import type { CourtCase } from '#chain/courtCase.ts'
import type { Hex } from '#protocol/bytes.ts'
import type { NodeId } from '#protocol/ids.ts'
import type { Evidence } from '#verification/evidence.ts'
import { type CaseFinding, judgeCase } from './judgeCase.ts'
import type { Verifier } from './verifier.ts'

/** A jury as the chain tells it: the beacon that drew it, and the votes that were opened. */
export type JuryVotes = {
  readonly level: number
  readonly randomness: Hex
  readonly jurors: readonly {
    readonly verifierId: NodeId
    /** Undefined where the vote was never opened. */
    readonly guilty: boolean | undefined
    readonly statsHash: Hex | undefined
  }[]
}

export type JuryAudit = {
  readonly level: number
  /** What the same evidence says here. */
  readonly finding: CaseFinding
  readonly votes: readonly {
    readonly verifierId: NodeId
    readonly guilty: boolean
    /** Whether the vote is what the replay says. */
    readonly agrees: boolean
    /** Whether the juror computed the very figures; on another kind of machine an honest one does not. */
    readonly sameFigures: boolean
  }[]
}

/**
 * Judges a case again with its evidence and the model, at the positions that each jury had to look at, and says which
 * jurors voted otherwise. Evidence and votes stay, so anybody can, at any time.
 *
 * @throws {WitanError} MODEL_UNKNOWN when the model is not here; CHAIN_UNREACHABLE.
 */
export async function auditVotes(
  judge: Pick<Verifier, 'chain' | 'engineOf' | 'thresholdsOf'>,
  courtCase: Pick<CourtCase, 'digest' | 'calibrationVersion'>,
  { juries, bundle }: { readonly juries: readonly JuryVotes[]; readonly bundle: Evidence },
): Promise<readonly JuryAudit[]> {
  const audits: JuryAudit[] = []
  for (const { level, randomness, jurors } of juries) {
    const finding = await judgeCase(judge, courtCase, { bundle, draw: randomness })
    const votes = jurors.flatMap(({ verifierId, guilty, statsHash }) =>
      guilty === undefined
        ? []
        : [
            {
              verifierId,
              guilty,
              agrees: guilty === finding.guilty,
              sameFigures: statsHash === finding.statsHash,
            },
          ],
    )
    audits.push({ level, finding, votes })
  }
  return audits
}
