import type { Hex } from '#protocol/bytes.ts'
import { WitanError } from '#protocol/errors.ts'
import { evidenceRequestSchema, evidenceResponseSchema } from '#protocol/evidenceMessages.ts'
import { keccak256Hex } from '#protocol/hash.ts'
import { parseHash } from '#protocol/ids.ts'
import type { Host } from '../host.ts'
import {
  EVIDENCE_PROTOCOL,
  EVIDENCE_TIMEOUT_MS,
  MAX_EVIDENCE_MESSAGE_BYTES,
  MAX_EVIDENCE_STREAMS,
} from '../limits.ts'
import { exchange } from './exchange.ts'

/**
 * Returns the bytes of a bundle that a node or a verifier has.
 *
 * @param addresses - Multiaddrs of the peer, each with its peer id.
 * @param hash - keccak256 of the bundle.
 * @throws {WitanError} EVIDENCE_UNKNOWN; VERIFICATION_FAILED when other bytes came; PEER_UNREACHABLE, NODE_OFFLINE,
 * NODE_BUSY, PEER_PROTOCOL, MESSAGE_TOO_LARGE, ABORTED.
 */
export async function fetchEvidence(
  host: Host,
  addresses: readonly string[],
  hash: Hex,
  { signal }: { readonly signal?: AbortSignal } = {},
): Promise<Uint8Array> {
  const { bundle } = await exchange(
    host,
    addresses,
    { hash: parseHash(hash) },
    {
      protocol: EVIDENCE_PROTOCOL,
      outgoing: evidenceRequestSchema,
      incoming: evidenceResponseSchema,
      maxStreams: MAX_EVIDENCE_STREAMS,
      timeoutMs: EVIDENCE_TIMEOUT_MS,
      maxBytes: MAX_EVIDENCE_MESSAGE_BYTES,
      signal,
    },
  )
  if (keccak256Hex(bundle) === hash) return bundle
  throw new WitanError('VERIFICATION_FAILED', 'A peer sent other evidence than what was asked for.')
}
