/** What submitJob and watchJob tell, in the order in which it happens. */

import type { Hex } from '#protocol/bytes.ts'
import type { ErrorCode } from '#protocol/errorCodes.ts'
import type { JobId, NodeId } from '#protocol/ids.ts'
import type { Mode } from '#protocol/mode.ts'
import type { SignedReceipt } from '#protocol/receipt.ts'
import type { Role } from '#protocol/role.ts'
import type { RankedNode } from '#routing/pickNodes.ts'
import type { Task } from '#swarm/plan.ts'
import type { RaceFault } from '#verification/raceCheck.ts'
import type { Check } from './check.ts'

/** A node and what it is paid; amounts in micro-dollars, fee included. */
export type NodePayment = {
  readonly nodeId: NodeId
  readonly cap: bigint
  /** Last total that was vouched for. */
  readonly vouched: bigint
  /** Of it, claimed on chain by now. */
  readonly claimed: bigint
}

/** A job's money; `paid + fee + refunded` is what was locked once the job is released. */
export type Settlement = {
  /** Micro-dollars locked in all. */
  readonly locked: bigint
  /** Micro-dollars credited to nodes, after the fee. */
  readonly paid: bigint
  readonly fee: bigint
  /** Micro-dollars back in the requester's free balance; 0 until the job is released. */
  readonly refunded: bigint
  readonly released: boolean
  /** Unix seconds from which the rest can be released; absent when it was. */
  readonly releasableAt?: number
  readonly nodes: readonly NodePayment[]
  /** Every transaction of this job: those with its events in order, then deposits that were made for it. */
  readonly txHashes: readonly Hex[]
}

export type JobEvent =
  | { readonly type: 'planned'; readonly tasks: readonly Task[]; readonly reason: string }
  | {
      readonly type: 'routed'
      readonly taskId: string
      readonly role: Role
      /** Who serves, then who stands by, best first, with every score. */
      readonly ranking: readonly RankedNode[]
      readonly explored: boolean
      readonly reason: string
    }
  | {
      readonly type: 'quoted'
      /** Per task the most that its node can charge, micro-dollars. */
      readonly tasks: readonly {
        readonly taskId: string
        readonly nodeId: NodeId
        readonly maxCost: bigint
      }[]
      /** What the serving nodes need. */
      readonly required: bigint
      /** What will be locked, stand-bys included. */
      readonly locked: bigint
      readonly mode: Mode
      /** The mode's honest label. */
      readonly label: string
    }
  | {
      readonly type: 'funded'
      readonly jobId: JobId
      readonly txHash: Hex
      readonly locked: bigint
      readonly nodeIds: readonly NodeId[]
    }
  | { readonly type: 'matched'; readonly taskId: string; readonly nodeId: NodeId }
  | {
      readonly type: 'sealed'
      readonly taskId: string
      readonly nodeId: NodeId
      readonly envelopeBytes: number
      readonly requestHash: Hex
    }
  /** The expert's raw output as it comes. */
  | {
      readonly type: 'token'
      readonly taskId: string
      readonly text: string
      readonly tokens: number
    }
  /** Every token of an answer was recomputed from its race, or the first that does not follow from it. */
  | {
      readonly type: 'raced'
      readonly taskId: string
      readonly nodeId: NodeId
      /** Tokens that follow from their races. */
      readonly tokens: number
      /** Thousandths. */
      readonly temperatureMilli: number
      /** Absent when all do. */
      readonly fault?: RaceFault
    }
  | {
      readonly type: 'receipt'
      readonly taskId: string
      readonly receipt: SignedReceipt
      readonly checks: readonly Check[]
    }
  | {
      readonly type: 'voucher'
      readonly nodeId: NodeId
      /** Running total, micro-dollars. */
      readonly total: bigint
    }
  | {
      readonly type: 'answer'
      readonly taskId: string
      readonly role: Role
      readonly nodeId: NodeId
      readonly answer: string
      readonly workings?: string
    }
  | {
      readonly type: 'rerouted'
      readonly taskId: string
      readonly from: NodeId
      readonly to: NodeId
      readonly code: ErrorCode
    }
  | {
      readonly type: 'taskFailed'
      readonly taskId: string
      readonly code: ErrorCode
      readonly message: string
    }
  | { readonly type: 'merged'; readonly answer: string; readonly complete: boolean }
  | ({ readonly type: 'settled'; readonly jobId: JobId } & Settlement)
  /** The job as a whole gave no answer; after a funded job, `settled` with the refund comes before. */
  | {
      readonly type: 'failed'
      readonly code: ErrorCode
      readonly message: string
      /** Set once something was signed: watchJob can take the job up by it. */
      readonly jobId?: JobId
    }
