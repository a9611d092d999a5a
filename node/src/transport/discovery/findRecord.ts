import type { NodeId } from '#protocol/ids.ts'
import type { SignedNodeRecord } from '#protocol/nodeRecord.ts'
import type { Host } from '../host.ts'
import { FIND_QUORUM, FIND_TIMEOUT_MS } from '../limits.ts'
import { discoveryOf, withTimeout } from './discoveryOf.ts'

/**
 * Returns a node's newest record in the DHT: signed by its on-chain signer and not expired.
 *
 * @returns The record, or `undefined` when no host has a valid one.
 * @throws {WitanError} CONFIG_INVALID (no DHT), ABORTED.
 */
export async function findRecord(
  host: Host,
  nodeId: NodeId,
  options: findRecord.Options = {},
): Promise<SignedNodeRecord | undefined> {
  const { dht, records } = discoveryOf(host)
  const { signal, timeoutMs = FIND_TIMEOUT_MS } = options
  const key = records.keyOf(nodeId)
  const values: Uint8Array[] = []
  await withTimeout({ signal, timeoutMs }, async (either) => {
    // The events of a lookup hold no values until it is over; progress has each as it comes.
    const lookup = dht.get(key, {
      signal: either,
      onProgress: (event) => {
        if (event.type === 'kad-dht:query:value') values.push(event.detail.value)
      },
    })
    for await (const _ of lookup) if (values.length >= FIND_QUORUM) break
  })
  // A value that expired, or that a newer one has replaced, since it came is as good as none.
  const valid = await acceptEach(values, (value) => records.accept(key, value))
  return valid.toSorted((a, b) => b.record.issuedAt - a.record.issuedAt)[0]
}

export declare namespace findRecord {
  type Options = {
    readonly signal?: AbortSignal
    /** Longest lookup; what was found by then counts. @default 8000 */
    readonly timeoutMs?: number
  }
}

async function acceptEach(
  values: readonly Uint8Array[],
  accept: (value: Uint8Array) => Promise<SignedNodeRecord>,
): Promise<SignedNodeRecord[]> {
  const results = await Promise.allSettled(values.map(accept))
  return results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
}
