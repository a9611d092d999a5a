import type { Hex } from '#protocol/bytes.ts'
import type { NodeId } from '#protocol/ids.ts'
import type { SignedReceipt } from '#protocol/receipt.ts'
import type { Chain } from './chain.ts'
import { verifierBench } from './contracts.ts'
import { signedReceiptArgs } from './courtArgs.ts'
import { eventIn } from './eventIn.ts'
import { payBond } from './payBond.ts'
import { readCourtTerms } from './readCourtTerms.ts'
import { sendCall, type Transaction, type WriteOptions } from './sendCall.ts'

/**
 * Accuses a node of an output that is not its model's, for a bond; a jury judges by the evidence.
 *
 * @returns Number of the case.
 * @throws {WitanError} CONTRACT_REVERTED when the account may not accuse, or a case of the receipt exists;
 * INSUFFICIENT_FUNDS for the bond; and what sendCall throws.
 */
export async function openCase(
  chain: Chain,
  parameters: openCase.Parameters,
): Promise<Transaction & { readonly caseId: bigint; readonly bond: bigint }> {
  const { signed, evidenceHash, verifierId = 0 } = parameters
  const bench = verifierBench(chain)
  const { caseBond } = await readCourtTerms(chain)
  const args = [signedReceiptArgs(signed), evidenceHash, verifierId] as const
  const { receipt, transaction } = await payBond(chain, bench, caseBond, parameters, () =>
    sendCall(chain, { ...bench, functionName: 'openCase', args }, parameters),
  )
  const { caseId, bond } = eventIn(receipt, bench, 'CaseOpened')
  return { ...transaction, caseId, bond }
}

export declare namespace openCase {
  type Parameters = WriteOptions & {
    readonly signed: SignedReceipt
    /** keccak256 of the evidence bundle. */
    readonly evidenceHash: Hex
    /** Verifier that reported the failed probe. @default none: the account is the job's requester */
    readonly verifierId?: NodeId
  }
}
