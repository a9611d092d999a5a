/** What a task costs. The payer can count both inputs itself: bytes it sealed, tokens it opened. */

export type Prices = {
  /** Micro-dollars per 1,000 UTF-8 bytes of the request. */
  readonly pricePer1kInputBytes: bigint
  /** Micro-dollars per 1,000 output tokens. */
  readonly pricePer1kOutputTokens: bigint
}

export type Usage = { readonly inputBytes: number; readonly outputTokens: number }

/** Returns the cost of a usage in micro-dollars, each of the two parts rounded up. */
export function costOf(prices: Prices, usage: Usage): bigint {
  return (
    perThousand(prices.pricePer1kInputBytes, usage.inputBytes) +
    perThousand(prices.pricePer1kOutputTokens, usage.outputTokens)
  )
}

function perThousand(price: bigint, count: number): bigint {
  return (price * BigInt(count) + 999n) / 1000n
}
