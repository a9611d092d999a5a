/** One transaction of an account after the other, so that no two take the same nonce. */

/**
 * Last send of each account, by `chainId:address`. Shared by the whole program on purpose: two handles of one
 * account would otherwise take the same nonce.
 */
const tails = new Map<string, Promise<unknown>>()

/** Returns what `send` returns, run after every earlier send of the same account has ended, well or not. */
export async function sendInTurn<T>(account: string, send: () => Promise<T>): Promise<T> {
  const previous = tails.get(account) ?? Promise.resolve()
  const run = previous.then(send, send)
  const tail = run.catch(() => undefined)
  tails.set(account, tail)
  try {
    return await run
  } finally {
    if (tails.get(account) === tail) tails.delete(account)
  }
}
