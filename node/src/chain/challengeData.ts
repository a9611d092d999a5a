import type { SignedReceipt } from '#protocol/receipt.ts'
import type { Chain } from './chain.ts'
import { probeCourt } from './contracts.ts'
import { signedReceiptArgs } from './courtArgs.ts'
import { eventIn } from './eventIn.ts'
import { payBond } from './payBond.ts'
import { readCourtTerms } from './readCourtTerms.ts'
import { sendCall, type Transaction, type WriteOptions } from './sendCall.ts'

/**
 * Demands the sealed frames of a receipt from its node, for a bond that pays the node when it answers.
 *
 * @returns Until when the node must answer (`endsAt`, Unix seconds).
 * @throws {WitanError} CONTRACT_REVERTED when the account is not the job's requester, or the frames were demanded
 * before; INSUFFICIENT_FUNDS for the bond; and what sendCall throws.
 */
export async function challengeData(
  chain: Chain,
  parameters: challengeData.Parameters,
): Promise<Transaction & { readonly endsAt: number; readonly bond: bigint }> {
  const court = probeCourt(chain)
  const { dataBond } = await readCourtTerms(chain)
  const args = [signedReceiptArgs(parameters.signed)] as const
  const { receipt, transaction } = await payBond(chain, court, dataBond, parameters, () =>
    sendCall(chain, { ...court, functionName: 'challengeData', args }, parameters),
  )
  const { endsAt, bond } = eventIn(receipt, court, 'DataDemanded')
  return { ...transaction, endsAt, bond }
}

export declare namespace challengeData {
  type Parameters = WriteOptions & { readonly signed: SignedReceipt }
}
