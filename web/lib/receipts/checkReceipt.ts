/** Every value of a signed receipt that can be recomputed without the requester's secrets. Pure: the chain's facts come in. */

import { type Check, checkEqual } from '#client/check.ts'
import { checkTranscript } from '#client/checkTranscript.ts'
import type { ReplayedJob } from '#client/replayJob.ts'
import { costOf, type Prices } from '#protocol/price.ts'
import type { ChainContext } from '#protocol/typedData.ts'
import type { GivenReceipt } from './receiptsText.ts'

/** What the chain says beside a receipt. */
export type ReceiptFacts = {
  /** Chain and escrow that the seed of the races is bound to. */
  readonly context: Pick<ChainContext, 'chainId' | 'escrow'>
  /** The job of the file. */
  readonly jobId: string
  /** Its terms and allocations, from its events; undefined when the chain knows no such job. */
  readonly job: ReplayedJob | undefined
  /** Account that the signature recovers to; undefined when no account can have made it. */
  readonly signer: string | undefined
  /** Node that the signer belongs or belonged to, and until when; the far future for the current signer. */
  readonly signerKey: { readonly nodeId: number; readonly validUntil: number } | undefined
  /** Every offer that the node ever made for the model, from the registry's events. */
  readonly offers: readonly Prices[]
}

export type ReceiptVerdict =
  | { readonly state: 'valid' | 'invalid'; readonly checks: readonly Check[] }
  /** The signature is well-formed, but the registry knows its signer as nobody's. */
  | { readonly state: 'unknown signer'; readonly checks: readonly Check[] }

/** Returns the verdict on a receipt with every check behind it. */
export function checkReceipt(given: GivenReceipt, facts: ReceiptFacts): ReceiptVerdict {
  const checks = [
    ...signatureChecks(given, facts),
    ...jobChecks(given, facts),
    ...valueChecks(given, facts),
  ]
  if (facts.signer !== undefined && facts.signerKey === undefined) {
    return { state: 'unknown signer', checks }
  }
  return { state: checks.every(({ ok }) => ok) ? 'valid' : 'invalid', checks }
}

function signatureChecks({ receipt }: GivenReceipt, { signer, signerKey }: ReceiptFacts): Check[] {
  const checks = [
    checkEqual('signature is well-formed', true, signer !== undefined),
    checkEqual(
      'signer is a key of the node',
      `node ${receipt.nodeId}`,
      signerKey ? `node ${signerKey.nodeId}` : `nobody's key ${signer ?? ''}`.trim(),
    ),
  ]
  if (signerKey) {
    const inTime = receipt.finishedAt <= signerKey.validUntil
    checks.push(checkEqual('signer was not retired yet', true, inTime))
  }
  return checks
}

function jobChecks({ receipt }: GivenReceipt, { jobId, job }: ReceiptFacts): Check[] {
  const allocation = job?.allocations[receipt.index]
  return [
    checkEqual('job is the one of the file', jobId, receipt.jobId),
    checkEqual('job is on chain', true, job?.terms !== undefined),
    checkEqual('mode is the funded one', job?.terms?.mode ?? 'none', receipt.mode),
    checkEqual(
      `allocation ${receipt.index} is the node's`,
      allocation ? `node ${allocation.nodeId}` : 'none',
      `node ${receipt.nodeId}`,
    ),
    checkEqual('amount is within the cap', true, receipt.amount <= (allocation?.cap ?? 0n)),
    // Before the release the node may still hold vouchers.
    ...(job?.status === 'Released'
      ? [
          checkEqual(
            'settlement covers the amount',
            true,
            receipt.amount <= (allocation?.claimed ?? 0n),
          ),
        ]
      : []),
  ]
}

function valueChecks(
  { receipt, transcript }: GivenReceipt,
  { offers, context }: ReceiptFacts,
): Check[] {
  const costs = offers.map((offer) => costOf(offer, receipt))
  // Quotes repeat the offer of their moment, and offers change: any of them may be the one.
  const cost = costs.find((amount) => amount === receipt.amount) ?? costs.at(-1)
  const checks = [
    checkEqual('model was on offer', true, offers.length > 0),
    checkEqual('amount is the cost at an offered price', cost ?? 'no price', receipt.amount),
    checkEqual('ends after it starts', true, receipt.finishedAt >= receipt.startedAt),
  ]
  if (transcript !== undefined) {
    checks.push(...checkTranscript(context, receipt, { ...transcript, taskId: receipt.taskId }))
  }
  return checks
}
