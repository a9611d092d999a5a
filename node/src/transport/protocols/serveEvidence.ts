import type { Hex } from '#protocol/bytes.ts'
import { WitanError } from '#protocol/errors.ts'
import { evidenceRequestSchema, evidenceResponseSchema } from '#protocol/evidenceMessages.ts'
import type { Host } from '../host.ts'
import {
  EVIDENCE_PROTOCOL,
  FIRST_MESSAGE_TIMEOUT_MS,
  MAX_EVIDENCE_MESSAGE_BYTES,
  MAX_EVIDENCE_STREAMS,
  MAX_EVIDENCE_STREAMS_PER_HOST,
} from '../limits.ts'
import { serveStream } from './serveStream.ts'

/**
 * Hands bundles of evidence out by their hash, to anyone.
 *
 * @param find - Returns the bytes of a bundle; undefined for one that is not here.
 */
export async function serveEvidence(
  host: Host,
  find: (hash: Hex) => Promise<Uint8Array | undefined>,
): Promise<void> {
  const options = {
    protocol: EVIDENCE_PROTOCOL,
    incoming: evidenceRequestSchema,
    outgoing: evidenceResponseSchema,
    maxBytes: MAX_EVIDENCE_MESSAGE_BYTES,
    maxStreams: MAX_EVIDENCE_STREAMS,
    maxStreamsInAll: MAX_EVIDENCE_STREAMS_PER_HOST,
  }
  await serveStream(host, options, async (channel) => {
    const request = await channel.receive({ idleMs: FIRST_MESSAGE_TIMEOUT_MS })
    if (request === undefined) return
    const bundle = await find(request.hash)
    if (bundle === undefined) {
      throw new WitanError('EVIDENCE_UNKNOWN', `There is no evidence ${request.hash} here.`)
    }
    await channel.send({ type: 'evidence', bundle })
  })
}
