import type { CourtCase } from '#chain/courtCase.ts'
import type { Hex } from '#protocol/bytes.ts'
import { isWitanError, WitanError } from '#protocol/errors.ts'
import type { Evidence } from '#verification/evidence.ts'
import type { Finding } from './epochState.ts'
import { judgeAnswer } from './judgeAnswer.ts'
import { receiptDigestOf } from './receiptDigestOf.ts'
import type { Verifier } from './verifier.ts'

/** What a juror that looks has to say. */
export type CaseFinding = {
  readonly guilty: boolean
  readonly statsHash: Hex
  readonly verdict: Finding['verdict'] | 'not judgeable'
  /** One sentence. */
  readonly why: string
}

/**
 * Judges the evidence of a case with the model, as every juror has to. Evidence that does not fit together acquits: an
 * accuser brings what shows the fault.
 *
 * @param judging - The bundle, the beacon that drew the jury, and the thresholds that the case names.
 * @throws {WitanError} MODEL_UNKNOWN when the model is not here; CHAIN_UNREACHABLE.
 */
export async function judgeCase(
  judge: Pick<Verifier, 'chain' | 'engineOf' | 'thresholdsOf'>,
  { digest, calibrationVersion: version }: Pick<CourtCase, 'digest' | 'calibrationVersion'>,
  {
    bundle,
    draw,
    signal,
  }: { readonly bundle: Evidence; readonly draw: Hex; readonly signal?: AbortSignal },
): Promise<CaseFinding> {
  try {
    if (receiptDigestOf(judge.chain, bundle.receipt.receipt) !== digest) {
      throw new WitanError('NOT_JUDGEABLE', 'The evidence is about another receipt.')
    }
    const found = await judgeAnswer(judge, bundle, { draw, version, ...(signal && { signal }) })
    const { verdict, why, statsHash } = found
    return { guilty: verdict === 'fault', statsHash, verdict, why }
  } catch (error) {
    if (!isWitanError(error, 'NOT_JUDGEABLE')) throw error
    return { guilty: false, statsHash: digest, verdict: 'not judgeable', why: error.message }
  }
}
