import { openCase } from '#chain/openCase.ts'
import { readCase } from '#chain/readCase.ts'
import { readConvictions } from '#chain/readConvictions.ts'
import type { ComposedClient } from '#cli/composeClient.ts'
import { auditCase } from '#client/auditCase.ts'
import { auditConviction } from '#client/auditConviction.ts'
import type { Journal } from '#client/journal.ts'
import { marketHistory } from '#client/marketHistory.ts'
import { replayEvidenceOf } from '#client/replayEvidenceOf.ts'
import { isWitanError } from '#protocol/errors.ts'
import type { Evidence } from '#verification/evidence.ts'
import { judgeAnswer } from '#verifier/judgeAnswer.ts'
import { serveCases } from '#verifier/serveCases.ts'
import type { Verifier } from '#verifier/verifier.ts'
import { type Punishment, punishmentOf } from './punishment.ts'

/**
 * Lane B: replays an answer with the promised model, accuses the node of what does not fit, and lets the verifiers judge.
 *
 * @param verifiers - Those that may be drawn into the jury; the first one keeps the evidence for the others.
 * @returns Undefined when the answer is what the model gives.
 * @throws Error when the jury did not convict.
 */
export async function accuseLie(
  { chain }: ComposedClient,
  journal: Journal,
  { verifiers, signal }: { readonly verifiers: readonly Verifier[]; readonly signal: AbortSignal },
): Promise<Punishment | undefined> {
  const [signed] = journal.receipts
  const evidence = signed && replayEvidenceOf(chain.context, journal, signed.receipt.taskId)
  const [keeper] = verifiers
  if (!evidence || !keeper) return undefined
  const why = await judge(keeper, evidence, signal)
  if (why === undefined) return undefined
  const evidenceHash = await keeper.evidence.put(evidence)
  const { caseId } = await openCase(chain, { signed, evidenceHash })
  await tryCase(verifiers, signal)
  const ruled = await readCase(chain, caseId)
  const convictions = await readConvictions(chain)
  const own = convictions.find(({ taskId }) => taskId === signed.receipt.taskId)
  if (!own)
    throw new Error(`The jury of case ${caseId} says ${ruled?.verdict}: nobody is punished.`)
  const conviction = await auditConviction(chain, own.txHash)
  const courtCase = await auditCase(chain, caseId, await marketHistory(chain))
  return punishmentOf(conviction, {
    found: `replay, ${why}; ${ruled!.jury.length} jurors saw the same`,
    checks: [...conviction.checks, ...courtCase.checks],
  })
}

/** Returns what the replay says against the node, if anything. */
async function judge(
  keeper: Verifier,
  evidence: Evidence,
  signal: AbortSignal,
): Promise<string | undefined> {
  try {
    const { verdict, why } = await judgeAnswer(keeper, evidence, { signal })
    return verdict === 'fault' ? why : undefined
  } catch (error) {
    // an answer of which nothing can be said, such as one that is too short
    if (isWitanError(error, 'NOT_JUDGEABLE')) return undefined
    throw error
  }
}

/** Every verifier does its part until no case is open. */
async function tryCase(verifiers: readonly Verifier[], signal: AbortSignal): Promise<void> {
  for (;;) {
    let open = 0
    for (const verifier of verifiers) open += (await serveCases(verifier, signal)).length
    if (open === 0) return
    await verifiers[0]!.pause(signal)
  }
}
