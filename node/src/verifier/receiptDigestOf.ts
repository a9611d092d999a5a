import type { Chain } from '#chain/chain.ts'
import { hashTypedData } from '#chain/hashTypedData.ts'
import type { Hex } from '#protocol/bytes.ts'
import type { Receipt } from '#protocol/receipt.ts'
import { receiptTypedData } from '#protocol/typedData.ts'

/** Returns what a node signs of a receipt; the court names receipts by it. */
export function receiptDigestOf({ context }: Pick<Chain, 'context'>, receipt: Receipt): Hex {
  return hashTypedData(receiptTypedData(context, receipt))
}
