/** Recomputes a case: the votes that were opened against the sealed ones, the verdicts from the votes, the bonds and the price. */

import type { Chain } from '#chain/chain.ts'
import { type CourtCase, VERDICTS } from '#chain/courtCase.ts'
import type { MarketEvent } from '#chain/marketEvents.ts'
import { readCase } from '#chain/readCase.ts'
import { readJob } from '#chain/readJob.ts'
import { readTransaction } from '#chain/readTransaction.ts'
import { verdictCommitment } from '#chain/verdict.ts'
import type { Hex } from '#protocol/bytes.ts'
import { WitanError } from '#protocol/errors.ts'
import { type Check, checkEqual } from './check.ts'
import { type CourtLevel, courtLevelsOf } from './courtLevelsOf.ts'
import { eventsNamed } from './eventsNamed.ts'
import { receiptInCall } from './evidenceInCall.ts'

export type CaseAudit = {
  readonly courtCase: CourtCase
  readonly levels: readonly CourtLevel[]
  readonly ok: boolean
  readonly checks: readonly Check[]
}

/**
 * Returns a case with every value that can be recomputed beside the published one.
 *
 * @param chain - Any handle; it only reads.
 * @param caseId - Number of the case, from 1.
 * @param events - All events of the market, in any order (marketHistory).
 * @throws {WitanError} INPUT_INVALID when there is no such case; CHAIN_UNREACHABLE.
 */
export async function auditCase(
  chain: Chain,
  caseId: bigint,
  events: readonly MarketEvent[],
): Promise<CaseAudit> {
  const courtCase = await readCase(chain, caseId)
  if (courtCase === undefined) {
    throw new WitanError(
      'INPUT_INVALID',
      `There is no case ${caseId} on chain ${chain.context.chainId}. Check its number.`,
    )
  }
  const levels = courtLevelsOf(events, caseId)
  const votes = await Promise.all(levels.map((level) => checkVotes(chain, caseId, level)))
  const checks = [
    ...(await checkOpening(chain, courtCase, events)),
    ...votes.flat(),
    ...levels.flatMap((level) => checkRuling(level, caseId, events)),
    ...checkBonds(courtCase),
    ...checkEnd(courtCase, levels, events),
  ]
  return { courtCase, levels, checks, ok: checks.every(({ ok }) => ok) }
}

async function checkOpening(
  chain: Chain,
  found: CourtCase,
  events: readonly MarketEvent[],
): Promise<Check[]> {
  const opened = eventsNamed(events, 'CaseOpened').find(({ args }) => args.caseId === found.caseId)
  if (opened === undefined) return [checkEqual('the case was opened by an event', true, false)]
  const { nodeId, taskId, digest, evidenceHash } = opened.args
  return [
    checkEqual('accused node', nodeId, found.nodeId),
    checkEqual('task', taskId, found.taskId),
    checkEqual('digest of the receipt', digest, found.digest),
    checkEqual('hash of the evidence', evidenceHash, found.evidenceHash),
    ...(await checkThresholds(chain, found, { txHash: opened.txHash, events })),
  ]
}

/** The thresholds of a case are the newest from before its job was funded; nothing to hold them against where another contract accused. */
async function checkThresholds(
  chain: Chain,
  { calibrationVersion }: CourtCase,
  { txHash, events }: { readonly txHash: Hex; readonly events: readonly MarketEvent[] },
): Promise<Check[]> {
  const call = (await readTransaction(chain, txHash))?.call
  const receipt = call && receiptInCall(call)?.receipt
  if (receipt === undefined) return []
  const fundedAt = (await readJob(chain, receipt.jobId))?.fundedAt ?? 0
  const earlier = eventsNamed(events, 'CalibrationPublished')
    .filter(({ args }) => args.modelId === receipt.modelId)
    .filter(({ args }) => args.calibration.publishedAt < fundedAt)
    .map(({ args }) => args.version)
  return [checkEqual('version of the thresholds', Math.max(0, ...earlier), calibrationVersion)]
}

/** A vote is what its juror had committed to before anybody could know the others. */
async function checkVotes(
  chain: Chain,
  caseId: bigint,
  { level, jurors }: CourtLevel,
): Promise<Check[]> {
  const opened = jurors.filter(({ txHash }) => txHash !== undefined)
  const checks = opened.map(async (juror): Promise<Check> => {
    const { verifierId, guilty, statsHash, commitment, txHash } = juror
    const name = `vote of node ${verifierId} in jury ${level + 1} is the sealed one`
    const call = (await readTransaction(chain, txHash!))?.call
    const salt = call?.values.find((value) => value.name === 'salt')?.value as Hex | undefined
    if (salt === undefined) {
      return checkEqual(name, commitment ?? 'none', 'opened by a call of another contract')
    }
    const vote = { caseId, level, verifierId, guilty: guilty!, statsHash: statsHash!, salt }
    return checkEqual(name, verdictCommitment(vote), commitment ?? 'none')
  })
  return await Promise.all(checks)
}

/** Guilt takes more than half of the jury, and fewer than half of its votes are no verdict. */
function checkRuling(
  { level, jurors, verdict }: CourtLevel,
  caseId: bigint,
  events: readonly MarketEvent[],
): Check[] {
  const ruled = eventsNamed(events, 'CaseRuled').find(
    ({ args }) => args.caseId === caseId && args.level === level,
  )
  if (ruled === undefined || verdict === undefined) return []
  const guilty = jurors.filter((juror) => juror.guilty === true).length
  const notGuilty = jurors.filter((juror) => juror.guilty === false).length
  const votes = guilty + notGuilty
  const isHung = votes === 0 || 2 * votes < jurors.length
  const expected = isHung ? 'hung' : 2 * guilty > jurors.length ? 'guilty' : 'notGuilty'
  const jury = `jury ${level + 1}`
  return [
    checkEqual(`votes for guilt in ${jury}`, guilty, ruled.args.guiltyVotes),
    checkEqual(`votes against it in ${jury}`, notGuilty, ruled.args.notGuiltyVotes),
    checkEqual(`verdict of ${jury}`, expected, verdict),
  ]
}

function checkBonds({ bonds }: CourtCase): Check[] {
  const [first] = bonds
  return bonds
    .slice(1)
    .map(({ amount }, i) =>
      checkEqual(
        `bond of appeal ${i + 1} is twice the one before`,
        first!.amount << BigInt(i + 1),
        amount,
      ),
    )
}

function checkEnd(
  { caseId, phase, verdict, nodeId, taskId }: CourtCase,
  levels: readonly CourtLevel[],
  events: readonly MarketEvent[],
): Check[] {
  const closed = eventsNamed(events, 'CaseClosed').find(({ args }) => args.caseId === caseId)
  if (phase !== 'closed' || closed === undefined) return []
  const checks = [
    checkEqual('verdict that closed the case', verdict, VERDICTS[closed.args.verdict]!),
  ]
  const last = levels.at(-1)?.verdict
  if (last !== undefined && verdict !== 'hung') {
    checks.push(checkEqual('the last jury decided', last, verdict))
  }
  const punished = eventsNamed(events, 'FaultProven').find(
    ({ args, txHash }) =>
      txHash === closed.txHash && args.nodeId === nodeId && args.taskId === taskId,
  )
  const taken = punished?.args.slashed ?? 0n
  return [...checks, checkEqual('stake that the verdict took', taken, closed.args.slashed)]
}
