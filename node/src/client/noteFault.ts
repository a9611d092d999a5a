import { recoverSigner } from '#chain/recoverSigner.ts'
import { toHex } from '#protocol/bytes.ts'
import { WitanError } from '#protocol/errors.ts'
import type { SignedReceipt } from '#protocol/receipt.ts'
import { receiptTypedData } from '#protocol/typedData.ts'
import type { RaceFault } from '#verification/raceCheck.ts'
import { describeFault } from './describeFault.ts'
import type { JobRun } from './jobRun.ts'
import type { Attempt } from './runAttempt.ts'
import type { SealedTask } from './sealTask.ts'

/**
 * Keeps what proves a fault in the job's journal, tells the job's stream of events and throws. With a receipt
 * over the very leaves that were opened, the chain can be shown it; without one, it is only known here.
 *
 * @throws {WitanError} TRANSCRIPT_INVALID, always.
 */
export async function noteFault(
  run: JobRun,
  attempt: Attempt,
  sealed: SealedTask,
  fault: RaceFault,
  receipt?: SignedReceipt,
): Promise<never> {
  const { nodeId } = attempt.quoted.node
  const { position, kind } = fault
  const leaves = sealed.reader.leaves().map(toHex)
  const isBinding = receipt !== undefined && (await binds(run, attempt, sealed, receipt))
  run.faults.push({
    taskId: attempt.taskId,
    nodeId,
    position,
    kind,
    raceSalt: toHex(sealed.raceSalt),
    leaves,
    ...(isBinding && { receipt }),
  })
  await run.save()
  run.emit({
    type: 'raced',
    taskId: attempt.planTaskId,
    nodeId,
    tokens: position,
    temperatureMilli: run.temperatureMilli,
    fault,
  })
  throw new WitanError(
    'TRANSCRIPT_INVALID',
    `Node ${nodeId}: ${describeFault(fault)}. From there on nothing is paid; ${isBinding ? 'the signed evidence' : 'what was seen'} is kept.`,
    { meta: { nodeId, position, kind, provable: isBinding } },
  )
}

/** Returns whether the node signed the root over the leaves that were opened. */
async function binds(
  { client }: JobRun,
  { quoted, taskId }: Attempt,
  { reader }: SealedTask,
  { receipt, signature }: SignedReceipt,
): Promise<boolean> {
  const data = receiptTypedData(client.chain.context, receipt)
  const signer = await recoverSigner(data, signature).catch(() => undefined)
  return (
    signer === quoted.node.signer &&
    receipt.taskId === taskId &&
    receipt.transcriptRoot === reader.root()
  )
}
