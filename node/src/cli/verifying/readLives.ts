import { addressOf } from '#chain/addressOf.ts'
import type { Chain } from '#chain/chain.ts'
import { readMarketEvents } from '#chain/readMarketEvents.ts'
import type { Address } from '#protocol/ids.ts'
import type { RecordTable } from '#store/records.ts'
import { readEpochs } from '#verifier/epochState.ts'
import { readPayers } from '#verifier/payers.ts'
import { type Life, livesOf, type SeenJob } from '#verifier/requesterLives.ts'

/** As many as a payer needs to be like others; a long history says no more about today. */
const MOST_JOBS = 5_000
const MOST_PAGES = 40
/** Requesters of these last days are copied (seconds). */
const RECENT = 14 * 86_400

/**
 * Returns what came before each of the newest jobs on chain, those of one's own payers left out.
 *
 * @throws {WitanError} CHAIN_UNREACHABLE.
 */
export async function readLives(chain: Chain, records: RecordTable): Promise<readonly Life[]> {
  const seen: SeenJob[] = []
  const births = new Map<Address, number>()
  let pages = 0
  for await (const { events } of readMarketEvents(chain)) {
    // newest pages come first, so an older deposit replaces a newer one
    for (const event of events.toReversed()) {
      const at = event.timestamp
      if (event.name === 'Deposited') births.set(event.args.account as Address, at)
      if (event.name === 'JobFunded') seen.push({ requester: event.args.requester as Address, at })
    }
    if (seen.length >= MOST_JOBS || ++pages >= MOST_PAGES) break
  }
  const newest = seen[0]?.at ?? 0
  return livesOf(seen, births, ownPayers(records), newest - RECENT)
}

function ownPayers(records: RecordTable): ReadonlySet<Address> {
  const keys = [
    ...readPayers(records).map(({ accountKey }) => accountKey),
    ...readEpochs(records).flatMap(({ probes }) => probes.map(({ accountKey }) => accountKey)),
  ]
  return new Set(keys.map((key) => addressOf(key).toLowerCase() as Address))
}
