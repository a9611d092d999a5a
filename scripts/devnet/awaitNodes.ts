import type { OnChainNode } from '#chain/onChainNode.ts'
import type { Client } from '#client/createClient.ts'
import { findTrustedRecord } from '#client/findNodes.ts'

/** Longer than anything on loopback takes, on the busiest machine (ms). */
const PATIENCE_MS = 600_000

/** Limits of a requester for whom only what vanishes is gone, and nothing for being slow. */
export const PATIENT = {
  quoteTimeoutMs: PATIENCE_MS,
  secondQuoteMs: PATIENCE_MS,
  lateQuoteMs: PATIENCE_MS,
  acceptTimeoutMs: PATIENCE_MS,
  stallTimeoutMs: PATIENCE_MS,
  doneTimeoutMs: PATIENCE_MS,
}

/**
 * Resolves once a client knows where every node of the chain is: a record takes a moment to reach those who store
 * it. The client remembers what it found.
 *
 * @throws {WitanError} NODE_OFFLINE and what a search throws, once the signal is aborted.
 */
export async function awaitNodes(client: Client, signal: AbortSignal): Promise<void> {
  for (const node of await client.chain.listNodes()) await awaitNode(client, node, signal)
}

async function awaitNode(client: Client, node: OnChainNode, signal: AbortSignal): Promise<void> {
  for (;;) {
    try {
      await findTrustedRecord(client, node, signal)
      return
    } catch (error) {
      if (signal.aborted) throw error
    }
  }
}
