import type { Host } from '#transport/host.ts'
import { fetchQuote } from '#transport/protocols/fetchQuote.ts'
import { fetchReceipt } from '#transport/protocols/fetchReceipt.ts'
import { openTaskStream } from '#transport/protocols/openTaskStream.ts'
import type { TransportPort } from './ports.ts'

/**
 * Returns the network as the client uses it.
 *
 * @param host - Any host; a browser's has no DHT.
 * @param options - `findRecord`: where node records come from, such as transport/discovery/findRecord.
 */
export function connectTransport(
  host: Host,
  options: Pick<TransportPort, 'findRecord'>,
): TransportPort {
  return {
    findRecord: options.findRecord,
    fetchQuote: (addresses, request, waiting) => fetchQuote(host, addresses, request, waiting),
    openTaskStream: (addresses, waiting) => openTaskStream(host, addresses, waiting),
    fetchReceipt: (addresses, request, waiting) => fetchReceipt(host, addresses, request, waiting),
  }
}
