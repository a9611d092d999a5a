/** One transaction of an account after the other, so that no two take the same nonce. */

/**
 * Last send of each account, by `chainId:address`. Shared by the whole program on purpose: two handles of one
 * account would otherwise take the same nonce.
 */
const tails = new Map<string, Promise<unknown>>()

/** Returns what `send` returns, run after every earlier send of the same account has ended, well or not. */
export async function sendInTurn<T>(account: string, send: () => Promise<T>): Promise<T> {
  const previous = tails.get(account) ?? Promise.resolve()
  const sendAlone = () => acrossTabs(account, send)
  const run = previous.then(sendAlone, sendAlone)
  const tail = run.catch(() => undefined)
  tails.set(account, tail)
  try {
    return await run
  } finally {
    if (tails.get(account) === tail) tails.delete(account)
  }
}

/** In a page: other tabs send from the same account. The browser frees the lock of a tab that goes. */
async function acrossTabs<T>(account: string, send: () => Promise<T>): Promise<T> {
  if (typeof document === 'undefined') return await send()
  return await navigator.locks.request(`witan.send.${account}`, send)
}
