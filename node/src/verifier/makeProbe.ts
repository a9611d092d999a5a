import { addressOf } from '#chain/addressOf.ts'
import { readChainTime } from '#chain/readChainTime.ts'
import { readNode } from '#chain/readNode.ts'
import { readStake } from '#chain/readStake.ts'
import type { Hex } from '#protocol/bytes.ts'
import { isWitanError } from '#protocol/errors.ts'
import type { NodeId } from '#protocol/ids.ts'
import { type EpochState, type ProbeState, saveEpoch } from './epochState.ts'
import { judgeAnswer } from './judgeAnswer.ts'
import { isKnownClass, noteProbe } from './nodeRecord.ts'
import { probeDraw } from './probeDraw.ts'
import type { Purchase, Verifier } from './verifier.ts'

/**
 * Buys one probe as any requester would, checks it, and shows the court what the court sees by itself. A node that
 * gives nothing to check is noted with the code; the caller may try again.
 */
export async function makeProbe(
  verifier: Verifier,
  state: EpochState,
  probe: ProbeState,
  signal: AbortSignal,
): Promise<void> {
  const { records, tell } = verifier
  const { role, nodeId } = probe
  if (probe.bought || nodeId === undefined || role === undefined) return
  if (!(await canBeProbed(verifier, nodeId))) return
  const { accountKey, temperatureMilli } = probe
  const purchase = await verifier.buy({
    nodeId,
    role,
    prompt: probe.prompts[role]!,
    temperatureMilli,
    accountKey,
    sessionKey: {
      privateKey: probe.sessionPrivateKey,
      address: addressOf(probe.sessionPrivateKey),
    },
    maxBudget: verifier.settings.maxBudget,
    signal,
  })
  const draw = () => probeDraw(verifier, state, signal)
  await notePurchase(verifier, probe, { ...purchase, draw })
  saveEpoch(records, state)
  const { verdict = null, why = null } = probe.finding ?? {}
  const code = probe.code ?? null
  const { epoch } = state
  tell({ event: 'probed', epoch, index: probe.index, nodeId, role, verdict, why, code })
  await showFault(verifier, state, probe)
}

/** Returns whether a node serves others than its own operator, so that a probe of it is worth a try. */
export async function canBeProbed(
  { chain, verifierId }: Verifier,
  nodeId: NodeId,
): Promise<boolean> {
  const [node, own, stake, now] = await Promise.all([
    readNode(chain, nodeId),
    readNode(chain, verifierId),
    readStake(chain, nodeId),
    readChainTime(chain),
  ])
  if (node === undefined || own === undefined || node.owner === own.owner) return false
  const isOwnGroup = node.operatorGroup !== 0 && node.operatorGroup === own.operatorGroup
  return !isOwnGroup && node.active && stake.active > 0n && stake.jailedUntil <= now
}

async function notePurchase(
  verifier: Verifier,
  probe: ProbeState,
  { jobId, code, receipt, replay, fault, draw }: Purchase & { draw: () => Promise<Hex> },
): Promise<void> {
  if (jobId !== undefined) probe.jobIds = [...(probe.jobIds ?? []), jobId]
  Object.assign(probe, { code, receipt })
  if (receipt === undefined) return
  probe.bought = true
  if (fault !== undefined) {
    const why = `token ${fault.leaves[0]?.position ?? 0}: ${fault.kind}`
    probe.faultHash = await verifier.evidence.put(fault)
    probe.finding = { verdict: 'fault', why, statsHash: probe.faultHash }
    return
  }
  if (replay === undefined) return
  try {
    const sameClass = isKnownClass(verifier, receipt.receipt)
    const judged = await judgeAnswer(verifier, replay, { draw: await draw(), sameClass })
    const { statistics, equality, ...finding } = judged
    probe.finding = finding
    await noteProbe(verifier, receipt.receipt, judged)
    if (finding.verdict === 'fault') probe.evidenceHash = await verifier.evidence.put(replay)
  } catch (error) {
    if (!isWitanError(error)) throw error
    probe.code = error.code
    verifier.logger.warn('probe not judged', { nodeId: probe.nodeId }, error)
  }
}

/**
 * Shows the court a fault that a probe found. It judges at once, and whoever shows the fault first gets the share; a
 * program that was stopped before it could does it with the report.
 */
export async function showFault(
  { prove, evidence, records, tell, logger }: Verifier,
  state: EpochState,
  probe: ProbeState,
): Promise<void> {
  const { nodeId, faultHash, accountKey } = probe
  if (faultHash === undefined || probe.shown) return
  const fault = await evidence.get(faultHash)
  try {
    await prove(fault, accountKey)
    probe.proven = true
    tell({ event: 'proven', nodeId: nodeId!, kind: fault.kind, epoch: state.epoch })
  } catch (error) {
    // another one showed it before, or an earlier fault of the task was punished
    if (!isWitanError(error, 'CONTRACT_REVERTED')) throw error
    logger.info('fault was punished before', { nodeId }, error)
  }
  probe.shown = true
  saveEpoch(records, state)
}
