/** An offer as it is typed, and what it becomes on chain. Pure. */

import type { Offer } from '#chain/offer.ts'
import { isWitanError } from '#protocol/errors.ts'
import { parseModelId } from '#protocol/ids.ts'
import { costOf, type Prices } from '#protocol/price.ts'
import { parseRole, type Role } from '#protocol/role.ts'
import { formatDollars, MAX_AMOUNT, parseDollars } from '#protocol/units.ts'

/** Equal to NodeRegistry.MAX_OFFERS. */
export const MAX_OFFERS = 16
const MAX_CONCURRENCY = 65_535

/** Text of every control. */
export type OfferDraft = {
  /** Tells rows of a form apart. */
  readonly key: string
  readonly role: Role
  readonly modelId: string
  /** Dollars per 1,000 input bytes. */
  readonly inputPrice: string
  /** Dollars per 1,000 output tokens. */
  readonly outputPrice: string
  readonly concurrency: string
}

export type OfferProblems = Partial<
  Record<'modelId' | 'inputPrice' | 'outputPrice' | 'concurrency', string>
>

/** Prices that the shipped experts start with. */
export const FIRST_PRICES = { inputPrice: '0.001', outputPrice: '0.02', concurrency: '4' } as const

/** Returns the offer of a draft, or what is wrong with each control. */
export function parseDraft(
  draft: OfferDraft,
): { readonly offer: Offer } | { readonly problems: OfferProblems } {
  const modelId = attempt(() => parseModelId(draft.modelId.trim()))
  const input = attempt(() => priceOf(draft.inputPrice))
  const output = attempt(() => priceOf(draft.outputPrice))
  const concurrency = Number(draft.concurrency)
  const counts = /^\d{1,5}$/.test(draft.concurrency.trim()) && concurrency >= 1
  const problems: OfferProblems = {
    ...(modelId === undefined && { modelId: 'A model id is 0x and 64 hex digits.' }),
    ...(input === undefined && { inputPrice: PRICE_PROBLEM }),
    ...(output === undefined && { outputPrice: PRICE_PROBLEM }),
    ...((!counts || concurrency > MAX_CONCURRENCY) && {
      concurrency: `A whole number of 1 to ${MAX_CONCURRENCY}.`,
    }),
  }
  if (
    modelId === undefined ||
    input === undefined ||
    output === undefined ||
    problems.concurrency
  ) {
    return { problems }
  }
  return {
    offer: {
      role: draft.role,
      modelId,
      pricePer1kInputBytes: input,
      pricePer1kOutputTokens: output,
      concurrency,
      modes: ['transit'],
    },
  }
}

/** Returns the draft of an offer that stands on chain. */
export function draftOf(offer: Offer): OfferDraft {
  return {
    key: `${offer.role} ${offer.modelId}`,
    role: offer.role,
    modelId: offer.modelId,
    inputPrice: formatDollars(offer.pricePer1kInputBytes),
    outputPrice: formatDollars(offer.pricePer1kOutputTokens),
    concurrency: String(offer.concurrency),
  }
}

/** Returns whether two lists offer the same, in any order. */
export function sameOffers(a: readonly Offer[], b: readonly Offer[]): boolean {
  const text = (offers: readonly Offer[]) =>
    offers.map((offer) => Object.values(draftOf(offer)).join()).sort()
  return text(a).join(';') === text(b).join(';')
}

/** A question of about a hundred words. */
export const PREVIEW_INPUT_BYTES = 600
export const PREVIEW_OUTPUT_TOKENS = 1000
const BPS = 10_000n

/**
 * Returns what an answer of 1,000 tokens to a question of 600 bytes brings, in micro-dollars.
 *
 * @param feeBps - The escrow's fee in hundredths of a percent.
 */
export function previewPay(
  prices: Prices,
  feeBps: bigint,
): { gross: bigint; fee: bigint; net: bigint } {
  const gross = costOf(prices, {
    inputBytes: PREVIEW_INPUT_BYTES,
    outputTokens: PREVIEW_OUTPUT_TOKENS,
  })
  const fee = (gross * feeBps) / BPS
  return { gross, fee, net: gross - fee }
}

export type InitOutput = {
  readonly signer: string | undefined
  readonly peerId: string | undefined
  readonly offers: readonly OfferDraft[]
}

/** Returns what `witan init` printed, as JSON or as a table; what isn't found is left open. */
export function parseInitOutput(text: string): InitOutput {
  const json = attempt(() => JSON.parse(text) as Record<string, unknown>)
  const offers =
    json && Array.isArray(json['offers']) ? json['offers'].flatMap(draftOfJson) : undefined
  const named = (name: string, value: RegExp) =>
    new RegExp(`${name}["\\s:]+(${value.source})`).exec(text)?.[1]
  return {
    signer: named('signer', /0x[0-9a-fA-F]{40}/)?.toLowerCase(),
    peerId: named('peer ?[iI]d', /[1-9A-HJ-NP-Za-km-z]{20,128}/),
    offers: offers ?? draftsOfTable(text),
  }
}

function draftOfJson(value: unknown): OfferDraft[] {
  const { role, modelId, concurrency, ...prices } = (value ?? {}) as Record<string, unknown>
  const draft = attempt(() => ({
    key: `${role} ${modelId}`,
    role: parseRole(role),
    modelId: parseModelId(modelId),
    inputPrice: formatDollars(BigInt(String(prices['pricePer1kInputBytes']))),
    outputPrice: formatDollars(BigInt(String(prices['pricePer1kOutputTokens']))),
    concurrency: String(concurrency ?? FIRST_PRICES.concurrency),
  }))
  return draft ? [draft] : []
}

function draftsOfTable(text: string): OfferDraft[] {
  const rows = text.matchAll(/\b([a-z]+)\s+(0x[0-9a-fA-F]{64})\b/g)
  return [...rows].flatMap(([, word, modelId]) => {
    const role = attempt(() => parseRole(word))
    if (role === undefined) return []
    return [{ key: `${role} ${modelId}`, role, modelId: modelId!.toLowerCase(), ...FIRST_PRICES }]
  })
}

const PRICE_PROBLEM = 'Dollars with at most 6 decimals, such as 0.02.'

function priceOf(text: string): bigint {
  const price = parseDollars(text)
  if (price > MAX_AMOUNT) throw new RangeError('too large')
  return price
}

function attempt<T>(action: () => T): T | undefined {
  try {
    return action()
  } catch (error) {
    if (isWitanError(error) || error instanceof SyntaxError || error instanceof RangeError)
      return undefined
    throw error
  }
}
