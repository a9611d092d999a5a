/** Recomputes a job from what is public: the chain's events and state, and receipts that somebody hands over. */

import { jobIdOf } from '#chain/jobIdOf.ts'
import type { OnChainNode } from '#chain/onChainNode.ts'
import { recoverSigner } from '#chain/recoverSigner.ts'
import { type Hex, utf8 } from '#protocol/bytes.ts'
import { WitanError } from '#protocol/errors.ts'
import { keccak256Hex } from '#protocol/hash.ts'
import type { JobId, NodeId } from '#protocol/ids.ts'
import type { SignedReceipt } from '#protocol/receipt.ts'
import { receiptTypedData } from '#protocol/typedData.ts'
import { type Check, checkEqual } from './check.ts'
import { checkTranscript, type OwnTranscript } from './checkTranscript.ts'
import type { ReadingPort } from './ports.ts'
import { type ReplayedJob, replayJob } from './replayJob.ts'

/** A check and the command with which anyone repeats it. */
export type AuditCheck = Check & { readonly command: string }

export type JobAudit = {
  readonly jobId: JobId
  /** Whether every check holds. */
  readonly ok: boolean
  readonly checks: readonly AuditCheck[]
  readonly status: ReplayedJob['status']
  /** Micro-dollars; `paid + fee + refunded + open = locked`. */
  readonly locked: bigint
  readonly paid: bigint
  readonly fee: bigint
  readonly refunded: bigint
  /** Still locked. */
  readonly open: bigint
  readonly nodes: readonly {
    readonly nodeId: NodeId
    readonly cap: bigint
    readonly claimed: bigint
  }[]
  readonly txHashes: readonly Hex[]
}

/**
 * Returns every recomputed value of a job beside the published one.
 *
 * @param client - Anything that can read the chain: a client, or `{ chain: connectReader(chain) }`.
 * @param jobId - The job.
 * @param options - `receipts`: receipts to check too; `transcripts`: leaves to recompute their races from;
 * `opening`: what the terms hash commits to.
 * @throws {WitanError} JOB_NOT_OPEN when the chain knows no such job; CHAIN_UNREACHABLE.
 */
export async function auditJob(
  client: { readonly chain: ReadingPort },
  jobId: JobId,
  options: auditJob.Options = {},
): Promise<JobAudit> {
  const { chain } = client
  const history = await chain.readJobHistory(jobId)
  const job = replayJob(history)
  if (!job.terms) {
    throw new WitanError(
      'JOB_NOT_OPEN',
      `The chain knows no job ${jobId}. Check the id and the chain.`,
    )
  }
  const money = await addUp(chain, job)
  const checks = [
    checkEqual('job id is the hash of the funded terms', jobIdOf(chain.context, job.terms), jobId),
    ...checkRows(job),
    ...checkMoney(job, money),
    ...(await checkState(chain, jobId, job)),
    ...checkOpening(job, options.opening),
    ...(await checkReceipts(chain, jobId, job, options.receipts ?? [])),
    ...checkTranscripts(chain, options),
  ]
  const command = `witan audit ${jobId}`
  return {
    jobId,
    ok: checks.every(({ ok }) => ok),
    checks: checks.map((check) => ({ ...check, command })),
    status: job.status,
    ...money,
    nodes: job.allocations.map(({ nodeId, cap, claimed }) => ({ nodeId, cap, claimed })),
    txHashes: [...new Set(history.map(({ txHash }) => txHash))],
  }
}

export declare namespace auditJob {
  type Options = {
    readonly receipts?: readonly SignedReceipt[]
    readonly transcripts?: readonly OwnTranscript[]
    readonly opening?: { readonly plan: string; readonly salt: Hex }
  }
}

type Money = Pick<JobAudit, 'locked' | 'paid' | 'fee' | 'refunded' | 'open'>

async function addUp(
  chain: ReadingPort,
  { allocations, status, refund }: ReplayedJob,
): Promise<Money> {
  const sum = (amounts: readonly bigint[]) => amounts.reduce((total, part) => total + part, 0n)
  const locked = sum(allocations.map(({ cap }) => cap))
  const claimed = sum(allocations.map((allocation) => allocation.claimed))
  const fees = await Promise.all(allocations.map((allocation) => chain.readFee(allocation.claimed)))
  const fee = sum(fees)
  const refunded = refund ?? 0n
  const open = status === 'Released' ? 0n : locked - claimed
  return { locked, paid: claimed - fee, fee, refunded, open }
}

function checkRows({ rows }: ReplayedJob): Check[] {
  return rows.map(({ row: { voucher, status }, expected }, i) =>
    checkEqual(
      `settled row ${i + 1}: node ${voucher.nodeId}, total ${voucher.total}`,
      expected,
      status,
    ),
  )
}

function checkMoney({ allocations, status, refund }: ReplayedJob, money: Money): Check[] {
  const { locked, paid, fee, refunded, open } = money
  return [
    ...allocations.map(({ nodeId, cap, claimed }) =>
      checkEqual(`node ${nodeId} claimed ${claimed}, at most its cap ${cap}`, true, claimed <= cap),
    ),
    ...(status === 'Released'
      ? [checkEqual('refund is what was not claimed', locked - paid - fee, refund ?? -1n)]
      : []),
    checkEqual('locked = paid + fee + refunded + open', locked, paid + fee + refunded + open),
  ]
}

/** The events must lead to the state that the chain holds. */
async function checkState(chain: ReadingPort, jobId: JobId, job: ReplayedJob): Promise<Check[]> {
  const onChain = await chain.readJob(jobId)
  const checks = [
    checkEqual('status on chain', job.status, onChain?.status ?? 'None'),
    checkEqual('requester on chain', job.terms!.requester, onChain?.requester ?? 'none'),
    checkEqual('mode on chain', job.terms!.mode, onChain?.mode ?? 'none'),
  ]
  if (job.status !== 'Released') {
    checks.push(checkEqual('end on chain', job.endsAt, onChain?.endsAt ?? 0))
  }
  const allocations = await chain.readAllocations(jobId, job.terms!.sessionKey)
  const show = (list: ReplayedJob['allocations']) =>
    list.map(({ nodeId, cap, claimed }) => `${nodeId}:${claimed}/${cap}`).join(' ')
  const expected = job.status === 'Released' ? [] : job.allocations
  checks.push(checkEqual('allocations on chain', show(expected), show(allocations)))
  return checks
}

function checkOpening({ terms }: ReplayedJob, opening: auditJob.Options['opening']): Check[] {
  if (!opening) return []
  const hash = keccak256Hex(utf8(opening.plan), utf8(opening.salt))
  return [checkEqual('terms hash opens to the plan', hash, terms!.termsHash)]
}

async function checkReceipts(
  chain: ReadingPort,
  jobId: JobId,
  job: ReplayedJob,
  receipts: readonly SignedReceipt[],
): Promise<Check[]> {
  if (receipts.length === 0) return []
  const nodes = new Map((await chain.listNodes()).map((node) => [node.nodeId, node]))
  const checks: Check[] = []
  for (const signed of receipts)
    checks.push(...(await checkReceipt(chain, jobId, job, signed, nodes)))
  const tasks = new Set(receipts.map(({ receipt }) => receipt.taskId))
  checks.push(checkEqual('one receipt per task', receipts.length, tasks.size))
  for (const { nodeId, claimed } of job.allocations) {
    const billed = receipts
      .filter(({ receipt }) => receipt.nodeId === nodeId)
      .reduce((sum, { receipt }) => sum + receipt.amount, 0n)
    if (billed === 0n) continue
    checks.push(
      checkEqual(`node ${nodeId} was paid its receipts of ${billed}`, true, claimed >= billed),
    )
  }
  return checks
}

/** Recomputes every race of the receipts whose leaves are at hand. */
function checkTranscripts(
  { context }: ReadingPort,
  { receipts = [], transcripts = [] }: auditJob.Options,
): Check[] {
  return receipts.flatMap(({ receipt }) => {
    const transcript = transcripts.find(({ taskId }) => taskId === receipt.taskId)
    const checks = transcript ? checkTranscript(context, receipt, transcript) : []
    return checks.map((check) => ({ ...check, name: nameOf(receipt, check.name) }))
  })
}

function nameOf({ taskId, nodeId }: SignedReceipt['receipt'], what: string): string {
  return `receipt ${taskId.slice(0, 10)} of node ${nodeId}: ${what}`
}

async function checkReceipt(
  { context }: ReadingPort,
  jobId: JobId,
  job: ReplayedJob,
  { receipt, signature }: SignedReceipt,
  nodes: ReadonlyMap<NodeId, OnChainNode>,
): Promise<Check[]> {
  const node = nodes.get(receipt.nodeId)
  const name = (what: string) => nameOf(receipt, what)
  const signer = await recoverSigner(receiptTypedData(context, receipt), signature).catch(
    () => 'nobody',
  )
  return [
    checkEqual(name('signed by the node'), node?.signer ?? 'unknown node', signer),
    checkEqual(name('is of this job'), jobId, receipt.jobId),
    checkEqual(name('mode is the funded one'), job.terms!.mode, receipt.mode),
    checkEqual(
      name('allocation'),
      receipt.nodeId,
      job.allocations[receipt.index]?.nodeId ?? 'none',
    ),
    checkEqual(
      name('model is on offer'),
      true,
      node?.offers.some(({ modelId }) => modelId === receipt.modelId) ?? false,
    ),
    checkEqual(name('ends after it starts'), true, receipt.finishedAt >= receipt.startedAt),
  ]
}
