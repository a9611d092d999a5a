import { WitanError } from '#protocol/errors.ts'
import type { Discovery, Host } from '../host.ts'
import { abortedError } from '../openStream.ts'

/** Returns the DHT of a host. @throws {WitanError} CONFIG_INVALID when it was created without. */
export function discoveryOf(host: Host): Discovery {
  if (host.discovery !== undefined) return host.discovery
  throw new WitanError(
    'CONFIG_INVALID',
    'This host has no DHT; create it with dht server or client.',
  )
}

/**
 * Runs a DHT operation that reports as it goes, until it ends or its time is over. A failed operation is
 * no error: single hosts fail all the time, and what was reported until then counts.
 *
 * @throws {WitanError} ABORTED when the caller's signal is aborted.
 */
export async function withTimeout(
  options: { readonly signal?: AbortSignal; readonly timeoutMs: number },
  operation: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const { signal, timeoutMs } = options
  if (signal?.aborted) throw abortedError(signal)
  const over = AbortSignal.timeout(timeoutMs)
  try {
    await operation(signal === undefined ? over : AbortSignal.any([signal, over]))
  } catch {
    if (signal?.aborted) throw abortedError(signal)
  }
}
