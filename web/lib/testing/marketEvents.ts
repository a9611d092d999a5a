/** Events for tests of pages, as the chain's reader gives them. */

import type { MarketEvent } from '#chain/marketEvents.ts'
import { packHead, ROW_STATUSES, type RowStatus } from '#chain/voucherHead.ts'
import { parseJobId, parseNodeId } from '#protocol/ids.ts'

export const JOB = parseJobId(`0x${'ab'.repeat(20)}`)
export const REQUESTER = `0x${'11'.repeat(20)}` as const

type Place = Pick<MarketEvent, 'blockNumber' | 'logIndex' | 'timestamp' | 'txHash'>

/** Returns where an event stands: block, ten seconds apart. */
export function aPlace(block: number): Place {
  const txHash = `0x${block.toString(16).padStart(64, '0')}` as const
  return { blockNumber: BigInt(block), logIndex: 0, timestamp: 1_800_000_000 + 10 * block, txHash }
}

/** Returns the funding of a job with caps in micro-dollars for nodes 1, 2 and so on. */
export function funded(block: number, caps: readonly number[], jobId = JOB): MarketEvent {
  return {
    ...aPlace(block),
    contract: 'JobEscrow',
    name: 'JobFunded',
    args: {
      jobId,
      requester: REQUESTER,
      sessionKey: `0x${'22'.repeat(20)}`,
      deadline: 1_900_000_000,
      mode: 1,
      termsHash: `0x${'33'.repeat(32)}`,
      allocations: caps.map((cap, i) => ({ nodeId: i + 1, cap })),
    },
  }
}

/** Returns a settlement as the contract reports it. */
export function settled(
  block: number,
  rows: readonly { index: number; total: bigint; status?: RowStatus; jobId?: typeof JOB }[],
  sums: { net: bigint; fee: bigint },
): MarketEvent {
  const words = rows.map(({ index, total, status = 'Paid', jobId = JOB }) => {
    const head = packHead({ jobId, nodeId: parseNodeId(index + 1), index, total })
    return head | (BigInt(ROW_STATUSES.indexOf(status)) << 248n)
  })
  return {
    ...aPlace(block),
    contract: 'JobEscrow',
    name: 'Settled',
    args: { by: `0x${'44'.repeat(20)}`, ...sums, rows: words },
  }
}

/** Returns the release of the job. */
export function released(block: number, refund: bigint): MarketEvent {
  return {
    ...aPlace(block),
    contract: 'JobEscrow',
    name: 'JobReleased',
    args: { jobId: JOB, requester: REQUESTER, refund },
  }
}

/** Returns a stake of a node. */
export function staked(block: number, nodeId: number, amount: bigint): MarketEvent {
  const args = { nodeId, by: `0x${'55'.repeat(20)}` as const, amount }
  return { ...aPlace(block), contract: 'NodeStaking', name: 'Staked', args }
}

/** Returns a proven fault of a node: a token that lost its race. */
export function convicted(
  block: number,
  nodeId: number,
  slashed: bigint,
): Extract<MarketEvent, { readonly name: 'FaultProven' }> {
  const args = {
    nodeId,
    taskId: `0x${'66'.repeat(32)}`,
    fault: 1,
    digest: `0x${'77'.repeat(32)}`,
    position: 3,
    finder: `0x${'88'.repeat(20)}`,
    slashed,
  } as const
  return { ...aPlace(block), contract: 'ProbeCourt', name: 'FaultProven', args }
}

/** Returns the draw of a case's first jury. */
export function juryDrawn(block: number, jurors: readonly number[]): MarketEvent {
  const args = { caseId: 1n, level: 0, jurors, randomness: `0x${'99'.repeat(32)}` } as const
  return { ...aPlace(block), contract: 'VerifierBench', name: 'JuryDrawn', args }
}
