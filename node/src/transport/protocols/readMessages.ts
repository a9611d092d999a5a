import type { Channel } from '../channel.ts'

/**
 * Yields the messages of a channel until the peer closes its side in order.
 *
 * @param options - `firstMs` bounds the wait for the first message, `idleMs` for each later one.
 */
export async function* readMessages<In>(
  channel: Channel<never, In>,
  options: { readonly idleMs: number; readonly firstMs?: number },
): AsyncGenerator<In> {
  let wait = options.firstMs ?? options.idleMs
  for (;;) {
    const message = await channel.receive({ idleMs: wait })
    if (message === undefined) return
    yield message
    wait = options.idleMs
  }
}
