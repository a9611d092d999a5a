import type { SignedNodeRecord } from '#protocol/nodeRecord.ts'
import type { Host } from '../host.ts'
import { ANNOUNCE_TIMEOUT_MS } from '../limits.ts'
import { discoveryOf, withTimeout } from './discoveryOf.ts'

/**
 * Stores a node's record at the DHT hosts closest to its key; to be repeated before it expires.
 *
 * @returns How many other hosts confirmed it; 0 while none is known, which is worth a retry.
 * @throws {WitanError} CONFIG_INVALID (no DHT), SIGNATURE_INVALID or PEER_PROTOCOL (others would refuse it), ABORTED.
 */
export async function announceRecord(
  host: Host,
  record: SignedNodeRecord,
  options: announceRecord.Options = {},
): Promise<number> {
  const { dht, records } = discoveryOf(host)
  const key = records.keyOf(record.record.nodeId)
  const value = records.encode(record)
  // The DHT stores whatever its own host puts, so the host judges itself as others will.
  await records.accept(key, value)
  const confirmed = new Set<string>()
  await withTimeout({ signal: options.signal, timeoutMs: ANNOUNCE_TIMEOUT_MS }, async (signal) => {
    for await (const event of dht.put(key, value, { signal })) {
      if (event.name !== 'PEER_RESPONSE' || event.messageName !== 'PUT_VALUE') continue
      confirmed.add(event.from.toString())
    }
  })
  return confirmed.size
}

export declare namespace announceRecord {
  type Options = { readonly signal?: AbortSignal }
}
