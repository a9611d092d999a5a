/** Evidence as the court's functions take it. */

import { type Hex, toHex } from '#protocol/bytes.ts'
import { modeNumber } from '#protocol/mode.ts'
import type { SignedQuote } from '#protocol/quote.ts'
import type { LeafOpening } from '#protocol/raceTranscript.ts'
import { FINISH_REASONS, type SignedReceipt } from '#protocol/receipt.ts'
import { roleNumber } from '#protocol/role.ts'
import { compactSignature } from './compactSignature.ts'
import { amount48 } from './jobTermsArgs.ts'

/** Returns a signed receipt as the ABI coder takes it. @throws {WitanError} SIGNATURE_INVALID when it is not 65 bytes. */
export function signedReceiptArgs({ receipt, signature }: SignedReceipt) {
  return {
    receipt: {
      ...receipt,
      mode: modeNumber(receipt.mode),
      role: roleNumber(receipt.role),
      amount: amount48(receipt.amount),
      finishReason: FINISH_REASONS.indexOf(receipt.finishReason),
    },
    signature: compactSignature(signature),
  }
}

/** Returns a quote and its signature as the ABI coder takes them. */
export function quoteArgs({ quote, signature }: SignedQuote) {
  const values = {
    ...quote,
    mode: modeNumber(quote.mode),
    role: roleNumber(quote.role),
    pricePer1kInputBytes: amount48(quote.pricePer1kInputBytes),
    pricePer1kOutputTokens: amount48(quote.pricePer1kOutputTokens),
  }
  return [values, compactSignature(signature)] as const
}

/** Returns an opened leaf as the ABI coder takes it. */
export function openingArgs({ salt, leaf, path }: LeafOpening): {
  salt: Hex
  leaf: Hex
  path: readonly Hex[]
} {
  return { salt: toHex(salt), leaf: toHex(leaf), path }
}
