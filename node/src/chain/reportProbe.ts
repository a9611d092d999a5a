import type { Hex } from '#protocol/bytes.ts'
import type { Address, NodeId } from '#protocol/ids.ts'
import type { SignedReceipt } from '#protocol/receipt.ts'
import type { Chain } from './chain.ts'
import { verifierBench } from './contracts.ts'
import { signedReceiptArgs } from './courtArgs.ts'
import { sendCall, type Transaction, type WriteOptions } from './sendCall.ts'

/** A probe opened: which one of its batch, and what it was committed to as. */
export type ProbeOpening = {
  readonly index: number
  /** Of the job that carried the probe. */
  readonly sessionKey: Address
  readonly promptHash: Hex
  /** Sixteen bytes. */
  readonly salt: Hex
  readonly path: readonly Hex[]
}

/**
 * Reports a probe with the receipt that the probed node signed.
 *
 * @throws {WitanError} CONTRACT_REVERTED when it is not under the batch's root, went to another node than was drawn,
 * or was reported before; and what sendCall throws.
 */
export async function reportProbe(
  chain: Chain,
  parameters: reportProbe.Parameters,
): Promise<Transaction> {
  const { verifierId, epoch, probe, signed, passed, statsHash } = parameters
  const args = [verifierId, epoch, probe, signedReceiptArgs(signed), passed, statsHash] as const
  const call = { ...verifierBench(chain), functionName: 'reportProbe', args } as const
  return (await sendCall(chain, call, parameters)).transaction
}

export declare namespace reportProbe {
  type Parameters = WriteOptions & {
    readonly verifierId: NodeId
    readonly epoch: number
    readonly probe: ProbeOpening
    readonly signed: SignedReceipt
    readonly passed: boolean
    /** Hash of the replay's figures. */
    readonly statsHash: Hex
  }
}
