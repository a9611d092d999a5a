/** What a proof did to a node: read from the event of its transaction. */

import type { TransactionReceipt } from 'viem'
import {
  type Address,
  type NodeId,
  parseAddress,
  parseNodeId,
  parseTaskId,
  type TaskId,
} from '#protocol/ids.ts'
import type { SignedReceipt } from '#protocol/receipt.ts'
import type { Chain } from './chain.ts'
import { probeCourt } from './contracts.ts'
import { eventIn } from './eventIn.ts'
import { type Fault, faultOfNumber } from './fault.ts'
import type { Transaction, WriteOptions } from './sendCall.ts'

/** A punishment and its transaction. */
export type Sentence = Transaction & {
  readonly nodeId: NodeId
  readonly taskId: TaskId
  readonly fault: Fault
  /** Position of the token that showed it; absent where no single one did. */
  readonly position?: number
  /** Stake that was taken, smallest unit of the stake token. */
  readonly slashed: bigint
}

/** What every proof of a fault takes. */
export type ProofParameters = WriteOptions & {
  readonly signed: SignedReceipt
  /** Session key of the job, so that its requester is refunded first. @default no refund */
  readonly sessionKey?: Address
}

const NO_POSITION = 2 ** 32 - 1
const NO_KEY = parseAddress(`0x${'00'.repeat(20)}`)

/** Returns the session key as the court takes it. */
export function sessionKeyArg({ sessionKey }: ProofParameters): Address {
  return sessionKey ?? NO_KEY
}

/** Returns the punishment in a transaction. @throws {WitanError} INTERNAL when there is none. */
export function sentenceIn(
  chain: Chain,
  { receipt, transaction }: { receipt: TransactionReceipt; transaction: Transaction },
): Sentence {
  const { nodeId, taskId, fault, position, slashed } = eventIn(
    receipt,
    probeCourt(chain),
    'FaultProven',
  )
  return {
    ...transaction,
    nodeId: parseNodeId(nodeId),
    taskId: parseTaskId(taskId),
    fault: faultOfNumber(fault),
    ...(position !== NO_POSITION && { position }),
    slashed,
  }
}
