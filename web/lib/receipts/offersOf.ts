import type { MarketEvent } from '#chain/marketEvents.ts'
import type { Prices } from '#protocol/price.ts'

/** Returns every price at which a node ever offered a model, oldest first, each once. */
export function offersOf(
  events: readonly MarketEvent[],
  { nodeId, modelId }: { readonly nodeId: number; readonly modelId: string },
): readonly Prices[] {
  const offers = new Map<string, Prices>()
  // The feed is newest first.
  for (const event of events.toReversed()) {
    if (event.name !== 'OffersChanged' || event.args.nodeId !== nodeId) continue
    for (const offer of event.args.offers) {
      if (offer.modelId !== modelId) continue
      const prices = {
        pricePer1kInputBytes: BigInt(offer.pricePer1kInputBytes),
        pricePer1kOutputTokens: BigInt(offer.pricePer1kOutputTokens),
      }
      offers.set(`${prices.pricePer1kInputBytes} ${prices.pricePer1kOutputTokens}`, prices)
    }
  }
  return [...offers.values()]
}
