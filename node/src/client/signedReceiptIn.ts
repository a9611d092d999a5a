/** Evidence as it stands in the calldata of a transaction, back in the words of the protocol: the inverse of chain/courtArgs.ts. */

import { concatBytes, fromHex, type Hex, toHex } from '#protocol/bytes.ts'
import { WitanError } from '#protocol/errors.ts'
import { parseHash, parseJobId, parseModelId, parseNodeId, parseTaskId } from '#protocol/ids.ts'
import { parseMode } from '#protocol/mode.ts'
import type { SignedQuote } from '#protocol/quote.ts'
import type { LeafOpening } from '#protocol/raceTranscript.ts'
import { FINISH_REASONS, type SignedReceipt } from '#protocol/receipt.ts'
import { parseRole } from '#protocol/role.ts'
import type { Signature } from '#protocol/signature.ts'

type Values = Readonly<Record<string, unknown>>

/** Returns the signed receipt in a decoded argument. @throws {WitanError} INPUT_INVALID when it is none. */
export function signedReceiptIn(value: unknown): SignedReceipt {
  const { receipt, signature } = valuesIn(value)
  const said = valuesIn(receipt)
  const number = (name: string) => Number(said[name])
  const finishReason = FINISH_REASONS[number('finishReason')]
  if (finishReason === undefined) throw unreadable('receipt')
  return {
    receipt: {
      jobId: parseJobId(said['jobId']),
      taskId: parseTaskId(said['taskId']),
      nodeId: parseNodeId(said['nodeId']),
      index: number('index'),
      quoteId: parseHash(said['quoteId']),
      modelId: parseModelId(said['modelId']),
      mode: parseMode(said['mode']),
      inputBytes: number('inputBytes'),
      outputTokens: number('outputTokens'),
      amount: BigInt(number('amount')),
      requestHash: parseHash(said['requestHash']),
      responseHash: parseHash(said['responseHash']),
      transcriptRoot: parseHash(said['transcriptRoot']),
      finishReason,
      startedAt: number('startedAt'),
      finishedAt: number('finishedAt'),
      role: parseRole(said['role']),
      seedCommit: parseHash(said['seedCommit']),
      temperatureMilli: number('temperatureMilli'),
      maxOutputTokens: number('maxOutputTokens'),
    },
    signature: signatureIn(signature),
  }
}

/** Returns the signed quote in two decoded arguments. @throws {WitanError} INPUT_INVALID when they are none. */
export function signedQuoteIn(quote: unknown, signature: unknown): SignedQuote {
  const said = valuesIn(quote)
  const number = (name: string) => Number(said[name])
  return {
    quote: {
      nodeId: parseNodeId(said['nodeId']),
      quoteId: parseHash(said['quoteId']),
      modelId: parseModelId(said['modelId']),
      role: parseRole(said['role']),
      mode: parseMode(said['mode']),
      pricePer1kInputBytes: BigInt(number('pricePer1kInputBytes')),
      pricePer1kOutputTokens: BigInt(number('pricePer1kOutputTokens')),
      maxInputBytes: number('maxInputBytes'),
      maxOutputTokens: number('maxOutputTokens'),
      sealingKey: parseHash(said['sealingKey']),
      expiresAt: number('expiresAt'),
    },
    signature: signatureIn(signature),
  }
}

/** Returns the opened leaf in a decoded argument. @throws {WitanError} INPUT_INVALID when it is none. */
export function openingIn(value: unknown): LeafOpening {
  const { salt, leaf, path } = valuesIn(value)
  if (!Array.isArray(path)) throw unreadable('opened leaf')
  return { salt: fromHex(String(salt)), leaf: fromHex(String(leaf)), path: path as Hex[] }
}

/** EIP-2098: the top bit of the second word is the parity. */
function signatureIn(value: unknown): Signature {
  const { r, vs } = valuesIn(value)
  const second = fromHex(String(vs), 32)
  const parity = second[0]! >> 7
  const s = concatBytes(Uint8Array.of(second[0]! & 0x7f), second.slice(1))
  return toHex(concatBytes(fromHex(String(r), 32), s, Uint8Array.of(27 + parity))) as Signature
}

function valuesIn(value: unknown): Values {
  if (typeof value !== 'object' || value === null) throw unreadable('value')
  return value as Values
}

function unreadable(what: string): WitanError {
  return new WitanError('INPUT_INVALID', `The transaction holds no ${what} where one belongs.`)
}
