import { toHex } from '#protocol/bytes.ts'
import { WitanError } from '#protocol/errors.ts'
import { QUOTE_TTL_SECONDS } from '#protocol/limits.ts'
import type { Quote, QuoteRequest, SignedQuote } from '#protocol/quote.ts'
import { quoteTypedData } from '#protocol/typedData.ts'
import { assertCapacity } from './assertCapacity.ts'
import { findOffer } from './findOffer.ts'
import type { Provider } from './provider.ts'

/**
 * Returns the node's signed price and capacity offer. Nothing is kept of it: its signature is how the
 * node knows it again, so asking for quotes costs a node no memory and no disk.
 *
 * @throws {WitanError} MODE_UNSUPPORTED for every mode but transit; MODEL_UNKNOWN when no model of the
 * role is offered and loaded; NODE_BUSY without a free place or while stopping.
 */
export async function issueQuote(provider: Provider, request: QuoteRequest): Promise<SignedQuote> {
  const { identity, chain, now, runtime } = provider
  if (request.mode !== 'transit') {
    throw new WitanError(
      'MODE_UNSUPPORTED',
      `This node serves the mode transit only, not ${request.mode}. There is never a silent fallback.`,
      { meta: { mode: request.mode } },
    )
  }
  const { offer, model } = findOffer(provider, request.role)
  assertCapacity(provider)
  const quote: Quote = {
    nodeId: identity.nodeId,
    quoteId: toHex(crypto.getRandomValues(new Uint8Array(32))),
    modelId: model.modelId,
    role: request.role,
    mode: request.mode,
    pricePer1kInputBytes: offer.pricePer1kInputBytes,
    pricePer1kOutputTokens: offer.pricePer1kOutputTokens,
    maxInputBytes: request.maxInputBytes,
    maxOutputTokens: request.maxOutputTokens,
    sealingKey: runtime.sealingKey(),
    expiresAt: now() + QUOTE_TTL_SECONDS,
  }
  const signature = await identity.sign(quoteTypedData(chain.context, quote))
  return { quote, signature }
}
