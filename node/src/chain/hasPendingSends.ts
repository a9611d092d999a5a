import { accountOf, type Chain } from './chain.ts'
import { reading } from './reading.ts'

/**
 * Returns whether transactions of the account wait for a block, as far as the node that is asked knows. One that it does
 * not know takes the number of the next one that is sent, so only one of the two can ever count.
 *
 * @throws {WitanError} CHAIN_UNREACHABLE; CONFIG_INVALID when the handle has no account.
 */
export async function hasPendingSends(chain: Chain): Promise<boolean> {
  const address = accountOf(chain)
  const [latest, pending] = await reading(chain, (reader) =>
    Promise.all([
      reader.getTransactionCount({ address, blockTag: 'latest' }),
      reader.getTransactionCount({ address, blockTag: 'pending' }),
    ]),
  )
  return pending > latest
}
