import { addressOf } from '#chain/addressOf.ts'
import { fundAccount } from '#chain/fundAccount.ts'
import { hasPendingSends } from '#chain/hasPendingSends.ts'
import { readCoinBalance } from '#chain/readCoinBalance.ts'
import { readTokenBalance } from '#chain/readTokenBalance.ts'
import { WitanError } from '#protocol/errors.ts'
import type { Payer } from './payers.ts'
import type { Verifier } from './verifier.ts'

/** Looks at what an earlier run sent before other errands have their turn; two minutes, as the program pauses. */
const MAX_LOOKS = 240

/**
 * Gives a payer what it lacks of its money, or says what is to come from elsewhere: money that comes from a verifier
 * shows whose payer it is. Safe to repeat: until it is known to be funded a payer spends nothing, so what it has tells
 * what was sent before. Others may send it something too; less than what is due changes nothing, as much stands for it.
 *
 * @param payer - `begun` when an earlier run may have sent something.
 * @param signal - Ends the wait for what an earlier run sent.
 * @throws {WitanError} TRANSACTION_TIMEOUT when what was sent before gets into no block; and as fundAccount.
 */
export async function fundPayer(
  { chain, settings, tell, pause }: Pick<Verifier, 'chain' | 'settings' | 'tell' | 'pause'>,
  payer: Pick<Payer, 'accountKey' | 'amount' | 'coinsWei' | 'begun'>,
  signal: AbortSignal,
): Promise<void> {
  const to = addressOf(payer.accountKey)
  for (let looks = 0; payer.begun && (await hasPendingSends(chain)); looks++) {
    if (looks === MAX_LOOKS) throw pendingTooLong()
    await pause(signal)
  }
  const [tokens, coins] = await Promise.all([
    readTokenBalance(chain, to),
    readCoinBalance(chain, to),
  ])
  const [due, dueWei] = [BigInt(payer.amount), BigInt(payer.coinsWei)]
  const amount = tokens >= due ? 0n : due
  const coinsWei = coins >= dueWei ? 0n : dueWei
  if (amount === 0n && coinsWei === 0n) return
  if (settings.outsideFloat) tell({ event: 'payerDue', account: to, amount, coinsWei })
  else await fundAccount(chain, { to, amount, coinsWei })
}

function pendingTooLong(): WitanError {
  return new WitanError(
    'TRANSACTION_TIMEOUT',
    'A transaction of an earlier run is in no block yet; a payer gets its money once that is known.',
    { retryable: true },
  )
}
