import { openCase } from '#chain/openCase.ts'
import { readBatch } from '#chain/readBatch.ts'
import { reportProbe } from '#chain/reportProbe.ts'
import { reportUnanswered } from '#chain/reportUnanswered.ts'
import { revealSecret } from '#chain/revealSecret.ts'
import { rewardDuty } from '#chain/rewardDuty.ts'
import { skipProbe } from '#chain/skipProbe.ts'
import { isWitanError } from '#protocol/errors.ts'
import { probeLeafOf } from '#verification/probeDuty.ts'
import { openingOf } from './commitEpoch.ts'
import { type EpochState, type ProbeState, saveEpoch } from './epochState.ts'
import { showFault } from './makeProbe.ts'
import { mustBeProbed } from './mustBeProbed.ts'
import { forgetPayer } from './payers.ts'
import { probePathOf } from './probeTree.ts'
import type { Verifier } from './verifier.ts'

/**
 * Tells the chain what an epoch's probes found, accuses where a jury must see it, and takes the reward when every duty
 * is done. Safe to repeat: what stands on chain is not sent again.
 *
 * @throws {WitanError} CONTRACT_REVERTED when the time for reports is over; and what sendCall throws.
 */
export async function reportEpoch(verifier: Verifier, state: EpochState): Promise<void> {
  const { chain, verifierId, records, tell } = verifier
  const { epoch, secret } = state
  const batch = await readBatch(chain, { verifierId, epoch })
  if (!batch?.revealed) {
    await revealSecret(chain, { verifierId, epoch, secret })
    tell({ event: 'revealed', epoch })
  }
  for (const probe of state.probes) {
    await showFault(verifier, state, probe)
    const isDone = batch?.duties[probe.index]?.done ?? false
    if (!isDone) await close(verifier, state, probe)
    await accuse(verifier, state, probe)
    await releaseProbe(verifier, state, probe)
  }
  if (!batch?.rewarded) await reward(verifier, state)
  // a duty that is open now stays so: the next epoch matters more than one reward
  state.finished = true
  saveEpoch(records, state)
}

/** Reports a probe, skips the duty where the bench allows it, or closes it without a reward where no try gave a receipt. */
async function close(verifier: Verifier, state: EpochState, probe: ProbeState): Promise<void> {
  const { chain, verifierId, records, tell, logger } = verifier
  const { epoch } = state
  const { index, nodeId, finding, receipt } = probe
  if (isClosed(probe) || nodeId === undefined) return
  if (finding !== undefined && receipt !== undefined) {
    const leaves = state.probes.map((one) => probeLeafOf(openingOf(one)))
    const opening = { ...openingOf(probe), path: probePathOf(leaves, index) }
    const passed = finding.verdict !== 'fault'
    const { statsHash, verdict } = finding
    const found = { signed: receipt, passed, statsHash }
    await reportProbe(chain, { verifierId, epoch, probe: opening, ...found })
    probe.reported = true
    tell({ event: 'reported', epoch, index, nodeId, passed, verdict })
  } else if (!(await mustBeProbed(verifier, nodeId))) {
    await skipProbe(chain, { verifierId, epoch, index })
    probe.skipped = true
    tell({ event: 'skipped', epoch, index, nodeId })
  } else if (!probe.bought && (probe.code !== undefined || probe.role === undefined)) {
    await reportUnanswered(chain, { verifierId, epoch, index })
    probe.unanswered = true
    tell({ event: 'unanswered', epoch, index, nodeId, code: probe.code ?? null })
  } else {
    logger.warn('duty stays open', { nodeId, code: probe.code })
  }
  saveEpoch(records, state)
}

/**
 * A jury decides over what the court can't see by itself. A node is accused once in an epoch: further bonds would say
 * the same, and one that was punished for the task is not accused.
 */
async function accuse(verifier: Verifier, state: EpochState, probe: ProbeState): Promise<void> {
  const { chain, verifierId, records, tell, logger } = verifier
  const { evidenceHash, receipt, reported, nodeId } = probe
  if (evidenceHash === undefined || receipt === undefined || !reported) return
  if (probe.caseId !== undefined || probe.proven) return
  if (state.probes.some((one) => one.nodeId === nodeId && one.caseId)) return
  try {
    const { caseId, bond } = await openCase(chain, { signed: receipt, evidenceHash, verifierId })
    probe.caseId = caseId.toString()
    tell({ event: 'accused', nodeId: nodeId!, caseId: probe.caseId, evidenceHash, bond })
  } catch (error) {
    if (!isWitanError(error, 'CONTRACT_REVERTED')) throw error
    // the case is there already, or the task was punished
    logger.info('no case was opened', { nodeId }, error)
    probe.caseId = ''
  }
  saveEpoch(records, state)
}

/** The job's money comes back only now: a pass counts for what is still on the books as paid. */
export async function releaseProbe(
  verifier: Verifier,
  state: EpochState,
  probe: ProbeState,
): Promise<void> {
  const { jobIds = [], accountKey, nodeId } = probe
  if (!probe.funded || probe.released) return
  try {
    await verifier.release(accountKey, jobIds)
    probe.released = true
    forgetPayer(verifier.records, accountKey)
  } catch (error) {
    if (!isWitanError(error)) throw error
    verifier.logger.warn('account of a probe not emptied yet', { nodeId }, error)
  }
  saveEpoch(verifier.records, state)
}

function isClosed({ reported, skipped, unanswered }: ProbeState): boolean {
  return Boolean(reported || skipped || unanswered)
}

async function reward(verifier: Verifier, state: EpochState): Promise<void> {
  const { chain, verifierId, tell, logger } = verifier
  const { epoch } = state
  if (!state.probes.every(isClosed)) return
  if (state.reward !== undefined) return
  try {
    const { amount } = await rewardDuty(chain, { verifierId, epoch })
    state.reward = amount.toString()
    tell({ event: 'rewarded', epoch, amount })
  } catch (error) {
    if (!isWitanError(error, 'CONTRACT_REVERTED')) throw error
    logger.warn('no reward for the epoch', { epoch }, error)
  }
}
