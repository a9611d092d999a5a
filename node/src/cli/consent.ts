/** Holds a job's money back until its requester has seen the price and agreed. */

import type { ChainPort } from '#client/ports.ts'

export type Consent = {
  /** Returns the chain with every transfer of money waiting for consent. */
  readonly guard: (chain: ChainPort) => ChainPort
  readonly give: () => void
  /** Makes the waiting transfer fail; nothing is sent. */
  readonly refuse: (reason: unknown) => void
}

/** Returns a consent that nobody has given yet. */
export function createConsent(): Consent {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  // A job that failed before its price was known never waits for it.
  promise.catch(() => {})
  return {
    guard: (chain) => ({
      ...chain,
      fundJob: async (terms) => {
        await promise
        return chain.fundJob(terms)
      },
      depositAndFund: async (amount, terms) => {
        await promise
        return chain.depositAndFund(amount, terms)
      },
    }),
    give: resolve,
    refuse: reject,
  }
}
