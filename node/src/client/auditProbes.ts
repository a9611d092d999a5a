/** Recomputes a verifier's epoch: that its probes were fixed before their nodes were, and that each went to the node that was drawn. */

import type { Chain } from '#chain/chain.ts'
import { hashTypedData } from '#chain/hashTypedData.ts'
import type { MarketEvent } from '#chain/marketEvents.ts'
import { type ProbeBatch, readBatch } from '#chain/readBatch.ts'
import { readBeacon } from '#chain/readBeacon.ts'
import { readSignerKey } from '#chain/readSignerKey.ts'
import { readTransaction } from '#chain/readTransaction.ts'
import { recoverSigner } from '#chain/recoverSigner.ts'
import { fromHex, type Hex } from '#protocol/bytes.ts'
import { WitanError } from '#protocol/errors.ts'
import { keccak256Hex } from '#protocol/hash.ts'
import type { NodeId } from '#protocol/ids.ts'
import type { SignedReceipt } from '#protocol/receipt.ts'
import { receiptTypedData } from '#protocol/typedData.ts'
import { CHECKED_POSITIONS, drawPositions } from '#verification/drawPositions.ts'
import {
  type CommittedProbe,
  drawDuty,
  isInProbeRoot,
  probeDrawOf,
} from '#verification/probeDuty.ts'
import { type Check, checkEqual } from './check.ts'
import { eventsNamed } from './eventsNamed.ts'
import { signedReceiptIn } from './signedReceiptIn.ts'

/** One duty of a verifier: a probe that it had committed to, and the node that was drawn for it. */
export type ProbeRecord = {
  readonly index: number
  /** Drawn again here; undefined while secret or beacon are not known. */
  readonly drawn: number | undefined
  readonly state: 'open' | 'passed' | 'failed' | 'skipped' | 'unanswered'
  /** What the verifier showed for it. */
  readonly report: ProbeReport | undefined
}

export type ProbeReport = {
  readonly nodeId: number
  readonly taskId: Hex
  readonly digest: Hex
  /** Hash of the replay's figures. */
  readonly statsHash: Hex
  readonly txHash: Hex
  /** Unix seconds. */
  readonly timestamp: number
  /** Positions of the answer that the verifier had to look at; undefined where the answer is not shown. */
  readonly positions: readonly number[] | undefined
  /** Undefined where another contract sent the report. */
  readonly shown: { readonly probe: CommittedProbe; readonly signed: SignedReceipt } | undefined
}

export type ProbesAudit = {
  readonly verifierId: NodeId
  readonly epoch: number
  readonly batch: ProbeBatch
  /** The beacon's value; undefined while nobody proved its round. */
  readonly randomness: Hex | undefined
  readonly probes: readonly ProbeRecord[]
  readonly ok: boolean
  readonly checks: readonly Check[]
}

type Batch = { readonly verifierId: NodeId; readonly epoch: number }

/**
 * Returns what a verifier did in an epoch, with every value that can be recomputed beside the published one.
 *
 * @param chain - Any handle; it only reads.
 * @param of - Verifier and epoch.
 * @param events - All events of the market, in any order (marketHistory).
 * @throws {WitanError} INPUT_INVALID when it committed to nothing then; CHAIN_UNREACHABLE.
 */
export async function auditProbes(
  chain: Chain,
  of: Batch,
  events: readonly MarketEvent[],
): Promise<ProbesAudit> {
  const batch = await readBatch(chain, of)
  if (batch === undefined) {
    throw new WitanError(
      'INPUT_INVALID',
      `Node ${of.verifierId} committed to no probes for epoch ${of.epoch}. Check both numbers.`,
    )
  }
  const randomness = (await readBeacon(chain, batch.round)).value
  const own = events.filter(({ args }) => isOf(args, of))
  const probes = await Promise.all(
    batch.duties.map((_, index) => probeRecord(chain, own, { batch, randomness, index })),
  )
  const reports = await Promise.all(
    probes.map((probe) => (probe.report ? checkReport(chain, batch, probe, probe.report) : [])),
  )
  const checks = [
    ...checkCommitment(batch, own),
    ...checkNodes(batch, own, events),
    ...checkDraws(batch, probes),
    ...reports.flat(),
    ...checkCounts(batch, probes),
  ]
  return { ...of, batch, randomness, probes, checks, ok: checks.every(({ ok }) => ok) }
}

function isOf(args: object, { verifierId, epoch }: Batch): boolean {
  const { verifierId: id, epoch: at } = args as { verifierId?: unknown; epoch?: unknown }
  return id === verifierId && at === epoch
}

async function probeRecord(
  chain: Chain,
  own: readonly MarketEvent[],
  { batch, randomness, index }: { batch: ProbeBatch; randomness: Hex | undefined; index: number },
): Promise<ProbeRecord> {
  const { secret, nodes } = batch
  const drawn = secret && randomness ? drawDuty({ secret, randomness, nodes }, index) : undefined
  const isThis = ({ args }: { args: { index: number } }) => args.index === index
  const reported = eventsNamed(own, 'ProbeReported').find(isThis)
  if (reported === undefined) {
    const skipped = eventsNamed(own, 'ProbeSkipped').some(isThis)
    const unanswered = eventsNamed(own, 'ProbeUnanswered').some(isThis)
    const state = skipped ? 'skipped' : unanswered ? 'unanswered' : 'open'
    return { index, drawn, state, report: undefined }
  }
  const { nodeId, taskId, digest, passed, statsHash } = reported.args
  const { txHash, timestamp } = reported
  const shown = await shownIn(chain, txHash)
  const positions =
    shown && secret && randomness ? positionsOf(shown, secret, randomness) : undefined
  const report = { nodeId, taskId, digest, statsHash, txHash, timestamp, positions, shown }
  return { index, drawn, state: passed ? 'passed' : 'failed', report }
}

function positionsOf(
  { signed: { receipt } }: NonNullable<ProbeReport['shown']>,
  secret: Hex,
  randomness: Hex,
): readonly number[] {
  const { transcriptRoot, outputTokens } = receipt
  const draw = probeDrawOf({ secret, randomness })
  return drawPositions(draw, transcriptRoot, outputTokens, CHECKED_POSITIONS)
}

async function shownIn(chain: Chain, txHash: Hex): Promise<ProbeReport['shown']> {
  const call = (await readTransaction(chain, txHash))?.call
  if (call?.name !== 'reportProbe') return undefined
  const argument = (name: string) => call.values.find((value) => value.name === name)?.value
  return { probe: argument('probe') as CommittedProbe, signed: signedReceiptIn(argument('signed')) }
}

function checkCommitment(batch: ProbeBatch, own: readonly MarketEvent[]): Check[] {
  const [committed] = eventsNamed(own, 'ProbesCommitted')
  const root = checkEqual('root of the probes', batch.root, committed?.args.root ?? 'none')
  if (batch.secret === undefined) return [root]
  const commitment = keccak256Hex(fromHex(batch.secret, 32))
  return [root, checkEqual('hash of the secret', commitment, batch.secretCommit)]
}

/** The draw goes over the nodes that were registered when the probes were committed to. */
function checkNodes(
  batch: ProbeBatch,
  own: readonly MarketEvent[],
  events: readonly MarketEvent[],
): Check[] {
  const [committed] = eventsNamed(own, 'ProbesCommitted')
  if (committed === undefined) return []
  const { blockNumber, logIndex } = committed
  const before = eventsNamed(events, 'NodeRegistered').filter(
    (event) =>
      event.blockNumber < blockNumber ||
      (event.blockNumber === blockNumber && event.logIndex < logIndex),
  )
  return [checkEqual('nodes that could be drawn', before.length, batch.nodes)]
}

function checkDraws(batch: ProbeBatch, probes: readonly ProbeRecord[]): Check[] {
  return probes.flatMap(({ index, drawn }) =>
    drawn === undefined
      ? []
      : [checkEqual(`node drawn for probe ${index}`, drawn, batch.duties[index]?.nodeId ?? 0)],
  )
}

async function checkReport(
  chain: Chain,
  { root }: ProbeBatch,
  { index, drawn }: ProbeRecord,
  { nodeId, digest, shown }: ProbeReport,
): Promise<Check[]> {
  const name = (what: string) => `probe ${index}: ${what}`
  const went = checkEqual(name('went to the drawn node'), drawn ?? 'unknown', nodeId)
  if (shown === undefined) return [went]
  const { probe, signed } = shown
  const typed = receiptTypedData(chain.context, signed.receipt)
  const signer = await recoverSigner(typed, signed.signature).catch(() => undefined)
  const key = signer && (await readSignerKey(chain, signer))
  return [
    checkEqual(name('was committed to before the draw'), true, isInProbeRoot(root, probe)),
    went,
    checkEqual(name('digest of the receipt'), hashTypedData(typed), digest),
    checkEqual(name('signed by a key of the node'), nodeId, key?.nodeId ?? 'nobody'),
  ]
}

function checkCounts(
  { duties, reported, unanswered }: ProbeBatch,
  probes: readonly ProbeRecord[],
): Check[] {
  const done = duties.filter((duty) => duty.done).length
  const silent = probes.filter(({ state }) => state === 'unanswered').length
  return [
    checkEqual('probes reported', probes.filter(({ report }) => report).length, reported),
    checkEqual('probes without an answer', silent, unanswered),
    checkEqual('duties done', probes.filter(({ state }) => state !== 'open').length, done),
  ]
}
