import { readChainTime } from '#chain/readChainTime.ts'
import { readCourtTerms } from '#chain/readCourtTerms.ts'
import { isWitanError } from '#protocol/errors.ts'
import { commitEpoch } from './commitEpoch.ts'
import { drawDuties } from './drawDuties.ts'
import { type EpochState, type ProbeState, readEpochs, saveEpoch } from './epochState.ts'
import { makeProbe } from './makeProbe.ts'
import { type Errand, errandsOf, readPayers } from './payers.ts'
import { releaseProbe, reportEpoch } from './reportEpoch.ts'
import type { Verifier } from './verifier.ts'

/** What an epoch came to. */
export type EpochSummary = {
  readonly epoch: number
  readonly probes: readonly {
    readonly index: number
    readonly nodeId: number | undefined
    readonly role: string | undefined
    /** What the check found; undefined where nothing could be checked. */
    readonly verdict: string | undefined
    readonly why: string | undefined
    readonly code: string | undefined
    readonly outcome: 'reported' | 'skipped' | 'unanswered' | 'open'
    readonly proven: boolean
    readonly caseId: string | undefined
  }[]
  /** Micro-dollars. */
  readonly reward: bigint
}

/** Tries of a probe whose node gives nothing to check. */
const MAX_TRIES = 3

/**
 * Does one epoch from the commitment to the last report and returns what came of it. An epoch that an earlier run left
 * half done is taken up where it was.
 *
 * @param verifier - A node on the list of verifiers.
 * @param signal - Stops it between two steps; the next run goes on from there.
 * @throws {WitanError} what the chain says of the commitment and the reports; a probed node can't make it fail.
 */
export async function runEpoch(verifier: Verifier, signal: AbortSignal): Promise<EpochSummary> {
  const { chain, records } = verifier
  const { steps } = await readCourtTerms(chain)
  const now = await readChainTime(chain)
  const open = readEpochs(records).find(
    ({ epoch, finished }) =>
      !finished && epoch !== 0 && now < (epoch + 1) * steps.epoch + steps.report,
  )
  await releaseOld(verifier, now - steps.epoch - steps.report, steps.epoch)
  const state = open ?? (await commitEpoch(verifier))
  await drawDuties(verifier, state, signal)
  await liveThrough(verifier, state, { seconds: steps.epoch, signal })
  await verifier.waitUntil((state.epoch + 1) * steps.epoch, signal)
  await reportEpoch(verifier, state)
  return summaryOf(state)
}

/** Takes back what accounts of epochs hold that nobody can report any more. */
async function releaseOld(verifier: Verifier, time: number, seconds: number): Promise<void> {
  for (const state of readEpochs(verifier.records)) {
    if (state.epoch === 0 || state.epoch * seconds > time) continue
    for (const probe of state.probes) await releaseProbe(verifier, state, probe)
  }
}

/**
 * Lets everything happen in its time until the epoch is over: payers get their money and buy their decoys, and each
 * probe is bought at its own moment. What comes late is done at once.
 */
async function liveThrough(
  verifier: Verifier,
  state: EpochState,
  { seconds, signal }: { readonly seconds: number; readonly signal: AbortSignal },
): Promise<void> {
  const probes = state.probes.map((probe): Errand => {
    const at = Math.floor((state.epoch + probe.at) * seconds)
    return { at, run: () => tryProbe(verifier, { state, probe, signal }) }
  })
  const errands = [...errandsOf(verifier, (state.epoch + 1) * seconds), ...probes]
  for (const { at, run } of errands.sort((a, b) => a.at - b.at)) {
    await verifier.waitUntil(at, signal)
    signal.throwIfAborted()
    try {
      await run(signal)
    } catch (error) {
      if (!isWitanError(error)) throw error
      verifier.logger.warn('errand of a payer failed', {}, error)
    }
    noteFunding(verifier, state)
  }
}

async function tryProbe(
  verifier: Verifier,
  { state, probe, signal }: { state: EpochState; probe: ProbeState; signal: AbortSignal },
): Promise<void> {
  if (probe.bought || probe.role === undefined) return
  for (let tries = 0; tries < MAX_TRIES && !probe.bought; tries++) {
    signal.throwIfAborted()
    try {
      await makeProbe(verifier, state, probe, signal)
    } catch (error) {
      if (!isWitanError(error)) throw error
      verifier.logger.warn('probe failed', { nodeId: probe.nodeId }, error)
    }
  }
}

/** Keeps in the epoch which of its accounts hold money, so that it comes back. */
function noteFunding({ records }: Verifier, state: EpochState): void {
  const funded = new Set(readPayers(records).flatMap((one) => (one.funded ? [one.accountKey] : [])))
  const fresh = state.probes.filter((probe) => !probe.funded && funded.has(probe.accountKey))
  for (const probe of fresh) probe.funded = true
  if (fresh.length > 0) saveEpoch(records, state)
}

function outcomeOf({
  reported,
  skipped,
  unanswered,
}: Pick<
  ProbeState,
  'reported' | 'skipped' | 'unanswered'
>): EpochSummary['probes'][number]['outcome'] {
  if (reported) return 'reported'
  if (skipped) return 'skipped'
  return unanswered ? 'unanswered' : 'open'
}

/** Returns what an epoch came to, by its state. */
export function summaryOf({ epoch, probes, reward }: EpochState): EpochSummary {
  return {
    epoch,
    probes: probes.map(({ index, nodeId, role, finding, code, ...one }) => ({
      index,
      nodeId,
      role,
      verdict: finding?.verdict,
      why: finding?.why,
      code,
      outcome: outcomeOf(one),
      proven: one.proven ?? false,
      caseId: one.caseId || undefined,
    })),
    reward: BigInt(reward ?? 0),
  }
}
