/** What is funded on chain: terms and caps per node. The job id commits to all of it. */

import type { Hex } from './bytes.ts'
import type { Address, NodeId } from './ids.ts'
import type { Mode } from './mode.ts'

export type Allocation = {
  readonly nodeId: NodeId
  /** Most the node can be paid in this job, micro-dollars (uint48). */
  readonly cap: bigint
}

export type JobTerms = {
  readonly requester: Address
  /** Signs the job's vouchers and task requests; one fresh key per job. */
  readonly sessionKey: Address
  /** Unix seconds. */
  readonly deadline: number
  readonly mode: Mode
  /** keccak256 of the encoded plan and a salt; opened to an auditor by the requester. */
  readonly termsHash: Hex
  readonly allocations: readonly Allocation[]
}

/** Words of the contract's status, by number. */
export const JOB_STATUSES = ['None', 'Funded', 'Closing', 'Released'] as const
export type JobStatus = (typeof JOB_STATUSES)[number]
