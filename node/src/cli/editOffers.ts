/** Changes which models the configuration file offers, and leaves everything else in it as it is. */

import { readFile, rename, writeFile } from 'node:fs/promises'
import type { Offer } from '#config/schema.ts'
import { WitanError } from '#protocol/errors.ts'
import { formatDollars } from '#protocol/units.ts'

/**
 * Writes the offers into a configuration file.
 *
 * @throws {WitanError} CONFIG_INVALID when no offer would be left.
 */
export async function writeOffers(configFile: string, offers: readonly Offer[]): Promise<void> {
  if (offers.length === 0) {
    throw new WitanError(
      'CONFIG_INVALID',
      'This is the only offer of the node. Offer another model first, then remove it.',
    )
  }
  const settings = JSON.parse(await readFile(configFile, 'utf8')) as Record<string, unknown>
  const written = offers.map((offer) => ({
    role: offer.role,
    model: offer.model,
    pricePer1kInputBytes: formatDollars(offer.pricePer1kInputBytes),
    pricePer1kOutputTokens: formatDollars(offer.pricePer1kOutputTokens),
  }))
  const text = `${JSON.stringify({ ...settings, offers: written }, undefined, 2)}\n`
  await writeFile(`${configFile}.new`, text, { mode: 0o600 })
  await rename(`${configFile}.new`, configFile)
}

/** Returns the offers with one more; it takes the place of another one for the same role, since a node quotes one. */
export function withOffer(offers: readonly Offer[], offer: Offer): readonly Offer[] {
  const at = offers.findIndex(({ role }) => role === offer.role)
  if (at < 0) return [...offers, offer]
  return offers.flatMap((other, i) =>
    i === at ? [offer] : other.role === offer.role ? [] : [other],
  )
}
