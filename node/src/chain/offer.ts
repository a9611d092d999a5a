/** One model that a node serves, and its price, as it stands in the registry. */

import { type ModelId, parseModelId } from '#protocol/ids.ts'
import { MODES, type Mode, modeNumber } from '#protocol/mode.ts'
import type { Prices } from '#protocol/price.ts'
import { ROLES, type Role, roleNumber } from '#protocol/role.ts'
import { amount48 } from './jobTermsArgs.ts'

export type Offer = Prices & {
  readonly modelId: ModelId
  readonly role: Role
  /** Tasks that the node runs at the same time for this model. */
  readonly concurrency: number
  readonly modes: readonly Mode[]
}

type OnChainOffer = {
  readonly modelId: `0x${string}`
  readonly role: number
  readonly pricePer1kInputBytes: number
  readonly pricePer1kOutputTokens: number
  readonly concurrency: number
  readonly modesBitmap: number
}

/** Returns an offer as the contract takes it. */
export function offerArgs(offer: Offer): OnChainOffer {
  return {
    modelId: offer.modelId,
    role: roleNumber(offer.role),
    pricePer1kInputBytes: amount48(offer.pricePer1kInputBytes),
    pricePer1kOutputTokens: amount48(offer.pricePer1kOutputTokens),
    concurrency: offer.concurrency,
    modesBitmap: offer.modes.reduce((bits, mode) => bits | (1 << modeNumber(mode)), 0),
  }
}

/** Returns an offer of the chain; undefined for a role that this program does not know. Unknown modes are left out. */
export function parseOffer(offer: OnChainOffer): Offer | undefined {
  const role = ROLES[offer.role]
  if (role === undefined) return undefined
  return {
    modelId: parseModelId(offer.modelId),
    role,
    pricePer1kInputBytes: BigInt(offer.pricePer1kInputBytes),
    pricePer1kOutputTokens: BigInt(offer.pricePer1kOutputTokens),
    concurrency: offer.concurrency,
    modes: MODES.filter((_, bit) => (offer.modesBitmap & (1 << bit)) !== 0),
  }
}
